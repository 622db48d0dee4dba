using EndpointHub.Testing.Packets.Emulation;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Common mistakes between image pulls and S3.</summary>
internal static class LayerFaults
{
    /// <summary>The gateway endpoint is missing in a route table, and sometimes the default route does not reach the internet.</summary>
    public static void Disassociate(LandscapeBuilder builder)
    {
        if (Pulling(builder) is not { } found)
            return;
        builder.Put(found.Gateway with { RouteTableIds = found.Gateway.RouteTableIds.Without(id => id == found.Table.Id) });
        builder.Put(found.Table.Without(new RouteDestination(Cidr: null, WorkingLayers.S3List)));
        if (
            builder.Chance(30)
            && builder.Network.Peerings.FirstOrDefault(peering => peering.Joins(found.Table.VpcId, LandscapeBuilder.Hub)) is { } peering
        )
        {
            builder.Route(found.Table.Id, Cidr.Everything, RouteTarget.Peering(peering.Id), !peering.IsActive);
        }
    }

    /// <summary>The gateway endpoint is unavailable, and its routes remain.</summary>
    public static void Stop(LandscapeBuilder builder)
    {
        if (Pulling(builder) is { } found)
            builder.Put(found.Gateway with { State = builder.Pick(["pending", "failed", "deleting"]) });
    }

    /// <summary>A more specific route overrides the gateway endpoint for all or some addresses of S3.</summary>
    public static void Bypass(LandscapeBuilder builder)
    {
        if (Pulling(builder) is not { } found)
            return;
        var taken = builder.Chance(30)
            ? Cidr.Parse(builder.Pick(["52.0.0.0/8", "8.8.8.8/32", "52.219.0.0/20"]))
            : builder.PartOf(builder.Pick(OutsideHosts.S3));
        builder.Route(found.Table.Id, taken, new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"), builder.Chance(25));
    }

    /// <summary>The workloads' group allows egress to the hub, but not to all of S3.</summary>
    public static void RestrictEgress(LandscapeBuilder builder)
    {
        if (builder.Network.SecurityGroups.FirstOrDefault(group => group.Name == "work" && group.Egress.Contains(WorkingRules.ToS3)) is not { } group)
            return;
        var part = WorkingRules.ToS3 with { Peer = RulePeer.From(builder.PartOf(builder.Pick(OutsideHosts.S3))) };
        builder.Put(group with { Egress = group.Egress.Each(rule => rule == WorkingRules.ToS3 ? part : rule) });
    }

    private static (Endpoint Gateway, RouteTable Table)? Pulling(LandscapeBuilder builder)
    {
        var all = builder
            .Network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Gateway)
            .SelectMany(gateway => gateway.RouteTableIds, (gateway, tableId) => (gateway, builder.Network.RouteTables[tableId]))
            .ToList();
        return all.Count > 0 ? builder.Pick(all) : null;
    }
}
