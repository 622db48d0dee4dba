using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Naming;
using EndpointHub.Paths.Index;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// Plans the cut-over backwards: the hub's zones disassociated and private DNS on again on the endpoints that were cut over, service by service.
/// The hub may be broken, which is a reason to go back; what has to stand is the spoke's own endpoint, and the way to it is proven.
/// </summary>
internal static class ReturnPlanner
{
    /// <summary>Plans a return.</summary>
    /// <param name="network">The network, holding the spoke and what is left of the hub.</param>
    /// <param name="intent">What shall be so.</param>
    /// <returns>At most one unit, about the spoke.</returns>
    public static Plan For(NetworkSnapshot network, ReturnIntent intent)
    {
        var plan = new PlanBuilder(network, PlanUnitKind.Return, intent.SpokeVpcId);
        if (plan.Refuse(intent.SpokeVpcId == intent.Hub.VpcId ? [Problems.SpokeIsHub(intent.SpokeVpcId)] : Preconditions.OfVpc(network, intent.SpokeVpcId)))
            return plan.Build();

        var moves = ServicesOf(network, intent)
            .Select(service => new ServiceReturn(network, intent, service))
            .Where(move => !plan.Refuse(move.InTheWay()))
            .Select(move => (Move: move, Steps: move.Steps().ToList()))
            .Where(move => move.Steps.Count > 0)
            .ToList();
        var predicted = new PathIndex(network.After(moves.SelectMany(move => move.Steps)));
        foreach (var (move, steps) in moves)
        {
            var doubt = move.Unproven(predicted);
            if (doubt is not null && !intent.Force)
            {
                plan.Refuse([doubt]);
                continue;
            }

            if (doubt is not null)
                plan.Note($"Forced although {doubt}");
            plan.Add(steps);
        }

        return plan.Build();
    }

    // A hub that lost an endpoint still has the spokes that were moved to it.
    private static IEnumerable<string> ServicesOf(NetworkSnapshot network, ReturnIntent intent) => Preconditions.ServicesOf(network, intent, intent.ServiceNames)
        .Concat(network.EndpointsOf(intent.SpokeVpcId)
            .Where(endpoint => intent.ServiceNames.Count == 0 && endpoint.Tag(HubMark.CutOverTag) == intent.Hub.Name).Select(endpoint => endpoint.ServiceName))
        .Distinct(StringComparer.Ordinal).OrderBy(service => service, StringComparer.Ordinal);

    /// <summary>One service on its way back.</summary>
    private sealed class ServiceReturn(NetworkSnapshot network, ReturnIntent intent, string service)
    {
        private readonly ValueList<ServiceZone> _zones = ServiceZones.Of(network, service, intent.Hub);

        // Only an endpoint that EndpointHub switched off is switched on: any other was off for a reason of its own.
        private readonly Endpoint? _own = Own(network, intent, service);

        private List<PrivateZone> Answering => [.. network.HubZones(intent.Hub)
            .Where(zone => zone.Serves(intent.SpokeVpcId) && _zones.Any(wanted => wanted.Name == zone.Name))];

        // Of two that were switched off only one can have the names again; once it has, the other is left as it is.
        private static Endpoint? Own(NetworkSnapshot network, ReturnIntent intent, string service)
        {
            var present = network.EndpointsOf(intent.SpokeVpcId).Where(endpoint => endpoint.ServiceName == service).ToList();
            var marked = present.Where(endpoint => endpoint.Tag(HubMark.CutOverTag) == intent.Hub.Name).OrderByDescending(endpoint => endpoint.PrivateDnsEnabled).FirstOrDefault();
            return present.Exists(endpoint => endpoint.PrivateDnsEnabled && endpoint.Id != marked?.Id) ? null : marked;
        }

        public IEnumerable<Problem> InTheWay()
        {
            if (_own is null or { PrivateDnsEnabled: true })
                yield break;
            if (_own.RequesterManaged)
                yield return Problems.RequesterManaged(_own);

            var hubs = Answering;
            foreach (var foreign in network.Zones.Where(zone => _zones.Any(own => own.Name == zone.Name) && zone.Serves(intent.SpokeVpcId) && !hubs.Contains(zone)))
                yield return Problems.ForeignZone(foreign, intent.SpokeVpcId);
            foreach (var holder in network.EndpointsOf(intent.SpokeVpcId).Where(holder => holder.Id != _own.Id && _zones.Any(zone => holder.HoldsNamesOf(zone.Name))))
                yield return Problems.NamesTaken(_own, holder);
        }

        public IEnumerable<Step> Steps()
        {
            var spoke = network.Vpcs[intent.SpokeVpcId];
            var left = new List<Step>();
            foreach (var zone in Answering)
            {
                var leaving = new DisassociateZone
                {
                    Location = spoke.Location,
                    ZoneId = zone.Id,
                    ZoneName = zone.Name,
                    Vpc = new ZoneVpc(spoke.Id, spoke.Location.Region),
                };
                left.Add(leaving);
                yield return leaving;
            }

            if (_own is null)
                yield break;

            var on = _own.PrivateDnsEnabled ? null : new EnablePrivateDns
            {
                Location = spoke.Location,
                EndpointId = _own.Id,
                PrivateNames = _zones.SelectMany(zone => zone.RecordNames).OrderBy(name => name, StringComparer.Ordinal).ToValueList(),
            }.Requiring([.. left]);
            if (on is not null)
                yield return on;

            // The mark goes last: as long as it stands, a return that was interrupted is known for one.
            yield return new UntagEndpoint { Location = spoke.Location, EndpointId = _own.Id, TagKey = HubMark.CutOverTag }.Requiring(on);
        }

        public Problem? Unproven(PathIndex predicted) => _own is null
            ? Problems.NoEndpointToReturnTo(intent.SpokeVpcId, service)
            : PathProof.LackingToOwn(predicted, intent.SpokeVpcId, service);
    }
}
