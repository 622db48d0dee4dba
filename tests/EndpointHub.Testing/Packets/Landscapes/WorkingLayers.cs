using EndpointHub.Testing.Packets.Worlds;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>How image layers are pulled from S3.</summary>
internal static class WorkingLayers
{
    public const string S3List = "pl-s3";

    /// <summary>The spoke's own ways to S3.</summary>
    public static void Add(Draft draft, Vpc spoke)
    {
        if (!draft.Questions.Exists(question => question.SpokeVpcId == spoke.Id && question.ServiceName.Contains(".ecr.", StringComparison.Ordinal)))
            return;
        draft.Put(new PrefixList { Id = S3List, Name = $"com.amazonaws.{Draft.Tokyo.Region}.s3", Entries = OutsideHosts.S3.ToValueList() });
        var gateway = new Endpoint
        {
            Id = $"vpce-{WorkingNetwork.Short(spoke.Id)}-s3",
            VpcId = spoke.Id,
            ServiceName = WorkingNetwork.FullName("s3"),
            Kind = EndpointKind.Gateway,
            State = EndpointState.Available,
            RouteTableIds = draft.TablesOf(spoke.Id).Select(table => table.Id).ToValueList(),
        };
        draft.Put(gateway);
        foreach (var table in draft.TablesOf(spoke.Id))
        {
            draft.Put(table.With(new Route(new RouteDestination(Cidr: null, S3List), new RouteTarget(RouteTargetKind.VpcEndpoint, gateway.Id))));
            if (draft.Chance(40))
                draft.Route(table.Id, Cidr.Everything, new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"));
        }
    }
}
