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
/// Plans the deletion of a spoke's idle endpoints: only those whose names EndpointHub moved, whose path through the hub is proven in the present
/// network, and to which no record or Route 53 Profile refers. What was not read counts as a reference until the operator allows it.
/// </summary>
internal static class RemovalPlanner
{
    /// <summary>Plans a removal.</summary>
    /// <param name="snapshot">The network. It has just been read.</param>
    /// <param name="intent">The target state.</param>
    /// <returns>A plan with at most one unit, for the spoke.</returns>
    public static Plan For(NetworkSnapshot snapshot, RemovalIntent intent)
    {
        var plan = new PlanBuilder(snapshot, PlanUnitKind.Removal, intent.SpokeVpcId);
        if (
            plan.Refuse(Preconditions.OfBoth(snapshot, intent, intent.SpokeVpcId))
            || plan.Refuse(Preconditions.OfSubnets(snapshot, intent.ClientSubnetIds, intent.SpokeVpcId))
        )
        {
            return plan.Build();
        }

        plan.NoteLeftOut(intent.SpokeVpcId, intent.ClientSubnetIds);

        var services = Preconditions
            .ServicesOf(snapshot, intent, intent.ServiceNames)
            .Where(service => !plan.Refuse(NotInHub(snapshot, intent, service)))
            .ToList();
        var candidates = Candidates(plan, intent, services).ToList();
        var network = new PathIndex(snapshot);
        var allowed = intent.Allowed.Where(WaivableCodes.OfRemoval.Contains).ToValueList();
        var idle = candidates
            .Where(endpoint =>
                !plan.Refuse(Conflicts(network, intent, endpoint, allowed), allowed, endpoint.Id)
                && !plan.RefuseManaged(endpoint, intent.IncludedOwners)
            )
            .ToList();
        if (idle.Count == 0)
            return plan.Build();

        if (plan.RefuseUnknownUse(intent.SpokeVpcId, peers: [], idle.Select(endpoint => endpoint.Id).ToValueList(), allowed))
            return plan.Build();

        foreach (var endpoint in idle)
        {
            NoteGroups(plan, endpoint);
            plan.Add(new DeleteEndpoint { Location = snapshot.Vpcs[intent.SpokeVpcId].Location, EndpointId = endpoint.Id });
        }

        return plan.Build();
    }

    private static IEnumerable<Problem> NotInHub(NetworkSnapshot snapshot, RemovalIntent intent, string service) =>
        snapshot.HubEndpoint(intent.Hub, service) is null ? [Problems.ServiceNotInHub(service, intent.Hub.Name)] : [];

    private static IEnumerable<Endpoint> Candidates(PlanBuilder plan, RemovalIntent intent, List<string> services)
    {
        var existing = plan.Predicted.EndpointsOf(intent.SpokeVpcId).Where(endpoint => endpoint.Kind == EndpointKind.Interface).ToList();
        plan.Refuse(
            intent
                .EndpointIds.Where(id => existing.TrueForAll(endpoint => endpoint.Id != id))
                .Select(id => Problems.EndpointNotFound(id, intent.SpokeVpcId))
        );

        var named = existing.Where(endpoint => intent.EndpointIds.Contains(endpoint.Id)).ToList();
        if (intent.ServiceNames.Count == 0)
        {
            plan.Refuse(
                named
                    .Where(endpoint => !services.Contains(endpoint.ServiceName))
                    .Select(endpoint => Problems.ServiceNotInHub(endpoint.ServiceName, intent.Hub.Name))
            );
        }

        return (intent.EndpointIds.Count > 0 ? named : existing).Where(endpoint => services.Contains(endpoint.ServiceName));
    }

    private static List<Refusal> Conflicts(PathIndex network, RemovalIntent intent, Endpoint endpoint, ValueList<string> allowed)
    {
        var snapshot = network.Snapshot;
        if (Immovable.Reason(snapshot, endpoint) is { } reason)
            return [new Refusal(reason)];
        if (endpoint.PrivateDnsEnabled)
            return [new Refusal(Problems.StillInUse(endpoint, intent.Hub.Name))];
        if (endpoint.Tag(HubMark.CutOverTag) is null)
            return [new Refusal(Problems.NeverHadPrivateDns(endpoint))];

        var notAssociated = ServiceZones
            .Of(snapshot, endpoint.ServiceName, intent.Hub)
            .Where(zone => !Leads(snapshot, intent, endpoint, zone))
            .Select(zone =>
                Problems.PathNotProven(
                    intent.SpokeVpcId,
                    endpoint.ServiceName,
                    $"zone {zone.Name} of hub {intent.Hub.Name} is not associated with it.",
                    intent.Hub.Name
                )
            );
        var refusals = notAssociated.Concat(EndpointUse.Referrers(snapshot, endpoint)).Select(problem => new Refusal(problem)).ToList();
        if (
            refusals.TrueForAll(refusal => refusal.WaivedBy(allowed).Count > 0)
            && PathProof.Unproven(network, intent.SpokeVpcId, intent.Hub.VpcId, endpoint.ServiceName, allowed, intent.ClientSubnetIds) is { } unproven
        )
        {
            refusals.Add(unproven);
        }

        return refusals;
    }

    private static bool Leads(NetworkSnapshot snapshot, RemovalIntent intent, Endpoint endpoint, ServiceZone names) =>
        snapshot.Zones.Any(zone =>
            zone.Name == names.Name
            && zone.Serves(intent.SpokeVpcId)
            && (
                (zone.IsOf(intent.Hub.Name) && zone.Serves(intent.Hub.VpcId))
                || (snapshot.HubEndpoint(intent.Hub, endpoint.ServiceName) is { } target && snapshot.Leads(zone, names, target))
            )
        );

    // The endpoint's security groups are kept, so that rules that refer to them stay valid.
    private static void NoteGroups(PlanBuilder plan, Endpoint endpoint)
    {
        foreach (var group in plan.Predicted.SecurityGroups.Where(group => !endpoint.SecurityGroupIds.Contains(group.Id)))
        {
            var named = group
                .Ingress.Concat(group.Egress)
                .Select(rule => rule.Peer.GroupId)
                .FirstOrDefault(id => id is not null && endpoint.SecurityGroupIds.Contains(id));
            if (named is not null)
            {
                plan.Note(
                    $"{group.Id} has a rule that refers to {named}, a security group of {endpoint.Id}. The group is kept, but the rule will no longer match this endpoint."
                );
            }
        }
    }
}
