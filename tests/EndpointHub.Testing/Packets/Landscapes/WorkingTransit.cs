using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>
/// A transit gateway that connects spokes with the hub, with one route table for all or with one for the hub and one for the spokes.
/// </summary>
internal static class WorkingTransit
{
    private const string Gateway = "tgw-0a";
    private const string HubTable = "tgw-rtb-hub";
    private const string SpokeTable = "tgw-rtb-spokes";

    /// <summary>Attaches a spoke, and together with the first spoke the hub.</summary>
    /// <returns>The target for routes of the VPCs.</returns>
    public static RouteTarget Attach(LandscapeBuilder builder, Vpc spoke)
    {
        if (builder.Network.TransitGateways.Count == 0)
        {
            builder.Network = builder.Network with
            {
                TransitGateways = ResourceTable<TransitGateway>.From([
                    new TransitGateway { Id = Gateway, OwnerAccountId = LandscapeBuilder.Tokyo.AccountId },
                ]),
            };
            builder.Put(new TransitGatewayRouteTable { Id = HubTable, TransitGatewayId = Gateway });
            if (builder.Chance(50))
                builder.Put(new TransitGatewayRouteTable { Id = SpokeTable, TransitGatewayId = Gateway });
            AttachTo(builder, builder.Network.Vpcs[LandscapeBuilder.Hub], HubTable, SpokesTable(builder));
        }

        AttachTo(builder, spoke, SpokesTable(builder), HubTable);
        return RouteTarget.TransitGateway(Gateway);
    }

    private static string SpokesTable(LandscapeBuilder builder) =>
        builder.Network.TransitGatewayRouteTables.Find(SpokeTable) is null ? HubTable : SpokeTable;

    private static void AttachTo(LandscapeBuilder builder, Vpc vpc, string associated, string routing)
    {
        var attachment = new TransitGatewayAttachment
        {
            Id = $"tgw-attach-{WorkingNetwork.Short(vpc.Id)}",
            TransitGatewayId = Gateway,
            VpcId = vpc.Id,
            State = TransitGatewayAttachmentState.Available,
            SubnetIds = SubnetsFor(builder, vpc),
            RouteTableId = associated,
        };
        builder.Put(attachment);

        var isLearnt = builder.Chance(70);
        var table = builder.Network.TransitGatewayRouteTables[routing];
        builder.Put(
            table with
            {
                PropagatingAttachmentIds = isLearnt ? table.PropagatingAttachmentIds.With(attachment.Id) : table.PropagatingAttachmentIds,
                Routes = table.Routes.Concat(vpc.Cidrs.Select(block => new TransitGatewayRoute(block, attachment.Id, isLearnt))).ToValueList(),
            }
        );
    }

    /// <summary>A subnet in each of the VPC's zones: an existing one, or one for the attachment only.</summary>
    private static ValueList<string> SubnetsFor(LandscapeBuilder builder, Vpc vpc)
    {
        var perZone = builder.SubnetsOf(vpc.Id).GroupBy(subnet => subnet.AvailabilityZone).Select(zone => builder.Pick(zone.ToList())).ToList();
        if (builder.Chance(40))
            return perZone.Select(subnet => subnet.Id).ToValueList();

        var own = perZone
            .Select(
                (subnet, i) =>
                    subnet with
                    {
                        Id = $"{subnet.Id}-transit",
                        Cidr = new Cidr(new Ipv4(vpc.Cidrs[0].Network.Value + (uint)((8 + i) * 256)), 28),
                    }
            )
            .ToList();
        own.ForEach(builder.Put);
        return own.Select(subnet => subnet.Id).ToValueList();
    }
}
