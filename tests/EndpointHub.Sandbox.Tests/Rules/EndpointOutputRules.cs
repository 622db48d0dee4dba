using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>§1.4: the descriptions of endpoints and services.</summary>
public sealed class EndpointOutputRules : IDisposable
{
    private const string Suffix = ".dkr.ecr.ap-northeast-1.vpce.amazonaws.com";

    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Rule_1_4_the_regional_name_is_first_then_zonal_then_private_names()
    {
        var (id, _) = await TwoZones(Building.EcrDkr);
        var names = await Names(id);
        Assert.Matches($"^{id}-[0-9a-z]{{8}}{Suffix.Replace(".", "\\.", StringComparison.Ordinal)}$", names[0]);
        var stem = names[0][..^Suffix.Length];
        Assert.Equal([stem + "-ap-northeast-1a" + Suffix, stem + "-ap-northeast-1c" + Suffix], names[1..3].Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "dkr.ecr.ap-northeast-1.amazonaws.com",
                "*.dkr.ecr.ap-northeast-1.amazonaws.com",
                "dkr-ecr.ap-northeast-1.on.aws",
                "*.dkr-ecr.ap-northeast-1.on.aws",
            ],
            names[3..]
        );
    }

    [Fact]
    public async Task Rule_1_4_zonal_names_have_no_fixed_order()
    {
        var firsts = new HashSet<string>();
        for (var seed = 0; seed < 20; seed++)
        {
            using var aws = new TestAws(new() { Seed = seed });
            var vpc = await aws.Vpc();
            var answer = await aws.Ec2(
                "CreateVpcEndpoint",
                ("VpcId", vpc),
                ("VpcEndpointType", "Interface"),
                ("ServiceName", Building.EcrDkr),
                ("SubnetId.1", await aws.Subnet(vpc)),
                ("SubnetId.2", await aws.Subnet(vpc, "10.2.11.0/24", "ap-northeast-1c"))
            );
            firsts.Add(answer.All("dnsName")[1][^(Suffix.Length + 1)].ToString());
        }

        Assert.Equal(2, firsts.Count);
    }

    [Fact]
    public async Task Rule_1_4_S3_interface_names_begin_with_a_wildcard()
    {
        var (id, _) = await TwoZones("com.amazonaws.ap-northeast-1.s3");
        Assert.All((await Names(id)).Take(3), n => Assert.StartsWith("*.vpce-", n, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rule_1_4_private_names_have_a_zone_id_only_when_available()
    {
        var (id, _) = await TwoZones(Building.EcrDkr, settle: false);
        Assert.Equal(
            ["Z2E726K9Y6RL4W", "Z2E726K9Y6RL4W", "Z2E726K9Y6RL4W", "ZONEIDPENDING", "ZONEIDPENDING", "ZONEIDPENDING", "ZONEIDPENDING"],
            await ZoneIds(id)
        );
        _aws.Settle();
        Assert.DoesNotContain("ZONEIDPENDING", await ZoneIds(id));
    }

    [Fact]
    public async Task Rule_1_4_policies_default_differently_and_Create_does_not_show_the_interface_one()
    {
        var vpc = await _aws.Vpc();
        var created = await _aws.Ec2(
            "CreateVpcEndpoint",
            ("VpcId", vpc),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", Building.EcrDkr),
            ("SubnetId.1", await _aws.Subnet(vpc))
        );
        Assert.Null(created.Find("policyDocument"));
        var shown = (await _aws.Ec2("DescribeVpcEndpoints"))["policyDocument"];
        Assert.StartsWith("{\n  \"Statement\": [\n    {\n      \"Action\": \"*\", ", shown, StringComparison.Ordinal);
        var gateway = await _aws.Make("CreateVpcEndpoint", "vpcEndpointId", ("VpcId", vpc), ("ServiceName", "com.amazonaws.ap-northeast-1.s3"));
        Assert.Contains(
            "\"Version\":\"2008-10-17\"",
            (await _aws.Ec2("DescribeVpcEndpoints", ("VpcEndpointId.1", gateway)))["policyDocument"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Rule_1_4_gateway_endpoints_have_service_defined_dns_and_no_names()
    {
        var vpc = await _aws.Vpc();
        var gateway = await _aws.Ec2("CreateVpcEndpoint", ("VpcId", vpc), ("ServiceName", "com.amazonaws.ap-northeast-1.s3"));
        Assert.Equal(("service-defined", "false"), (gateway["dnsRecordIpType"], gateway["privateDnsEnabled"]));
        Assert.Empty(gateway.All("dnsName"));
    }

    [Fact]
    public async Task Rule_1_4_interfaces_are_in_the_answer_to_Create_inside_their_subnets()
    {
        var vpc = await _aws.Vpc();
        var created = await _aws.Ec2(
            "CreateVpcEndpoint",
            ("VpcId", vpc),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", Building.EcrDkr),
            ("SubnetId.1", await _aws.Subnet(vpc))
        );
        var cards = await _aws.Ec2("DescribeNetworkInterfaces");
        Assert.Equal([created["networkInterfaceIdSet"]], cards.All("networkInterfaceId"));
        Assert.StartsWith("10.2.10.", cards["privateIpAddress"], StringComparison.Ordinal);
        Assert.Equal(
            ("true", $"VPC Endpoint Interface {created["vpcEndpointId"]}", "vpc_endpoint"),
            (cards["requesterManaged"], cards["description"], cards["interfaceType"])
        );
    }

    [Fact]
    public async Task Rule_1_4_one_service_name_may_have_two_answers()
    {
        var both = await _aws.Ec2("DescribeVpcEndpointServices", ("ServiceName.1", "com.amazonaws.ap-northeast-1.s3"));
        Assert.Equal(2, both.Elements("vpcEndpointPolicySupported").Count());
        var one = await _aws.Ec2(
            "DescribeVpcEndpointServices",
            ("ServiceName.1", "com.amazonaws.ap-northeast-1.s3"),
            ("Filter.1.Name", "service-type"),
            ("Filter.1.Value.1", "Interface")
        );
        Assert.Single(one.Elements("vpcEndpointPolicySupported"));
    }

    [Fact]
    public async Task Rule_1_4_a_described_private_name_may_be_the_wildcard_alone()
    {
        var answer = await _aws.Ec2("DescribeVpcEndpointServices", ("ServiceName.1", Building.EcrDkr));
        Assert.Equal("verified", answer["privateDnsNameVerificationState"]);
        Assert.Equal("*.dkr.ecr.ap-northeast-1.amazonaws.com", answer["privateDnsName"]);
        Assert.Equal(
            ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"],
            answer.Elements("availabilityZoneSet").Single().Elements().Select(e => e.Value)
        );
    }

    [Fact]
    public async Task Rule_1_5_a_gateway_route_is_not_the_route_calls_to_delete()
    {
        var vpc = await _aws.Vpc();
        var table = await _aws.Make("CreateRouteTable", "routeTableId", ("VpcId", vpc));
        await _aws.Make(
            "CreateVpcEndpoint",
            "vpcEndpointId",
            ("VpcId", vpc),
            ("ServiceName", "com.amazonaws.ap-northeast-1.s3"),
            ("RouteTableId.1", table)
        );
        Assert.Equal(
            "InvalidParameterValue",
            (await _aws.Ec2("DeleteRoute", ("RouteTableId", table), ("DestinationPrefixListId", "pl-61a54008"))).Code
        );
        Assert.Equal(["pl-61a54008"], (await _aws.Ec2("DescribeRouteTables", ("RouteTableId.1", table))).All("destinationPrefixListId"));
    }

    [Fact]
    public async Task Rule_1_5_one_endpoint_of_a_service_in_each_route_table()
    {
        var vpc = await _aws.Vpc();
        var table = await _aws.Make("CreateRouteTable", "routeTableId", ("VpcId", vpc));
        Task<Answer> Make() =>
            _aws.Ec2("CreateVpcEndpoint", ("VpcId", vpc), ("ServiceName", "com.amazonaws.ap-northeast-1.s3"), ("RouteTableId.1", table));
        await Make();
        Assert.Equal("RouteAlreadyExists", (await Make()).Code);
    }

    private async Task<(string Id, string Vpc)> TwoZones(string service, bool settle = true)
    {
        var vpc = await _aws.Vpc();
        var id = await _aws.Make(
            "CreateVpcEndpoint",
            "vpcEndpointId",
            ("VpcId", vpc),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", service),
            ("SubnetId.1", await _aws.Subnet(vpc)),
            ("SubnetId.2", await _aws.Subnet(vpc, "10.2.11.0/24", "ap-northeast-1c"))
        );
        if (settle)
            _aws.Settle();
        return (id, vpc);
    }

    private async Task<List<string>> Names(string id) => (await _aws.Ec2("DescribeVpcEndpoints", ("VpcEndpointId.1", id))).All("dnsName");

    private async Task<List<string>> ZoneIds(string id) => (await _aws.Ec2("DescribeVpcEndpoints", ("VpcEndpointId.1", id))).All("hostedZoneId");
}
