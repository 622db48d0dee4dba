using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Naming;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// Plans the deletion of what a hub has twice: endpoints that no record and no Route 53 Profile refers to, and security groups without a network
/// interface. The endpoint that the zones' records lead to is kept.
/// </summary>
internal static class DuplicatePlanner
{
    /// <summary>Plans the deletion.</summary>
    /// <param name="network">The network. It has just been read, with every zone of the account.</param>
    /// <param name="hub">The hub.</param>
    /// <returns>A plan with at most one unit, for the hub.</returns>
    public static Plan For(NetworkSnapshot network, HubKey hub)
    {
        var plan = new PlanBuilder(network, PlanUnitKind.Duplicates, hub.Name);
        if (plan.Refuse(Preconditions.OfVpc(network, hub.VpcId)))
            return plan.Build();

        var location = network.Vpcs[hub.VpcId].Location;
        foreach (var (extra, kept) in network.DuplicateEndpoints(hub).ToList())
        {
            if (plan.Refuse(Conflicts(network, extra)))
                continue;

            plan.Found($"{kept.Id} for {kept.ServiceName} is kept.");
            plan.Add(new DeleteEndpoint { Location = location, EndpointId = extra.Id });
        }

        foreach (var (extra, _) in network.DuplicateGroups(hub).Where(duplicate => !IsUsed(plan.Predicted, duplicate.Extra)).ToList())
        {
            plan.Add(
                new DeleteSecurityGroup
                {
                    Location = location,
                    SecurityGroupId = extra.Id,
                    GroupDescription = extra.Name,
                }.Requiring([.. plan.Steps.OfType<DeleteEndpoint>()])
            );
        }

        return plan.Build();
    }

    private static IEnumerable<Problem> Conflicts(NetworkSnapshot network, Endpoint endpoint)
    {
        if (endpoint.RequesterManaged)
            yield return Problems.RequesterManaged(endpoint);
        if (endpoint.PrivateDnsEnabled)
            yield return Problems.HubPrivateDnsOn(endpoint);
        foreach (var zone in network.Zones)
        {
            if (zone.Records is not { } records)
            {
                yield return Problems.ZoneUnread(endpoint, zone.Id);
                continue;
            }

            foreach (var record in records.Where(record => record.Values.Append(record.Alias?.DnsName ?? "").Any(Leads)))
                yield return Problems.StillReferredTo(endpoint, $"record {record.Name} of zone {zone.Id}");
        }

        foreach (var profile in network.Profiles)
        {
            if (profile.Resources is not { } held)
                yield return Problems.ProfileUnread(endpoint, profile.Id);
            else if (held.Any(resource => resource.ResourceId == endpoint.Id))
                yield return Problems.StillReferredTo(endpoint, $"Route 53 Profile {profile.Id}");
        }

        bool Leads(string target) => VpceName.IsOf(DnsName.Normalize(target), endpoint);
    }

    private static bool IsUsed(NetworkSnapshot network, SecurityGroup group) =>
        network.NetworkInterfaces.Any(nic => nic.SecurityGroupIds.Contains(group.Id))
        || network.SecurityGroups.Any(other => other.Ingress.Concat(other.Egress).Any(rule => rule.Peer.GroupId == group.Id));
}
