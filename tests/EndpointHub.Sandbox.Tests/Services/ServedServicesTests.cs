using System.Xml.Linq;
using EndpointHub.Sandbox;
using EndpointHub.Sandbox.Services;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Services;

/// <summary><c>--services</c>: the recorded services are described, and endpoints use their names.</summary>
public sealed class ServedServicesTests
{
    [Fact]
    public async Task Every_service_of_every_region_is_described_as_recorded_from_AWS()
    {
        var dumps = EndpointServiceDumps.All();
        using var aws = Serving(dumps.Select(d => EndpointServiceDumps.AsAnswer(d.Services)));
        foreach (var (region, services) in dumps)
        {
            var served = (await aws.As(region: region).Ec2("DescribeVpcEndpointServices")).Elements("serviceDetailSet").Single().Elements().ToList();
            Assert.Equal(services.Select(s => s.ServiceName), served.Select(s => Texts(s, "serviceName").Single()));
            foreach (var (real, ours) in services.Zip(served))
            {
                Assert.Equal(real.Type, Texts(ours, "serviceType", "item", "serviceType"));
                Assert.Equal(real.AvailabilityZones, Texts(ours, "availabilityZoneSet", "item"));
                Assert.Equal(real.BaseEndpointDnsNames, Texts(ours, "baseEndpointDnsNameSet", "item"));
                Assert.Equal(real.PrivateDnsNames, Texts(ours, "privateDnsNameSet", "item", "privateDnsName"));
                Assert.Equal(real.PrivateDnsNames.Take(1), Texts(ours, "privateDnsName"));
                Assert.Equal([real.PolicySupported ? "true" : "false"], Texts(ours, "vpcEndpointPolicySupported"));
                Assert.Equal(real.IpAddressTypes, Texts(ours, "supportedIpAddressTypeSet", "item"));
            }
        }
    }

    [Fact]
    public async Task An_endpoint_of_every_service_and_region_lists_and_answers_its_names_and_wildcards()
    {
        var dumps = EndpointServiceDumps.All();
        using var all = Serving(dumps.Select(d => EndpointServiceDumps.AsAnswer(d.Services)));
        foreach (var (region, services) in dumps)
        {
            var aws = all.As(region: region);
            foreach (var (group, i) in services.Chunk(45).Select((g, i) => (g, i)))
            {
                // As many services as a VPC has endpoints for, in an Availability Zone that all support, or else the service's first.
                var vpc = await aws.Vpc($"10.{i}.0.0/16");
                var subnets = new Dictionary<string, string>();
                var made = new List<(DumpedService Service, string Id)>();
                foreach (var service in group)
                {
                    var zone = service.AvailabilityZones[0];
                    if (!subnets.TryGetValue(zone, out var subnet))
                        subnets.Add(zone, subnet = await aws.Subnet(vpc, $"10.{i}.{subnets.Count}.0/24", zone));
                    made.Add((service, await aws.Endpoint(vpc, subnet, service.ServiceName, service.PrivateDnsNames.Count > 0)));
                }

                aws.Settle();
                var described = (await aws.Ec2("DescribeVpcEndpoints", ("Filter.1.Name", "vpc-id"), ("Filter.1.Value.1", vpc)))
                    .Elements("vpcEndpointSet")
                    .Single()
                    .Elements()
                    .ToDictionary(e => Texts(e, "vpcEndpointId").Single());
                foreach (var (service, id) in made)
                {
                    var names = Texts(described[id], "dnsEntrySet", "item", "dnsName");
                    var own = names.Where(n => n.Contains("vpce-", StringComparison.Ordinal)).ToList();
                    Assert.All(own, n => Assert.EndsWith("." + service.BaseEndpointDnsNames[0], n, StringComparison.Ordinal));
                    Assert.Equal(
                        service.PrivateDnsNames.SelectMany(WithApex).Order(StringComparer.Ordinal),
                        names.Except(own).Order(StringComparer.Ordinal)
                    );
                    foreach (var name in service.PrivateDnsNames)
                    {
                        var asked = name.StartsWith("*.", StringComparison.Ordinal) ? "some.thing" + name[1..] : name;
                        Assert.True(
                            aws.Core.Resolve(vpc, asked) is { Kind: "addresses", Addresses.Count: 1, Owner: "vpce.amazonaws.com" },
                            $"{service.ServiceName}: {asked} is {aws.Core.Resolve(vpc, asked)}"
                        );
                        if (asked == name)
                            Assert.Equal("nxdomain", aws.Core.Resolve(vpc, "beneath." + name).Kind);
                    }
                }
            }
        }
    }

