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
        if (plan.Refuse(Preconditions.OfBoth(snapshot, intent, intent.SpokeVpcId)))
            return plan.Build();

        var services = Preconditions
            .ServicesOf(snapshot, intent, intent.ServiceNames)
            .Where(service => !plan.Refuse(NotInHub(snapshot, intent, service)))
            .ToList();
        var candidates = Candidates(plan, intent, services).ToList();
        var network = new PathIndex(snapshot);
        var allowed = intent.Allowed.Where(WaivableCodes.OfRemoval.Contains).ToValueList();
        var idle = candidates.Where(endpoint => !plan.Refuse(Conflicts(network, intent, endpoint, allowed), allowed, endpoint.Id)).ToList();
        if (idle.Count == 0)
            return plan.Build();

        // Records that were not read may point to the endpoints, as those that were read do not.
        var ids = idle.Select(endpoint => endpoint.Id).ToValueList();
        var unread = EndpointReferences.Unread(snapshot, intent.SpokeVpcId, ids).Select(problem => new Refusal(problem));
        var isUnread = plan.Refuse(unread, allowed, [.. ids]);

        // Only CloudWatch tells whether an endpoint has connections, and it is not read. Every removal has to allow that, so it is not a note.
        var unknownTraffic = new Refusal(Problems.TrafficUnknown(intent.SpokeVpcId, ids));
        if ((unknownTraffic.WaivedBy(allowed).Count == 0 && plan.Refuse([unknownTraffic.Problem])) || isUnread)
            return plan.Build();

        plan.Waive(unknownTraffic.WaivedBy(allowed), ids);
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
        if (endpoint.RequesterManaged)
            return [new Refusal(Problems.RequesterManaged(endpoint))];
        if (endpoint.PrivateDnsEnabled)
            return [new Refusal(Problems.StillInUse(endpoint, intent.Hub.Name))];
        if (endpoint.Tag(HubMark.CutOverTag) is null)
            return [new Refusal(Problems.NeverHadPrivateDns(endpoint))];

        var referrers = EndpointReferences
            .Of(snapshot, endpoint)
            .Select(reference => Problems.RecordPointsToEndpoint(endpoint, reference.ZoneId, reference.ZoneName, reference.Record));
        var notAssociated = ServiceZones
            .Of(snapshot, endpoint.ServiceName, intent.Hub)
            .Where(zone => !snapshot.HubZones(intent.Hub).Any(own => own.Name == zone.Name && own.Serves(intent.SpokeVpcId)))
            .Select(zone =>
                Problems.PathNotProven(
                    intent.SpokeVpcId,
                    endpoint.ServiceName,
                    $"zone {zone.Name} of hub {intent.Hub.Name} is not associated with it.",
                    intent.Hub.Name
                )
            );
        var profiles = snapshot
            .Profiles.Where(profile => profile.Resources is not { } held || held.Any(resource => resource.ResourceId == endpoint.Id))
            .Select(profile =>
                profile.Resources is null
                    ? Problems.ProfileUnread(endpoint, profile.Id)
                    : Problems.StillReferredTo(endpoint, $"Route 53 Profile {profile.Id}")
            );
        var refusals = notAssociated.Concat(referrers).Concat(profiles).Select(problem => new Refusal(problem)).ToList();
        if (
            refusals.TrueForAll(refusal => refusal.WaivedBy(allowed).Count > 0)
            && PathProof.Unproven(network, intent.SpokeVpcId, intent.Hub.VpcId, endpoint.ServiceName, allowed) is { } unproven
        )
        {
            refusals.Add(unproven);
        }

        return refusals;
    }

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
