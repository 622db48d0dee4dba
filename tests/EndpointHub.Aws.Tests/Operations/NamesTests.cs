using System.Text.Json;
using EndpointHub.AwsTests.Support;
using EndpointHub.Sandbox.Services;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Operations;

/// <summary>The private names of every service, from the description of AWS to the answers in a spoke.</summary>
public sealed class NamesTests
{
    // A VPC can have 50 interface endpoints (VPC quotas).
    private const int ServicesOfOneHub = 45;

    /// <summary>
    /// The zones of each service in Tokyo, according to AWS's guides and observed endpoints, each followed by <c>+ *</c> for a wildcard record. Some
    /// services have more zones in other regions.
    /// </summary>
    private static readonly Dictionary<string, string[]> ByHand = new(StringComparer.Ordinal)
    {
        ["ecr.api"] = ["api.ecr.ap-northeast-1.amazonaws.com", "ecr.ap-northeast-1.api.aws"],
        ["ecr.dkr"] = ["dkr.ecr.ap-northeast-1.amazonaws.com + *", "dkr-ecr.ap-northeast-1.on.aws + *"],
        ["ssm"] = ["ssm.ap-northeast-1.amazonaws.com", "ssm.ap-northeast-1.api.aws"],
        ["ssmmessages"] = ["ssmmessages.ap-northeast-1.amazonaws.com", "ssmmessages.ap-northeast-1.api.aws"],
        ["ec2messages"] = ["ec2messages.ap-northeast-1.amazonaws.com"],
        ["logs"] =
        [
            "logs.ap-northeast-1.amazonaws.com",
            "logs.ap-northeast-1.api.aws",
            "streaming-logs.ap-northeast-1.amazonaws.com",
            "streaming-logs.ap-northeast-1.api.aws",
        ],
        ["secretsmanager"] = ["secretsmanager.ap-northeast-1.amazonaws.com"],
        ["cassandra"] = ["cassandra.ap-northeast-1.amazonaws.com", "cassandra.ap-northeast-1.api.aws"],
        ["ec2"] = ["ec2.ap-northeast-1.amazonaws.com"],
        ["kms"] = ["kms.ap-northeast-1.amazonaws.com"],
        ["sts"] = ["sts.ap-northeast-1.amazonaws.com"],
        ["monitoring"] = ["monitoring.ap-northeast-1.amazonaws.com"],
        ["ecs"] = ["ecs.ap-northeast-1.amazonaws.com"],
        ["ecs-agent"] = ["ecs-a.ap-northeast-1.amazonaws.com"],
        ["ecs-telemetry"] = ["ecs-t.ap-northeast-1.amazonaws.com"],
        ["sns"] = ["sns.ap-northeast-1.amazonaws.com"],
        ["sqs"] = ["sqs.ap-northeast-1.amazonaws.com"],
        ["events"] = ["events.ap-northeast-1.amazonaws.com"],
        ["lambda"] = ["lambda.ap-northeast-1.amazonaws.com", "lambda.ap-northeast-1.api.aws"],
        ["execute-api"] = ["execute-api.ap-northeast-1.amazonaws.com + *"],
        ["s3"] =
        [
            "s3.ap-northeast-1.amazonaws.com + *",
            "s3-control.ap-northeast-1.amazonaws.com + *",
            "s3-accesspoint.ap-northeast-1.amazonaws.com + *",
        ],
        ["dynamodb"] = [],
        ["kinesis-firehose"] = ["firehose.ap-northeast-1.amazonaws.com"],
        ["sagemaker.api"] = ["api.sagemaker.ap-northeast-1.amazonaws.com"],
        ["sagemaker.runtime"] = ["runtime.sagemaker.ap-northeast-1.amazonaws.com"],
        ["codeartifact.api"] = ["codeartifact.ap-northeast-1.amazonaws.com"],
        ["codeartifact.repositories"] = ["d.codeartifact.ap-northeast-1.amazonaws.com + *"],
        ["eks-auth"] = ["eks-auth.ap-northeast-1.api.aws"],
        ["guardduty-data"] = ["guardduty-data.ap-northeast-1.amazonaws.com"],
    };

