using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Tests.Executing;

/// <summary>Small plans to execute.</summary>
internal static class Plans
{
    public static readonly Location Tokyo = new("111111111111", "ap-northeast-1");

    public static NetworkSnapshot Spoke { get; } = NetworkSnapshot.Empty with
    {
        Endpoints = ResourceTable<Endpoint>.From([Own("vpce-dkr", "dkr.ecr"), Own("vpce-api", "api.ecr")]),
    };

    public static Plan Of(params PlanUnit[] units) => new(Spoke, ValueList.Of(units), ValueList<Problem>.Empty);

    public static PlanUnit Connection(string spoke, params Step[] steps) => new(PlanUnitKind.Connection, spoke, ValueList.Of(steps));

    public static CreateRoute Route(string table, params string[] requires) => new()
    {
        Location = Tokyo,
        RouteTableId = table,
        Destination = Cidr.Parse("10.255.0.0/16"),
        Target = RouteTarget.Peering("pcx-1"),
        Requires = ValueList.Of(requires),
    };

    /// <summary>One endpoint's way to the hub: marked, switched off, two zones associated.</summary>
    public static Step[] CutoverSteps(string endpointId, string name)
    {
        var mark = new TagEndpoint { Location = Tokyo, EndpointId = endpointId, Tag = HubMark.CutOver("shared") };
        var off = new DisablePrivateDns { Location = Tokyo, EndpointId = endpointId, PrivateNames = ValueList.Of(name), Requires = ValueList.Of(mark.Key) };
        return [mark, off, Association(name, off.Key), Association($"{name}.api.aws", off.Key)];
    }

    public static PlanUnit Cutover(params Step[] steps) => new(PlanUnitKind.Cutover, "vpc-spoke", ValueList.Of(steps));

    public static AssociateZone Association(string name, params string[] requires) => new()
    {
        Location = Tokyo,
        ZoneId = $"Z-{name}",
        ZoneName = name,
        Vpc = new ZoneVpc("vpc-spoke", Tokyo.Region),
        Requires = ValueList.Of(requires),
    };

    private static Endpoint Own(string id, string name) => new()
    {
        Id = id,
        VpcId = "vpc-spoke",
        ServiceName = $"com.amazonaws.ap-northeast-1.{name}",
        Kind = EndpointKind.Interface,
        State = EndpointState.Available,
        PrivateDnsEnabled = true,
        PrivateNames = ValueList.Of(name, $"{name}.api.aws"),
    };
}
