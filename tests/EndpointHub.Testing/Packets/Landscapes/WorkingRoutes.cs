using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Routes between spokes and hub: for whole blocks, their halves, subnets or a prefix list.</summary>
internal static class WorkingRoutes
{
    /// <summary>Connects a spoke with the hub by a peering or a transit gateway, and sometimes by one for each direction.</summary>
    public static void Connect(LandscapeBuilder builder, Vpc spoke, Vpc hub)
    {
        var target = builder.Chance(35) ? WorkingTransit.Attach(builder, spoke) : Peer(builder, spoke, hub);
        var other =
            !builder.Chance(10) ? target
            : target.Kind == RouteTargetKind.Peering ? WorkingTransit.Attach(builder, spoke)
            : Peer(builder, spoke, hub);
        Route(builder, spoke, hub, target);
        Route(builder, hub, spoke, other);
    }

    /// <summary>Adds routes for one direction to every route table, or to every route table in use.</summary>
    private static void Route(LandscapeBuilder builder, Vpc from, Vpc to, RouteTarget target)
    {
        var tables = builder.Chance(60) ? builder.TablesOf(from.Id) : builder.Network.RouteTablesInUse(from.Id).ToList();
        foreach (var table in tables)
        {
            if (builder.Chance(10))
            {
                var name = WorkingNetwork.Short(to.Id);
                builder.Put(
                    new PrefixList
                    {
                        Id = $"pl-{name}",
                        Name = name,
                        Entries = to.Cidrs.Order().ToValueList(),
                    }
                );
                builder.Put(table.With(new Route(new RouteDestination(Cidr: null, $"pl-{name}"), target)));
                continue;
            }

            foreach (var destination in DestinationsIn(builder, to))
                builder.Route(table.Id, destination, target);
        }
    }

    private static RouteTarget Peer(LandscapeBuilder builder, Vpc spoke, Vpc hub)
    {
        var peering = new Peering
        {
            Id = $"pcx-{WorkingNetwork.Short(spoke.Id)}",
            Requester = new PeeringSide(spoke.Id, spoke.Location, spoke.Cidrs),
            Accepter = new PeeringSide(hub.Id, hub.Location, hub.Cidrs),
            State = PeeringState.Active,
        };
        builder.Put(peering);
        return RouteTarget.Peering(peering.Id);
    }

    private static List<Cidr> DestinationsIn(LandscapeBuilder builder, Vpc to) =>
        builder.Below(4) switch
        {
            0 => builder.SubnetsOf(to.Id).ConvertAll(subnet => subnet.Cidr),
            1 => [.. to.Cidrs.SelectMany(Halves)],
            _ => [.. to.Cidrs],
        };

    private static IEnumerable<Cidr> Halves(Cidr block) =>
        [new Cidr(block.Network, block.PrefixLength + 1), new Cidr(block.Last, block.PrefixLength + 1)];
}