    [Fact]
    public async Task An_availability_zone_missing_in_the_response_refuses_endpoints_of_the_service()
    {
        const string Service = "com.amazonaws.ap-northeast-1.kms";
        using var aws = Serving([
            EndpointServiceDumps.AsAnswer([
                new(
                    Service,
                    ["Interface"],
                    ["ap-northeast-1a"],
                    ["kms.ap-northeast-1.vpce.amazonaws.com"],
                    ["kms.ap-northeast-1.amazonaws.com"],
                    true,
                    ["ipv4"]
                ),
            ]),
        ]);
        var vpc = await aws.Vpc();
        var (served, unserved) = (await aws.Subnet(vpc), await aws.Subnet(vpc, "10.2.11.0/24", "ap-northeast-1c"));
        Task<Answer> Create(string subnet) =>
            aws.Ec2("CreateVpcEndpoint", ("VpcId", vpc), ("VpcEndpointType", "Interface"), ("ServiceName", Service), ("SubnetId.1", subnet));
        Assert.Equal("InvalidParameter", (await Create(unserved)).Code);
        var made = await Create(served);
        Assert.Equal(200, made.Status);
        aws.Settle();
        Assert.Equal(
            "InvalidParameter",
            (await aws.Ec2("ModifyVpcEndpoint", ("VpcEndpointId", made["vpcEndpointId"]), ("AddSubnetId.1", unserved))).Code
        );
    }

    [Fact]
    public void Regions_without_a_recorded_response_keep_the_built_in_table()
    {
        var catalog = ServiceCatalog.FromFiles([
            EndpointServiceDumps.AsAnswer([
                new("com.amazonaws.eu-west-2.one", ["Interface"], ["eu-west-2a"], ["one.eu-west-2.vpce.amazonaws.com"], [], true, ["ipv4"]),
            ]),
        ]);
        Assert.Equal(["com.amazonaws.eu-west-2.one"], catalog.In("eu-west-2").Select(s => s.Name));
        Assert.Equal(ServiceCatalog.BuiltIn.In("us-east-1").Select(s => s.Name), catalog.In("us-east-1").Select(s => s.Name));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not JSON")]
    [InlineData("""{"ServiceDetails": [{"ServiceName": "x", "ServiceType": [{"ServiceType": "Interface"}]}]}""")]
    public async Task A_services_file_with_other_content_is_refused_at_the_command_line(string content)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "services.json");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        var refused = CommandLineRun.Of("serve", "--services", file);
        Assert.Contains(file, refused.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.NotEqual(0, CommandLineRun.Of("serve", "--services", file + ".missing").ExitCode);
    }

    private static IEnumerable<string> WithApex(string name) => name.StartsWith("*.", StringComparison.Ordinal) ? [name[2..], name] : [name];

    private static TestAws Serving(IEnumerable<string> files) =>
        new(CommandLineRun.Of(["serve", .. files.SelectMany(f => new[] { "--services", f })]).Arguments!.Options);

    private static List<string> Texts(XElement element, params string[] path) =>
        [
            .. path.Aggregate(new[] { element }.AsEnumerable(), (at, step) => at.SelectMany(e => e.Elements().Where(c => c.Name.LocalName == step)))
                .Select(e => e.Value),
        ];
}
