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
/// Plans to revert a cut-over: the hub's zones are disassociated and private DNS is enabled again on the endpoints that were cut over, service by
/// service.
/// The hub may be broken, which is a reason to revert. The path to the spoke's own endpoint has to be proven.
/// </summary>
internal static class ReturnPlanner
{
    /// <summary>Plans to revert a cut-over.</summary>
    /// <param name="network">The network. It contains the spoke and the remaining parts of the hub.</param>
    /// <param name="intent">The target state.</param>
    /// <returns>A plan with at most one unit, for the spoke.</returns>
    public static Plan For(NetworkSnapshot network, ReturnIntent intent)
    {
        var plan = new PlanBuilder(network, PlanUnitKind.Return, intent.SpokeVpcId);
        if (
            plan.Refuse(
                intent.SpokeVpcId == intent.Hub.VpcId ? [Problems.SpokeIsHub(intent.SpokeVpcId)] : Preconditions.OfVpc(network, intent.SpokeVpcId)
            )
        )
        {
            return plan.Build();
        }

        var moves = ServicesOf(network, intent)
            .Select(service => new ServiceReturn(network, intent, service))
            .Where(move => !plan.Refuse(move.Conflicts()))
            .Select(move => (Move: move, Steps: move.Steps().ToList()))
            .Where(move => move.Steps.Count > 0)
            .ToList();
        var predicted = new PathIndex(network.After(moves.SelectMany(move => move.Steps)));
        foreach (var (move, steps) in moves)
        {
            if (!plan.Refuse(move.Unproven(predicted), intent.Allowed, move.Service))
                plan.Add(steps);
        }

        return plan.Build();
    }

    // The hub may have lost an endpoint for a service for which the spoke was cut over.
    private static IEnumerable<string> ServicesOf(NetworkSnapshot network, ReturnIntent intent) =>
        Preconditions
            .ServicesOf(network, intent, intent.ServiceNames)
            .Concat(
                network
                    .EndpointsOf(intent.SpokeVpcId)
                    .Where(endpoint => intent.ServiceNames.Count == 0 && endpoint.Tag(HubMark.CutOverTag) == intent.Hub.Name)
                    .Select(endpoint => endpoint.ServiceName)
            )
            .Distinct(StringComparer.Ordinal)
            .OrderBy(service => service, StringComparer.Ordinal);

    /// <summary>The steps for one service.</summary>
    private sealed class ServiceReturn(NetworkSnapshot network, ReturnIntent intent, string service)
    {
        private readonly ValueList<ServiceZone> _zones = ServiceZones.Of(network, service, intent.Hub);

        public string Service => service;

        // Private DNS is enabled only on an endpoint on which EndpointHub disabled it. On others it was disabled for another reason.
        private readonly Endpoint? _own = Own(network, intent, service);

        private List<PrivateZone> AssociatedZones =>
            [
                .. network.Zones.Where(zone =>
                    zone.Serves(intent.SpokeVpcId) && _zones.Any(wanted => wanted.Name == zone.Name && LeadsToHub(zone, wanted))
                ),
            ];

        // A zone of another origin is disassociated where it leads to the hub and AWS allows it: a private zone keeps one VPC.
        private bool LeadsToHub(PrivateZone zone, ServiceZone names) =>
            (zone.IsOf(intent.Hub.Name) && zone.Serves(intent.Hub.VpcId))
            || (zone.Vpcs.Count > 1 && network.HubEndpoint(intent.Hub, service) is { } endpoint && network.Leads(zone, names, endpoint));

        // Of two such endpoints only one can have the private names again. Once it has, the other is not changed.
        private static Endpoint? Own(NetworkSnapshot network, ReturnIntent intent, string service)
        {
            var present = network.EndpointsOf(intent.SpokeVpcId).Where(endpoint => endpoint.ServiceName == service).ToList();
            var tagged = present
                .Where(endpoint => endpoint.Tag(HubMark.CutOverTag) == intent.Hub.Name)
                .OrderByDescending(endpoint => endpoint.PrivateDnsEnabled)
                .FirstOrDefault();
            return present.Exists(endpoint => endpoint.PrivateDnsEnabled && endpoint.Id != tagged?.Id) ? null : tagged;
        }

        public IEnumerable<Problem> Conflicts()
        {
            if (_own is null or { PrivateDnsEnabled: true })
                yield break;
            if (_own.RequesterManaged)
                yield return Problems.RequesterManaged(_own);

            var hubs = AssociatedZones;
            foreach (
                var conflicting in network.Zones.Where(zone =>
                    _zones.Any(own => own.Name == zone.Name) && zone.Serves(intent.SpokeVpcId) && !hubs.Contains(zone)
                )
            )
            {
                yield return Problems.ForeignZone(conflicting, intent.SpokeVpcId, target: null, ValueList<string>.Empty);
            }

            foreach (
                var holder in network
                    .EndpointsOf(intent.SpokeVpcId)
                    .Where(holder => holder.Id != _own.Id && _zones.Any(zone => holder.HoldsNamesOf(zone.Name)))
            )
            {
                yield return Problems.NamesTaken(_own, holder);
            }
        }

        public IEnumerable<Step> Steps()
        {
            var spoke = network.Vpcs[intent.SpokeVpcId];
            var disassociations = new List<Step>();
            foreach (var zone in AssociatedZones)
            {
                var disassociation = new DisassociateZone
                {
                    Location = spoke.Location,
                    ZoneId = zone.Id,
                    ZoneName = zone.Name,
                    Vpc = new ZoneVpc(spoke.Id, spoke.Location.Region),
                };
                disassociations.Add(disassociation);
                yield return disassociation;
            }

            if (_own is null or { RequesterManaged: true })
                yield break;

            var enable = _own.PrivateDnsEnabled
                ? null
                : new EnablePrivateDns
                {
                    Location = spoke.Location,
                    EndpointId = _own.Id,
                    PrivateNames = _zones.SelectMany(zone => zone.RecordNames).OrderBy(name => name, StringComparer.Ordinal).ToValueList(),
                }.Requiring([.. disassociations]);
            if (enable is not null)
                yield return enable;

            // The tag is removed last, so that an interrupted run is recognised by it.
            yield return new UntagEndpoint
            {
                Location = spoke.Location,
                EndpointId = _own.Id,
                TagKey = HubMark.CutOverTag,
            }.Requiring(enable);
        }

        public IEnumerable<Refusal> Unproven(PathIndex predicted)
        {
            var refusal = _own is null
                ? new Refusal(Problems.NoEndpointToReturnTo(intent.SpokeVpcId, service))
                : PathProof.UnprovenToOwn(predicted, intent.SpokeVpcId, service, intent.Allowed);
            return refusal is null ? [] : [refusal];
        }
    }
}
