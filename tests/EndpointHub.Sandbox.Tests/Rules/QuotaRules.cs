using System.Globalization;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>The default quotas of §1.5, §3.4 and §6.</summary>
public sealed class QuotaRules : IDisposable
{
    private const string S3 = "com.amazonaws.ap-northeast-1.s3";

    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Rule_1_5_a_region_holds_20_gateway_endpoints()
    {
        var vpc = await _aws.Vpc();
        for (var i = 0; i < 20; i++)
            await _aws.Make("CreateVpcEndpoint", "vpcEndpointId", ("VpcId", vpc), ("ServiceName", S3));
        Assert.Equal("VpcEndpointLimitExceeded", (await _aws.Ec2("CreateVpcEndpoint", ("VpcId", vpc), ("ServiceName", S3))).Code);
    }

    [Fact]
    public async Task Rule_3_4_an_account_holds_500_zones()
    {
        for (var i = 0; i < 500; i++)
            Assert.Equal(201, (await _aws.CreateZone($"z{i}.example.com", vpc: null, $"{i}")).Status);
        Assert.Equal("TooManyHostedZones", (await _aws.CreateZone("one.too.many", vpc: null, "more")).Code);
    }

    [Fact]
    public async Task Rule_3_4_a_batch_holds_1000_elements_and_32000_characters_and_an_upsert_counts_twice()
    {
        var zone = await _aws.Zone("example.internal", await _aws.Vpc(), "one");
        Task<Answer> Elements(string action, int count) =>
            _aws.Change(zone, [.. Enumerable.Range(0, count).Select(i => (action, Building.A($"r{i}.example.internal", "10.0.0.1")))]);
        Assert.Equal("InvalidChangeBatch", (await Elements("CREATE", 1001)).Code);
        Assert.Equal("InvalidChangeBatch", (await Elements("UPSERT", 501)).Code);
        Assert.Equal(200, (await Elements("CREATE", 1000)).Status);
        Assert.Equal(200, (await Elements("UPSERT", 500)).Status);

        Task<Answer> Characters(int count) =>
            _aws.Change(
                zone,
                [
                    .. Enumerable
                        .Range(0, count)
                        .Select(i =>
                            (
                                "CREATE",
                                $"<Name>t{i}.example.internal</Name><Type>TXT</Type><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>\"{new string('x', 98)}\"</Value></ResourceRecord></ResourceRecords>"
                            )
                        ),
                ]
            );
        Assert.Equal("InvalidChangeBatch", (await Characters(321)).Code);
        Assert.Equal(200, (await Characters(320)).Status);
    }

    [Fact]
    public async Task Rule_3_4_a_zone_holds_10000_records()
    {
        var zone = await _aws.Zone("example.internal", await _aws.Vpc(), "one");
        Task<Answer> Records(int from, int count) =>
            _aws.Change(zone, [.. Enumerable.Range(from, count).Select(i => ("CREATE", Building.A($"r{i}.example.internal", "10.0.0.1")))]);
        for (var i = 0; i < 9; i++)
            Assert.Equal(200, (await Records(i * 1000, 1000)).Status);
        Assert.Equal(200, (await Records(9000, 998)).Status); // with SOA and NS
        Assert.Equal("InvalidChangeBatch", (await Records(9998, 1)).Code);
    }

    [Fact]
    public async Task Rule_3_4_a_zone_holds_1000_authorizations()
    {
        var zone = await _aws.Zone("example.internal", await _aws.Vpc(), "one");
        for (var i = 0; i < 1000; i++)
            Assert.Equal(200, (await _aws.Authorize(zone, string.Create(CultureInfo.InvariantCulture, $"vpc-{i:x17}"))).Status);
        Assert.Equal("TooManyVPCAssociationAuthorizations", (await _aws.Authorize(zone, "vpc-fffffffffffffffff")).Code);
    }

    [Fact]
    public async Task Rule_6_an_interface_takes_5_groups()
    {
        var vpc = await _aws.Vpc();
        (string, string)[] make =
        [
            ("VpcId", vpc),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", Building.EcrDkr),
            ("SubnetId.1", await _aws.Subnet(vpc)),
        ];
        var groups = new List<(string, string)>();
        for (var i = 1; i <= 6; i++)
            groups.Add(($"SecurityGroupId.{i}", await _aws.Group(vpc, $"g{i}")));
        Assert.Equal("SecurityGroupsPerInterfaceLimitExceeded", (await _aws.Ec2("CreateVpcEndpoint", [.. make, .. groups])).Code);
        Assert.Null((await _aws.Ec2("CreateVpcEndpoint", [.. make, .. groups.Take(5)])).Code);
    }

    [Fact]
    public async Task Rule_6_a_prefix_list_counts_as_its_maximum_of_entries()
    {
        var list = await _aws.Make(
            "CreateManagedPrefixList",
            "prefixListId",
            ("PrefixListName", "l"),
            ("MaxEntries", "59"),
            ("AddressFamily", "IPv4")
        );
        _aws.Settle();
        var group = await _aws.Group(await _aws.Vpc());
        Task<Answer> Allow(int port, string source, string value) =>
            _aws.Ec2(
                "AuthorizeSecurityGroupIngress",
                ("GroupId", group),
                ("IpPermissions.1.IpProtocol", "tcp"),
                ("IpPermissions.1.FromPort", $"{port}"),
                ("IpPermissions.1.ToPort", $"{port}"),
                ($"IpPermissions.1.{source}", value)
            );
        Assert.Null((await Allow(443, "PrefixListIds.1.PrefixListId", list)).Code);
        Assert.Null((await Allow(80, "IpRanges.1.CidrIp", "10.0.0.0/8")).Code);
        Assert.Equal("RulesPerSecurityGroupLimitExceeded", (await Allow(81, "IpRanges.1.CidrIp", "10.0.0.0/8")).Code);
    }
}
