using EndpointHub.Planning;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Landscapes;

/// <summary>Intents with short defaults, and the networks that their plans predict.</summary>
internal static class TestIntents
{
    public static HubIntent Hub(params string[] services) =>
        new()
        {
            Hub = Landscape.Hub,
            SubnetIds = ValueList.Of("subnet-shared-a", "subnet-shared-c"),
            ServiceNames = services.Select(Landscape.Service).ToValueList(),
        };

    /// <summary>A subnet in a further zone and a narrower policy, for all services of the hub.</summary>
    public static HubIntent Growth() =>
        Hub() with
        {
            SubnetIds = ValueList<string>.Empty,
            NewSubnets = ValueList.Of(new RequiredSubnet(Cidr.Parse("10.255.200.0/28"), "ap-northeast-1d")),
            PolicyDocument = """{"Statement":{"Effect":"Allow","Principal":"*","Action":["ecr:*","kms:*","logs:*"],"Resource":"*"}}""",
        };

    public static ConnectionIntent Connection(string spokeVpcId = "vpc-dev") => new() { Hub = Landscape.Hub, SpokeVpcId = spokeVpcId };

    public static ZoneIntent Zones(params string[] spokeVpcIds) => new() { Hub = Landscape.Hub, SpokeVpcIds = spokeVpcIds.ToValueList() };

    public static CutoverIntent Cutover(string spokeVpcId = "vpc-dev") => new() { Hub = Landscape.Hub, SpokeVpcId = spokeVpcId };

    /// <summary>A removal that allows what is never known: whether clients are connected.</summary>
    public static RemovalIntent Removal(string spokeVpcId = "vpc-dev") =>
        new()
        {
            Hub = Landscape.Hub,
            SpokeVpcId = spokeVpcId,
            Allowed = ValueList.Of("TrafficUnknown"),
        };

    /// <summary>The predicted network of a plan without refusals.</summary>
    public static NetworkSnapshot PredictedBy(Plan plan)
    {
        Assert.Empty(plan.Refusals);
        return plan.Predicted;
    }

    public static NetworkSnapshot WithHub(this NetworkSnapshot network, params string[] services) =>
        PredictedBy(HubPlanner.For(network, Hub(services)));

    public static NetworkSnapshot Connected(this NetworkSnapshot network, string spokeVpcId = "vpc-dev") =>
        PredictedBy(ConnectionPlanner.For(network, Connection(spokeVpcId)));

    public static NetworkSnapshot WithZones(this NetworkSnapshot network) => PredictedBy(ZonePlanner.For(network, Zones()));

    public static NetworkSnapshot CutOver(this NetworkSnapshot network, string spokeVpcId = "vpc-dev") =>
        PredictedBy(CutoverPlanner.For(network, Cutover(spokeVpcId)));

    /// <summary>The only refusal of a plan without units.</summary>
    public static Problem OnlyRefusal(Plan plan)
    {
        Assert.Empty(plan.Units);
        return Assert.Single(plan.Refusals);
    }
}
