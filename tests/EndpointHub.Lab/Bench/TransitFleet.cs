using EndpointHub.Topology;

namespace EndpointHub.Lab.Bench;

/// <summary>The same fleet with one transit gateway instead of peerings.</summary>
internal static class TransitFleet
{
    private const string Gateway = "tgw-0a";
    private const string Table = "tgw-rtb-0a";

    public static NetworkSnapshot Of(NetworkSnapshot fleet)
    {
        var bySubnet = fleet.Subnets.ToLookup(subnet => subnet.VpcId, StringComparer.Ordinal);
        var attachments = fleet
            .Vpcs.Select(vpc => new TransitGatewayAttachment
            {
                Id = $"tgw-attach-{vpc.Id}",
                TransitGatewayId = Gateway,
                VpcId = vpc.Id,
                State = TransitGatewayAttachmentState.Available,
                SubnetIds = bySubnet[vpc.Id]
                    .GroupBy(subnet => subnet.AvailabilityZone, StringComparer.Ordinal)
                    .Select(zone => zone.First().Id)
                    .ToValueList(),
                RouteTableId = Table,
            })
            .ToList();
        return fleet with
        {
            Peerings = ResourceTable<Peering>.Empty,
            RouteTables = ResourceTable<RouteTable>.From(
                fleet.RouteTables.Select(table =>
                    table with
                    {
                        Routes = table.Routes.Each(route =>
                            route.Target.Kind == RouteTargetKind.Peering ? route with { Target = RouteTarget.TransitGateway(Gateway) } : route
                        ),
                    }
                )
            ),
            TransitGateways = ResourceTable<TransitGateway>.From([new TransitGateway { Id = Gateway, OwnerAccountId = "123456789012" }]),
            TransitGatewayAttachments = ResourceTable<TransitGatewayAttachment>.From(attachments),
            TransitGatewayRouteTables = ResourceTable<TransitGatewayRouteTable>.From([
                new TransitGatewayRouteTable
                {
                    Id = Table,
                    TransitGatewayId = Gateway,
                    PropagatingAttachmentIds = attachments.Select(attachment => attachment.Id).ToValueList(),
                    Routes = TransitGatewayRouteTable.Ordered(
                        attachments.Select(attachment => new TransitGatewayRoute(
                            fleet.Vpcs[attachment.VpcId].Cidrs[0],
                            attachment.Id,
                            IsPropagated: true
                        ))
                    ),
                },
            ]),
        };
    }
}
