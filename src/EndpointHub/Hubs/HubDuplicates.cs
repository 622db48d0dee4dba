using EndpointHub.Topology;

namespace EndpointHub.Hubs;

/// <summary>Finds what a hub has twice. Two runs at the same time could create it before client tokens followed from the resource.</summary>
internal static class HubDuplicates
{
    /// <summary>The endpoints beyond the first for a service, each with the one that is kept, ordered by service and id.</summary>
    public static IEnumerable<(Endpoint Extra, Endpoint Kept)> DuplicateEndpoints(this NetworkSnapshot network, HubKey hub) =>
        from service in network.HubEndpoints(hub).GroupBy(endpoint => endpoint.ServiceName, StringComparer.Ordinal)
        let kept = network.HubEndpoint(hub, service.Key)!
        from extra in service
        where extra.Id != kept.Id
        select (extra, kept);

    /// <summary>The security groups with the hub's tag beyond the first, each with the one that is kept: that of the kept endpoints.</summary>
    public static IEnumerable<(SecurityGroup Extra, SecurityGroup Kept)> DuplicateGroups(this NetworkSnapshot network, HubKey hub)
    {
        var extra = network.DuplicateEndpoints(hub).Select(duplicate => duplicate.Extra.Id).ToList();
        var used = network
            .HubEndpoints(hub)
            .Where(endpoint => !extra.Contains(endpoint.Id))
            .SelectMany(endpoint => endpoint.SecurityGroupIds)
            .ToList();
        var groups = network
            .SecurityGroups.Where(group => group.VpcId == hub.VpcId && group.IsOf(hub.Name))
            .OrderByDescending(group => used.Contains(group.Id))
            .ThenBy(group => group.Id, StringComparer.Ordinal)
            .ToList();
        return groups.Skip(1).Where(group => !used.Contains(group.Id)).Select(group => (group, groups[0]));
    }
}
