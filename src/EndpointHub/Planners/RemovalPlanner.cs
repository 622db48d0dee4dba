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
/// Plans the end of a spoke's idle endpoints: only those whose names EndpointHub moved, whose way through the hub is proven on the network as
/// it is, and that nothing refers to.
/// </summary>
internal static class RemovalPlanner
{
    /// <summary>Plans a removal.</summary>
    /// <param name="snapshot">The network, just read.</param>
    /// <param name="intent">What shall be so.</param>
    /// <returns>At most one unit, about the spoke.</returns>
    public static Plan For(NetworkSnapshot snapshot, RemovalIntent intent)
    {
        var plan = new PlanBuilder(snapshot, PlanUnitKind.Removal, intent.SpokeVpcId);
        if (plan.Refuse(Preconditions.OfBoth(snapshot, intent, intent.SpokeVpcId)))
            return plan.Build();

        var services = Preconditions.ServicesOf(snapshot, intent, intent.ServiceNames)
            .Where(service => !plan.Refuse(NotInHub(snapshot, intent, service)))
            .ToList();
        var candidates = Candidates(plan, intent, services).ToList();
        var network = new PathIndex(snapshot);
        foreach (var endpoint in candidates.Where(endpoint => !plan.Refuse(InTheWay(network, intent, endpoint))))
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
        var standing = plan.Now.EndpointsOf(intent.SpokeVpcId).Where(endpoint => endpoint.Kind == EndpointKind.Interface).ToList();
        plan.Refuse(intent.EndpointIds.Where(id => standing.TrueForAll(endpoint => endpoint.Id != id))
            .Select(id => Problems.EndpointNotFound(id, intent.SpokeVpcId)));

        var named = standing.Where(endpoint => intent.EndpointIds.Contains(endpoint.Id)).ToList();
        if (intent.ServiceNames.Count == 0)
            plan.Refuse(named.Where(endpoint => !services.Contains(endpoint.ServiceName)).Select(endpoint => Problems.ServiceNotInHub(endpoint.ServiceName, intent.Hub.Name)));
        return (intent.EndpointIds.Count > 0 ? named : standing).Where(endpoint => services.Contains(endpoint.ServiceName));
    }

    private static List<Problem> InTheWay(PathIndex network, RemovalIntent intent, Endpoint endpoint)
    {
        var snapshot = network.Snapshot;
        if (endpoint.RequesterManaged)
            return [Problems.RequesterManaged(endpoint)];
        if (endpoint.PrivateDnsEnabled)
            return [Problems.StillInUse(endpoint, intent.Hub.Name)];
        if (endpoint.Tag(HubMark.CutOverTag) is null)
            return [Problems.NeverHadPrivateDns(endpoint)];

        var referrers = from zone in snapshot.Zones
                        from record in zone.Records ?? ValueList<ZoneRecord>.Empty
                        where record.Values.Append(record.Alias?.DnsName ?? "").Any(target => VpceName.IsOf(DnsName.Normalize(target), endpoint))
                        select Problems.StillReferredTo(endpoint, $"record {record.Name} of zone {zone.Id}");
        var unmoved = ServiceZones.Of(snapshot, endpoint.ServiceName, intent.Hub)
            .Where(zone => !snapshot.HubZones(intent.Hub).Any(own => own.Name == zone.Name && own.Serves(intent.SpokeVpcId)))
            .Select(zone => Problems.PathNotProven(intent.SpokeVpcId, endpoint.ServiceName, $"zone {zone.Name} of hub {intent.Hub.Name} does not answer there.", intent.Hub.Name));
        var profiles = snapshot.Profiles.Where(profile => profile.Resources is not { } held || held.Any(resource => resource.ResourceId == endpoint.Id))
            .Select(profile => profile.Resources is null ? Problems.ProfileUnread(endpoint, profile.Id) : Problems.StillReferredTo(endpoint, $"Route 53 Profile {profile.Id}"));
        var doubts = unmoved.Concat(referrers).Concat(profiles).ToList();
        return doubts.Count == 0 && PathProof.Unproven(network, intent.SpokeVpcId, intent.Hub.VpcId, endpoint.ServiceName, intent.AllowedUnknowns) is { } doubt
            ? [doubt]
            : doubts;
    }

    // Only the endpoint goes, its groups stay, so that rules which name them stay valid; they just match nothing of it any more.
    private static void NoteGroups(PlanBuilder plan, Endpoint endpoint)
    {
        foreach (var group in plan.Now.SecurityGroups.Where(group => !endpoint.SecurityGroupIds.Contains(group.Id)))
        {
            var named = group.Ingress.Concat(group.Egress).Select(rule => rule.Peer.GroupId).FirstOrDefault(id => id is not null && endpoint.SecurityGroupIds.Contains(id));
            if (named is not null)
                plan.Note($"{group.Id} has a rule about {named}, a security group of {endpoint.Id}; the group stays, and the rule will match nothing of this endpoint.");
        }
    }
}