    [Theory]
    [InlineData("ap-northeast-1")]
    [InlineData("eu-west-1")]
    [InlineData("us-east-1")]
    public void Every_name_of_every_service_resolves_to_the_hubs_endpoint_in_a_spoke(string region)
    {
        var services = DescribedIn(region);
        HubOfRegion.Run(
            region,
            ServiceCatalog.FromFiles([AsAnswer(services)]),
            async aws =>
            {
                var resolved = 0;
                foreach (var (availabilityZone, group) in ByZone(services))
                {
                    var hub = await aws.MakeAsync(availabilityZone, group.Select(service => service.ServiceName));
                    var spoke = await aws.MoveSpokeAsync(hub, availabilityZone);
                    var network = await aws.ReadAsync(hub);
                    foreach (var service in group)
                    {
                        var endpoint = network.Endpoints.Single(endpoint => endpoint.ServiceName == service.ServiceName);
                        var addresses = endpoint.NetworkInterfaceIds.Select(id => network.NetworkInterfaces[id].Address.ToString()).ToList();
                        Assert.Single(addresses);
                        foreach (var name in service.PrivateDnsNames.SelectMany(Asked))
                        {
                            Assert.True(
                                addresses.SequenceEqual(aws.Resolve(spoke, name)),
                                $"{name} of {service.ServiceName} answers {string.Join(' ', aws.Resolve(spoke, name))}."
                            );
                        }

                        resolved += service.PrivateDnsNames.Count;
                    }
                }

                Assert.Equal(services.Sum(service => service.PrivateDnsNames.Count), resolved);
            }
        );
    }

    [Fact]
    public void Zones_and_records_equal_the_handwritten_table() =>
        HubOfRegion.Run(
            "ap-northeast-1",
            ServiceCatalog.BuiltIn,
            async aws =>
            {
                var hub = await aws.MakeAsync("ap-northeast-1a", ByHand.Keys.Select(service => $"com.amazonaws.ap-northeast-1.{service}"));

                var network = await aws.ReadAsync(hub);
                var served = ByHand.Keys.ToDictionary(
                    service => service,
                    service =>
                    {
                        var target = network
                            .Endpoints.Single(endpoint => endpoint.ServiceName == $"com.amazonaws.ap-northeast-1.{service}")
                            .RegionalName!;
                        return network
                            .Zones.Where(zone => zone.Records!.Any(record => record.Alias == target))
                            .Select(zone => Told(zone, target))
                            .Order(StringComparer.Ordinal)
                            .ToArray();
                    }
                );
                Assert.All(ByHand, expected => Assert.Equal(expected.Value.Order(StringComparer.Ordinal), served[expected.Key]));
                Assert.Equal(ByHand.Values.Sum(zones => zones.Length), network.Zones.Count);
            }
        );

    // Other records than an apex with or without a wildcard are listed, so that they equal no line of the table.
    private static string Told(PrivateZone zone, AliasTarget target)
    {
        var records = zone.Records!.Where(record => record.Type is not ("NS" or "SOA"))
            .OrderByDescending(record => record.Name, StringComparer.Ordinal)
            .ToList();
        return records.SequenceEqual([ZoneRecord.AliasTo(zone.Name, target)]) ? zone.Name
            : records.SequenceEqual([ZoneRecord.AliasTo(zone.Name, target), ZoneRecord.AliasTo("*." + zone.Name, target)]) ? zone.Name + " + *"
            : $"{zone.Name}: {string.Join(", ", records)}";
    }

    // A wildcard applies at every depth, and the apex has its own record.
    private static IEnumerable<string> Asked(string name) =>
        name.StartsWith("*.", StringComparison.Ordinal) ? [name[2..], "some" + name[1..], "some.thing" + name[1..]] : [name];

    // In some regions no availability zone has every service.
    private static IEnumerable<(string AvailabilityZone, IReadOnlyList<Described> Services)> ByZone(IReadOnlyList<Described> services) =>
        from zone in services.GroupBy(service => service.AvailabilityZones[0], StringComparer.Ordinal)
        from chunk in zone.Chunk(ServicesOfOneHub)
        select (zone.Key, (IReadOnlyList<Described>)chunk);

    private static List<Described> DescribedIn(string region)
    {
        var file = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data/endpoint-services", region + ".json"));
        Assert.SkipUnless(File.Exists(file), "The recorded endpoint services of AWS are not available.");
        return JsonSerializer.Deserialize<List<Described>>(File.ReadAllBytes(file), JsonSerializerOptions.Web)!;
    }

    private static string AsAnswer(IEnumerable<Described> services)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "services.json");
        File.WriteAllBytes(
            file,
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    ServiceDetails = services.Select(service => new
                    {
                        service.ServiceName,
                        ServiceType = service.Type.Select(type => new { ServiceType = type }),
                        service.AvailabilityZones,
                        Owner = "amazon",
                        service.BaseEndpointDnsNames,
                        PrivateDnsNames = service.PrivateDnsNames.Select(name => new { PrivateDnsName = name }),
                        VpcEndpointPolicySupported = service.PolicySupported,
                    }),
                }
            )
        );
        return file;
    }

    private sealed record Described(
        string ServiceName,
        IReadOnlyList<string> Type,
        IReadOnlyList<string> AvailabilityZones,
        IReadOnlyList<string> BaseEndpointDnsNames,
        IReadOnlyList<string> PrivateDnsNames,
        bool PolicySupported
    );
}
