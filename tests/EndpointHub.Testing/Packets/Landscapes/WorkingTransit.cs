using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>A Transit Gateway that joins spokes with the hub, by one table for all or by one for the hub and one for the spokes.</summary>
internal static class WorkingTransit
{
    private const string Gateway = "tgw-0a";
    private const string HubTable = "tgw-rtb-hub";
    private const string SpokeTable = "tgw-rtb-spokes";

    /// <summary>Attaches a spoke, and with the first of them the hub.</summary>
    /// <returns>Where the VPCs' routes are to lead.</returns>
    public static RouteTarget Attach(Draft draft, Vpc spoke)
    {
        if (draft.Network.TransitGateways.Count == 0)
        {
            draft.Network = draft.Network with
            {
                TransitGateways = ResourceTable<TransitGateway>.From([new TransitGateway { Id = Gateway, OwnerAccountId = Draft.Tokyo.AccountId }]),
            };
            draft.Put(new TransitGatewayRouteTable { Id = HubTable, TransitGatewayId = Gateway });
            if (draft.Chance(50))
                draft.Put(new TransitGatewayRouteTable { Id = SpokeTable, TransitGatewayId = Gateway });
            AttachTo(draft, draft.Network.Vpcs[Draft.Hub], HubTable, SpokesTable(draft));
        }

        AttachTo(draft, spoke, SpokesTable(draft), HubTable);
        return RouteTarget.TransitGateway(Gateway);
    }

    private static string SpokesTable(Draft draft) => draft.Network.TransitGatewayRouteTables.Find(SpokeTable) is null ? HubTable : SpokeTable;

    private static void AttachTo(Draft draft, Vpc vpc, string associated, string routing)
    {
        var attachment = new TransitGatewayAttachment
        {
            Id = $"tgw-attach-{WorkingNetwork.Short(vpc.Id)}",
            TransitGatewayId = Gateway,
            VpcId = vpc.Id,
            State = TransitGatewayAttachmentState.Available,
            SubnetIds = SubnetsFor(draft, vpc),
            RouteTableId = associated,
        };
        draft.Put(attachment);

        var isLearnt = draft.Chance(70);
        var table = draft.Network.TransitGatewayRouteTables[routing];
        draft.Put(table with
        {
            PropagatingAttachmentIds = isLearnt ? table.PropagatingAttachmentIds.With(attachment.Id) : table.PropagatingAttachmentIds,
            Routes = table.Routes.Concat(vpc.Cidrs.Select(block => new TransitGatewayRoute(block, attachment.Id, isLearnt))).ToValueList(),
        });
    }

    /// <summary>A subnet in each of the VPC's zones: one that is there, or one of the attachment's own.</summary>
    private static ValueList<string> SubnetsFor(Draft draft, Vpc vpc)
    {
        var perZone = draft.SubnetsOf(vpc.Id).GroupBy(subnet => subnet.AvailabilityZone).Select(zone => draft.Pick(zone.ToList())).ToList();
        if (draft.Chance(40))
            return perZone.Select(subnet => subnet.Id).ToValueList();

        var own = perZone.Select((subnet, i) => subnet with
        {
            Id = $"{subnet.Id}-transit",
            Cidr = new Cidr(new Ipv4(vpc.Cidrs[0].Network.Value + (uint)((8 + i) * 256)), 28),
        }).ToList();
        own.ForEach(draft.Put);
        return own.Select(subnet => subnet.Id).ToValueList();
    }
}
