using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Naming;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// Plans the deletion of what a hub has twice: endpoints that no record and no Route 53 Profile refers to, and security groups that nothing uses.
/// The endpoint that the records of the hub's zones lead to is kept.
/// </summary>
internal static class DuplicatePlanner
{
    /// <summary>Plans the deletion.</summary>
    /// <param name="network">The network. It has just been read, with the records of all zones.</param>
    /// <param name="intent">The target state.</param>
    /// <returns>A plan with at most one unit, for the hub.</returns>
    public static Plan For(NetworkSnapshot network, DuplicateIntent intent)
    {
        var hub = intent.Hub;
        var plan = new PlanBuilder(network, PlanUnitKind.Duplicates, hub.Name);
        if (plan.Refuse(Preconditions.OfVpc(network, hub.VpcId)))
            return plan.Build();

        var location = network.Vpcs[hub.VpcId].Location;
        foreach (var extra in Unused(plan, intent))
            plan.Add(new DeleteEndpoint { Location = location, EndpointId = extra.Id });

        foreach (var (extra, _) in network.DuplicateGroups(hub).Where(duplicate => !IsUsed(plan.Predicted, duplicate.Extra)).ToList())
        {
            plan.Add(
                new DeleteSecurityGroup
                {
                    Location = location,
                    SecurityGroupId = extra.Id,
                    GroupDescription = extra.Name,
                }.Requiring([
                    .. plan.Steps.OfType<DeleteEndpoint>().Where(step => network.Endpoints[step.EndpointId].SecurityGroupIds.Contains(extra.Id)),
                ])
            );
        }

        return plan.Build();
    }

    private static List<Endpoint> Unused(PlanBuilder plan, DuplicateIntent intent)
    {
        var network = plan.Predicted;
        var allowed = intent.Allowed.Where(WaivableCodes.OfDuplicates.Contains).ToValueList();
        var unused = new List<Endpoint>();
        foreach (var (extra, kept) in network.DuplicateEndpoints(intent.Hub).ToList())
        {
            // Without these records the wrong endpoint could be kept. No code allows that.
            if (
                plan.Refuse(AnswerUnknown(network, intent.Hub, extra))
                || plan.Refuse(Conflicts(network, extra), allowed, extra.Id)
                || plan.RefuseManaged(extra, intent.IncludedOwners)
            )
            {
                continue;
            }

            plan.Found($"{kept.Id} for {kept.ServiceName} is kept.");
            unused.Add(extra);
        }

        var peers = network.PeersOf(intent.Hub.VpcId).Where(peer => peer.Peering.IsActive).Select(peer => peer.Side);
        var isRefused =
            unused.Count > 0 && plan.RefuseUnknownUse(intent.Hub.VpcId, peers, unused.Select(endpoint => endpoint.Id).ToValueList(), allowed);
        return isRefused ? [] : unused;
    }

    private static IEnumerable<Problem> AnswerUnknown(NetworkSnapshot network, HubKey hub, Endpoint endpoint) =>
        network
            .Zones.Where(zone => zone.Records is null && zone.Serves(hub.VpcId))
            .Where(zone => zone.IsOf(hub.Name) || ServiceZones.Of(network, endpoint.ServiceName, hub).Any(names => names.Name == zone.Name))
            .Select(zone => Problems.AnsweringEndpointUnknown(hub.Name, endpoint.ServiceName, zone.Id, zone.Name));

    private static IEnumerable<Refusal> Conflicts(NetworkSnapshot network, Endpoint endpoint) =>
        new[] { Immovable.Reason(network, endpoint), endpoint.PrivateDnsEnabled ? Problems.HubPrivateDnsOn(endpoint) : null }
            .OfType<Problem>()
            .Concat(EndpointUse.Referrers(network, endpoint))
            .Select(problem => new Refusal(problem));

    private static bool IsUsed(NetworkSnapshot network, SecurityGroup group) =>
        network.Endpoints.Any(endpoint => endpoint.SecurityGroupIds.Contains(group.Id))
        || network.NetworkInterfaces.Any(nic => nic.SecurityGroupIds.Contains(group.Id))
        || network.SecurityGroups.Any(other => other.Id != group.Id && other.Ingress.Concat(other.Egress).Any(rule => rule.Peer.GroupId == group.Id));
}
