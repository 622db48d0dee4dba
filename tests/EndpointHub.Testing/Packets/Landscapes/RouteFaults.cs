using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>What people get wrong in route tables.</summary>
internal static class RouteFaults
{
    /// <summary>A route that nobody made.</summary>
    public static void Forget(Draft draft)
    {
        if (Joining(draft) is { } found)
            draft.Put(found.Table.Without(found.Route.Destination));
    }

    /// <summary>A narrower route that takes some of the packets.</summary>
    public static void TakeAway(Draft draft)
    {
        if (Joining(draft) is not { Route.Destination.Cidr: { } block } found)
            return;
        var inside = draft.Network.Subnets.Where(subnet => block.Contains(subnet.Cidr)).Select(subnet => subnet.Cidr).ToList();
        var taken = draft.PartOf(inside.Count > 0 && draft.Chance(80) ? draft.Pick(inside) : block);
        if (taken.PrefixLength > block.PrefixLength)
            draft.Route(found.Table.Id, taken, Elsewhere(draft), draft.Chance(30));
    }

    /// <summary>The right destination and the wrong target.</summary>
    public static void SendElsewhere(Draft draft)
    {
        if (Joining(draft) is { } found)
            draft.Put(found.Table.With(found.Route with { Target = Elsewhere(draft) }));
    }

    public static void Blacken(Draft draft)
    {
        if (Joining(draft) is { } found)
            draft.Put(found.Table.With(new Route(found.Route.Destination, draft.Chance(30) ? RouteTarget.Peering("pcx-gone") : found.Route.Target, IsBlackhole: true)));
    }

    /// <summary>A virtual private gateway learns the other side's block, a part of it, or of the VPC's own.</summary>
    public static void Learn(Draft draft)
    {
        if (Joining(draft) is not { Route.Destination.Cidr: { } block } found)
            return;
        var learnt = draft.Below(3) switch
        {
            0 => block,
            1 => draft.PartOf(block),
            _ => draft.PartOf(draft.Pick(draft.SubnetsOf(found.Table.VpcId)).Cidr),
        };
        draft.Put(found.Table.With(new Route(RouteDestination.To(learnt), new RouteTarget(RouteTargetKind.Gateway, "vgw-0a"), IsPropagated: true)));
    }

    /// <summary>A subnet is given a table of its own, and the routes stay in the main one.</summary>
    public static void EmptyTable(Draft draft)
    {
        var vpc = draft.Pick(draft.Network.Vpcs.ToList());
        var subnet = draft.Pick(draft.SubnetsOf(vpc.Id));
        if (draft.Network.RouteTables.Any(table => table.SubnetIds.Contains(subnet.Id)))
            return;
        var local = vpc.Cidrs.Select(block => new Route(RouteDestination.To(block), RouteTarget.Local));
        draft.Put(new RouteTable { Id = $"rtb-new-{subnet.Id}", VpcId = vpc.Id, SubnetIds = ValueList.Of(subnet.Id), Routes = local.ToValueList() });
    }

    /// <summary>A subnet's own block, routed through something, as a VPC allows for what comes from its other subnets.</summary>
    public static void Divert(Draft draft)
    {
        // What a Transit Gateway hands over in the very subnet, nobody documents.
        var attached = draft.Network.TransitGatewayAttachments.Select(attachment => attachment.VpcId).ToHashSet(StringComparer.Ordinal);
        if (draft.Network.Endpoints.Where(endpoint => endpoint.SubnetIds.Count > 0 && !attached.Contains(endpoint.VpcId)).ToList() is not { Count: > 0 } all)
            return;
        var endpoint = draft.Pick(all);
        var subnet = draft.Network.Subnets[draft.Pick(endpoint.SubnetIds)];
        draft.Route(draft.Pick(draft.TablesOf(endpoint.VpcId)).Id, subnet.Cidr, new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"));
    }

    /// <summary>A block of the other side's that is also an own one: peering such VPCs fails, and the route table keeps the packets.</summary>
    public static void Overlap(Draft draft)
    {
        var spoke = draft.Pick(draft.Spokes.ToList());
        var hub = draft.Network.Vpcs[Draft.Hub];
        var (holder, other) = draft.Chance(50) ? (spoke, hub) : (hub, spoke);
        var block = draft.Chance(50) ? draft.Pick(draft.SubnetsOf(other.Id)).Cidr : other.Cidrs[0];
        draft.Put(holder with { Cidrs = holder.Cidrs.With(block) });
        foreach (var table in draft.TablesOf(holder.Id))
            draft.Route(table.Id, block, RouteTarget.Local);
        foreach (var peering in draft.Network.Peerings.Where(peering => peering.Joins(spoke.Id, hub.Id)).ToList())
            PeeringFaults.Lose(draft, peering, "failed");
    }

    private static RouteTarget Elsewhere(Draft draft)
    {
        var joining = draft.Network.Peerings.Select(peering => RouteTarget.Peering(peering.Id)).Append(RouteTarget.Peering("pcx-unknown"))
            .Concat(draft.Network.TransitGateways.Select(gateway => RouteTarget.TransitGateway(gateway.Id))).ToList();
        return draft.Below(4) switch
        {
            0 => draft.Pick(joining),
            1 => new RouteTarget(RouteTargetKind.Gateway, "vgw-0a"),
            _ => new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"),
        };
    }

    private static (RouteTable Table, Route Route)? Joining(Draft draft)
    {
        var all = draft.Network.RouteTables.SelectMany(table => table.Routes, (table, route) => (table, route))
            .Where(found => found.route.Target.Kind is RouteTargetKind.Peering or RouteTargetKind.TransitGateway).ToList();
        return all.Count > 0 ? draft.Pick(all) : null;
    }
}
