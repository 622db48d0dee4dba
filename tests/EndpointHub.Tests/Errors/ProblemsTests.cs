using System.Reflection;
using EndpointHub.Costing;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Tests.Snapshots;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Errors;

public sealed class ProblemsTests
{
    private static readonly NetworkSnapshot Network = Landscape.Seed();
    private static readonly Endpoint Endpoint = Network.Endpoints.First();

    public static TheoryData<string> Factories() => [.. Methods().Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Factories))]
    public void A_problem_has_its_factorys_name_a_resource_a_reason_and_a_remedy(string name)
    {
        var method = Methods().Single(method => method.Name == name);

        var problem = Sample(method);

        Assert.Equal(name, problem.Code);
        foreach (var text in new[] { problem.Resource, problem.Reason, problem.Remedy })
        {
            Assert.False(string.IsNullOrWhiteSpace(text));
            Assert.Equal(text.Trim(), text);
        }

        Assert.Equal(problem.Command ?? problem.Advice, problem.Remedy);

        Assert.NotEqual(problem.Reason, problem.Remedy);
        Assert.Equal($"{problem.Resource}: {problem.Reason}", new EndpointHubException(problem).Message);
    }

    [Fact]
    public void Problem_sentences_equal_the_catalogue() =>
        Catalogue.Compare(
            "problems.txt",
            Samples()
                .Select(problem =>
                    Catalogue.Entry($"{problem.Code} ({problem.Kind})", [problem.Resource], problem.Reason, problem.Advice, problem.Command)
                )
        );

    [Fact]
    public void Every_factory_has_a_unique_name() => Assert.Equal(Methods().Count, Methods().Select(method => method.Name).Distinct().Count());

    /// <summary>One problem of each factory, as an operation in Tokyo with the profile <c>network</c> reports it.</summary>
    internal static IEnumerable<Problem> Samples() => Methods().OrderBy(method => method.Name, StringComparer.Ordinal).Select(Sample);

    private static Problem Sample(MethodInfo method) =>
        ((Problem)method.Invoke(null, method.GetParameters().Select(Argument).ToArray())!).In(Landscape.Region, "network");

    private static List<MethodInfo> Methods() => [.. typeof(EndpointHub.Errors.Problems).GetMethods(BindingFlags.Public | BindingFlags.Static)];

    // An example value for each type of parameter. A new type needs an example here.
    private static object Argument(ParameterInfo parameter) =>
        parameter.ParameterType switch
        {
            var type when type == typeof(string) => Text(parameter.Name!),
            var type when type == typeof(CommandLine) => CommandLine.Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {Endpoint.Id}"),
            var type when type == typeof(ValueList<string>) && parameter.Name == "endpointIds" => ValueList.Of("vpce-0a", "vpce-0b"),
            var type when type == typeof(Cidr) => Cidr.Parse("10.0.0.0/8"),
            var type when type == typeof(ValueList<string>) => ValueList.Of("one", "two"),
            var type when type == typeof(ValueList<Cidr>) => ValueList.Of(Cidr.Parse("10.0.0.0/8")),
            var type when type == typeof(TimeSpan) => TimeSpan.FromSeconds(120),
            var type when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            var type when type == typeof(int) => 1,
            var type when type == typeof(decimal) => 1.5m,
            var type when type == typeof(ValueList<BilledItem>) => ValueList.Of(BilledItem.EndpointHours, BilledItem.HostedZones),
            var type when type == typeof(Location) => Landscape.Tokyo,
            var type when type == typeof(Subnet) => Network.Subnets.First(),
            var type when type == typeof(Endpoint) => Endpoint,
            var type when type == typeof(EndpointOwner) => EndpointOwner.Terraform,
            var type when type == typeof(Tag) => new Tag("ManagedBy", "terraform"),
            var type when type == typeof(SecurityGroup) => Network.SecurityGroups.First(),
            var type when type == typeof(RouteTable) => Network.RouteTables.First(),
            var type when type == typeof(Route) => Network.RouteTables.First().Routes[0],
            var type when type == typeof(RouteTarget) => RouteTarget.Local,
            var type when type == typeof(PrivateZone) => new PrivateZone
            {
                Id = "Z1",
                Name = "x.y",
                OwnerAccountId = "123456789012",
            },
            var type when type == typeof(NameAnswers) => new NameAnswers(
                "vpc-0dev",
                ValueList.Of(
                    new NameAnswer("a.example", AnswerSource.None, IsConfirmed: true),
                    new NameAnswer("b.example", AnswerSource.None, IsConfirmed: true),
                    new NameAnswer("c.example", AnswerSource.OwnEndpoint, IsConfirmed: true, "vpce-0a"),
                    new NameAnswer("d.example", AnswerSource.Hub, IsConfirmed: true),
                    new NameAnswer("e.example", AnswerSource.Hub, IsConfirmed: false)
                )
            ),
            var type when type == typeof(AliasTarget) => Endpoint.RegionalName!,
            var type when type == typeof(ZoneRecord) => ZoneRecord.AliasTo("x.y", Endpoint.RegionalName!),
            var type => throw new NotSupportedException($"No example of {type}."),
        };

    // Texts that fit what the parameters are about; those that reach a command have the form that AWS gives them.
    private static string Text(string name) =>
        name switch
        {
            "kind" => "subnet",
            "vpcId" or "spokeVpcId" => "vpc-0dev",
            "otherVpcId" => "vpc-0prd",
            "subnetId" => "subnet-0a",
            "groupId" => "sg-0a",
            "routeTableId" => "rtb-0a",
            "networkInterfaceId" => "eni-0a",
            "endpointId" => "vpce-0a",
            "peeringId" => "pcx-0a",
            "profileId" => "rp-0a",
            "hubName" or "hub" => "shared",
            "service" => $"com.amazonaws.{Landscape.Region}.kms",
            "region" => Landscape.Region,
            "zone" or "zoneName" => $"kms.{Landscape.Region}.amazonaws.com",
            "attribute" => "enableDnsSupport",
            "reason" or "obstacle" or "message" => "AWS gave this reason.",
            _ => name,
        };
}
