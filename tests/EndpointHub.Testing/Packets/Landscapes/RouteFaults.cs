using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Common mistakes in route tables.</summary>
internal static class RouteFaults
{
    /// <summary>A missing route.</summary>
    public static void Remove(LandscapeBuilder builder)
    {
        if (Joining(builder) is { } found)
            builder.Put(found.Table.Without(found.Route.Destination));
    }

    /// <summary>A more specific route for some of the packets.</summary>
    public static void AddMoreSpecific(LandscapeBuilder builder)
    {
        if (Joining(builder) is not { Route.Destination.Cidr: { } block } found)
            return;
        var inside = builder.Network.Subnets.Where(subnet => block.Contains(subnet.Cidr)).Select(subnet => subnet.Cidr).ToList();
        var taken = builder.PartOf(inside.Count > 0 && builder.Chance(80) ? builder.Pick(inside) : block);
        if (taken.PrefixLength > block.PrefixLength)
            builder.Route(found.Table.Id, taken, Elsewhere(builder), builder.Chance(30));
    }

    /// <summary>A route with the wrong target.</summary>
    public static void ChangeTarget(LandscapeBuilder builder)
    {
        if (Joining(builder) is { } found)
            builder.Put(found.Table.With(found.Route with { Target = Elsewhere(builder) }));
    }

    public static void MarkBlackhole(LandscapeBuilder builder)
    {
        if (Joining(builder) is { } found)
        {
            builder.Put(
                found.Table.With(
                    new Route(found.Route.Destination, builder.Chance(30) ? RouteTarget.Peering("pcx-gone") : found.Route.Target, IsBlackhole: true)
                )
            );
        }
    }

    /// <summary>A virtual private gateway propagates a route for the other side's block, a part of it, or a part of the VPC's own.</summary>
    public static void Propagate(LandscapeBuilder builder)
    {
        if (Joining(builder) is not { Route.Destination.Cidr: { } block } found)
            return;
        var learnt = builder.Below(3) switch
        {
            0 => block,
            1 => builder.PartOf(block),
            _ => builder.PartOf(builder.Pick(builder.SubnetsOf(found.Table.VpcId)).Cidr),
        };
        builder.Put(found.Table.With(new Route(RouteDestination.To(learnt), new RouteTarget(RouteTargetKind.Gateway, "vgw-0a"), IsPropagated: true)));
    }

    /// <summary>A subnet has its own route table without the routes of the main one.</summary>
    public static void EmptyTable(LandscapeBuilder builder)
    {
        var vpc = builder.Pick(builder.Network.Vpcs.ToList());
        var subnet = builder.Pick(builder.SubnetsOf(vpc.Id));
        if (builder.Network.RouteTables.Any(table => table.SubnetIds.Contains(subnet.Id)))
            return;
        var local = vpc.Cidrs.Select(block => new Route(RouteDestination.To(block), RouteTarget.Local));
        builder.Put(
            new RouteTable
            {
                Id = $"rtb-new-{subnet.Id}",
                VpcId = vpc.Id,
                SubnetIds = ValueList.Of(subnet.Id),
                Routes = local.ToValueList(),
            }
        );
    }

    /// <summary>A route for a subnet's own block, which applies to traffic from other subnets of the VPC.</summary>
    public static void Divert(LandscapeBuilder builder)
    {
        // AWS does not document this case for traffic that a transit gateway delivers in the same subnet.
        var attached = builder.Network.TransitGatewayAttachments.Select(attachment => attachment.VpcId).ToHashSet(StringComparer.Ordinal);
        if (
            builder.Network.Endpoints.Where(endpoint => endpoint.SubnetIds.Count > 0 && !attached.Contains(endpoint.VpcId)).ToList()
            is not { Count: > 0 } all
        )
        {
            return;
        }

        var endpoint = builder.Pick(all);
        var subnet = builder.Network.Subnets[builder.Pick(endpoint.SubnetIds)];
        builder.Route(builder.Pick(builder.TablesOf(endpoint.VpcId)).Id, subnet.Cidr, new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"));
    }

    /// <summary>A block that both VPCs have: peering such VPCs fails, and the local route keeps the packets.</summary>
    public static void Overlap(LandscapeBuilder builder)
    {
        var spoke = builder.Pick(builder.Spokes.ToList());
        var hub = builder.Network.Vpcs[LandscapeBuilder.Hub];
        var (holder, other) = builder.Chance(50) ? (spoke, hub) : (hub, spoke);
        var block = builder.Chance(50) ? builder.Pick(builder.SubnetsOf(other.Id)).Cidr : other.Cidrs[0];
        builder.Put(holder with { Cidrs = holder.Cidrs.With(block) });
        foreach (var table in builder.TablesOf(holder.Id))
            builder.Route(table.Id, block, RouteTarget.Local);
        foreach (var peering in builder.Network.Peerings.Where(peering => peering.Joins(spoke.Id, hub.Id)).ToList())
            PeeringFaults.MakeUnavailable(builder, peering, "failed");
    }

    private static RouteTarget Elsewhere(LandscapeBuilder builder)
    {
        var joining = builder
            .Network.Peerings.Select(peering => RouteTarget.Peering(peering.Id))
            .Append(RouteTarget.Peering("pcx-unknown"))
            .Concat(builder.Network.TransitGateways.Select(gateway => RouteTarget.TransitGateway(gateway.Id)))
            .ToList();
        return builder.Below(4) switch
        {
            0 => builder.Pick(joining),
            1 => new RouteTarget(RouteTargetKind.Gateway, "vgw-0a"),
            _ => new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"),
        };
    }

    private static (RouteTable Table, Route Route)? Joining(LandscapeBuilder builder)
    {
        var all = builder
            .Network.RouteTables.SelectMany(table => table.Routes, (table, route) => (table, route))
            .Where(found => found.route.Target.Kind is RouteTargetKind.Peering or RouteTargetKind.TransitGateway)
            .ToList();
        return all.Count > 0 ? builder.Pick(all) : null;
    }
}
