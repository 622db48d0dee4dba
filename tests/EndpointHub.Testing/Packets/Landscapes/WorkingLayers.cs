using EndpointHub.Testing.Packets.Emulation;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Resources for pulling image layers from S3.</summary>
internal static class WorkingLayers
{
    public const string S3List = "pl-s3";

    /// <summary>The spoke's own routes to S3.</summary>
    public static void Add(LandscapeBuilder builder, Vpc spoke)
    {
        if (
            !builder.Questions.Exists(question => question.SpokeVpcId == spoke.Id && question.ServiceName.Contains(".ecr.", StringComparison.Ordinal))
        )
        {
            return;
        }

        builder.Put(
            new PrefixList
            {
                Id = S3List,
                Name = $"com.amazonaws.{LandscapeBuilder.Tokyo.Region}.s3",
                Entries = OutsideHosts.S3.ToValueList(),
            }
        );
        var gateway = new Endpoint
        {
            Id = $"vpce-{WorkingNetwork.Short(spoke.Id)}-s3",
            VpcId = spoke.Id,
            ServiceName = WorkingNetwork.FullName("s3"),
            Kind = EndpointKind.Gateway,
            State = EndpointState.Available,
            RouteTableIds = builder.TablesOf(spoke.Id).Select(table => table.Id).ToValueList(),
        };
        builder.Put(gateway);
        foreach (var table in builder.TablesOf(spoke.Id))
        {
            builder.Put(table.With(new Route(new RouteDestination(Cidr: null, S3List), new RouteTarget(RouteTargetKind.VpcEndpoint, gateway.Id))));
            if (builder.Chance(40))
                builder.Route(table.Id, Cidr.Everything, new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"));
        }
    }
}
