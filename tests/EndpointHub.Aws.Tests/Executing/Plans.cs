using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Executing;

/// <summary>Small plans to execute.</summary>
internal static class Plans
{
    public static readonly Location Tokyo = new("111111111111", "ap-northeast-1");

    public static NetworkSnapshot Spoke { get; } =
        NetworkSnapshot.Empty with
        {
            Endpoints = ResourceTable<Endpoint>.From([Own("vpce-dkr", "dkr.ecr"), Own("vpce-api", "api.ecr")]),
        };

    public static Plan Of(params PlanUnit[] units) => new(Spoke, ValueList.Of(units), ValueList<Problem>.Empty);

    public static PlanUnit Connection(string spoke, params Step[] steps) => new(PlanUnitKind.Connection, spoke, ValueList.Of(steps));

    public static CreateRoute Route(string table, params string[] requires) =>
        new()
        {
            Location = Tokyo,
            RouteTableId = table,
            Destination = Cidr.Parse("10.255.0.0/16"),
            Target = RouteTarget.Peering("pcx-1"),
            Requires = ValueList.Of(requires),
        };

    /// <summary>The cut-over of one endpoint: tag, disable private DNS, associate two zones.</summary>
    public static Step[] CutoverSteps(string endpointId, string name)
    {
        var mark = new TagEndpoint
        {
            Location = Tokyo,
            EndpointId = endpointId,
            Tag = HubMark.CutOver("shared"),
        };
        var off = new DisablePrivateDns
        {
            Location = Tokyo,
            EndpointId = endpointId,
            PrivateNames = ValueList.Of(name),
            Requires = ValueList.Of(mark.Key),
        };
        return [mark, off, Association(name, off.Key), Association($"{name}.api.aws", off.Key)];
    }

    /// <summary>The revert of one endpoint: disassociate two zones, enable private DNS, remove the tag.</summary>
    public static Step[] ReturnSteps(string endpointId, string name)
    {
        DisassociateZone Leaving(string zone) =>
            new()
            {
                Location = Tokyo,
                ZoneId = $"Z-{zone}",
                ZoneName = zone,
                Vpc = new ZoneVpc("vpc-spoke", Tokyo.Region),
            };
        var zones = new[] { Leaving(name), Leaving($"{name}.api.aws") };
        var on = new EnablePrivateDns
        {
            Location = Tokyo,
            EndpointId = endpointId,
            PrivateNames = ValueList.Of(name),
            Requires = zones.Select(zone => zone.Key).ToValueList(),
        };
        return
        [
            .. zones,
            on,
            new UntagEndpoint
            {
                Location = Tokyo,
                EndpointId = endpointId,
                TagKey = HubMark.CutOverTag,
                Requires = ValueList.Of(on.Key),
            },
        ];
    }

    public static PlanUnit Return(params Step[] steps) => new(PlanUnitKind.Return, "vpc-spoke", ValueList.Of(steps));

    /// <summary>A plan for a spoke after its cut-over.</summary>
    public static Plan OfMoved(params PlanUnit[] units) =>
        Of(units) with
        {
            Before = Spoke with
            {
                Endpoints = ResourceTable<Endpoint>.From(
                    Spoke.Endpoints.Select(endpoint => endpoint with { PrivateDnsEnabled = false, Tags = ValueList.Of(HubMark.CutOver("shared")) })
                ),
            },
        };

    public static PlanUnit Cutover(params Step[] steps) => new(PlanUnitKind.Cutover, "vpc-spoke", ValueList.Of(steps));

    public static AssociateZone Association(string name, params string[] requires) =>
        new()
        {
            Location = Tokyo,
            ZoneId = $"Z-{name}",
            ZoneName = name,
            Vpc = new ZoneVpc("vpc-spoke", Tokyo.Region),
            Requires = ValueList.Of(requires),
        };

    private static Endpoint Own(string id, string name) =>
        new()
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
