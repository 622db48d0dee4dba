using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Ways between spokes and hub: by whole blocks, by their halves, by subnets or by a prefix list.</summary>
internal static class WorkingWays
{
    /// <summary>Joins a spoke with the hub by a peering or a Transit Gateway, and now and then by one there and by the other back.</summary>
    public static void Connect(Draft draft, Vpc spoke, Vpc hub)
    {
        var target = draft.Chance(35) ? WorkingTransit.Attach(draft, spoke) : Peer(draft, spoke, hub);
        var other = !draft.Chance(10) ? target : target.Kind == RouteTargetKind.Peering ? WorkingTransit.Attach(draft, spoke) : Peer(draft, spoke, hub);
        Route(draft, spoke, hub, target);
        Route(draft, hub, spoke, other);
    }

    /// <summary>Routes one way, in every table, or in every table that is used.</summary>
    private static void Route(Draft draft, Vpc from, Vpc to, RouteTarget target)
    {
        var tables = draft.Chance(60) ? draft.TablesOf(from.Id) : draft.Network.RouteTablesInUse(from.Id).ToList();
        foreach (var table in tables)
        {
            if (draft.Chance(10))
            {
                var name = WorkingNetwork.Short(to.Id);
                draft.Put(new PrefixList { Id = $"pl-{name}", Name = name, Entries = to.Cidrs.Order().ToValueList() });
                draft.Put(table.With(new Route(new RouteDestination(Cidr: null, $"pl-{name}"), target)));
                continue;
            }

            foreach (var destination in DestinationsIn(draft, to))
                draft.Route(table.Id, destination, target);
        }
    }

    private static RouteTarget Peer(Draft draft, Vpc spoke, Vpc hub)
    {
        var peering = new Peering
        {
            Id = $"pcx-{WorkingNetwork.Short(spoke.Id)}",
            Requester = new PeeringSide(spoke.Id, spoke.Location, spoke.Cidrs),
            Accepter = new PeeringSide(hub.Id, hub.Location, hub.Cidrs),
            State = PeeringState.Active,
        };
        draft.Put(peering);
        return RouteTarget.Peering(peering.Id);
    }

    private static List<Cidr> DestinationsIn(Draft draft, Vpc to) => draft.Below(4) switch
    {
        0 => draft.SubnetsOf(to.Id).ConvertAll(subnet => subnet.Cidr),
        1 => [.. to.Cidrs.SelectMany(Halves)],
        _ => [.. to.Cidrs],
    };

    private static IEnumerable<Cidr> Halves(Cidr block) =>
        [new Cidr(block.Network, block.PrefixLength + 1), new Cidr(block.Last, block.PrefixLength + 1)];
}
