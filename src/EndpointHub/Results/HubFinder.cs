using EndpointHub.Hubs;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Results;

/// <summary>Finds hubs by the tags of their endpoints.</summary>
internal static class HubFinder
{
    /// <summary>The hubs of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="takenAt">The time at which the network was read (UTC).</param>
    /// <returns>The hubs, ordered by name and VPC. Hubs of the same name in two VPCs are two hubs.</returns>
    public static ValueList<Hub> All(NetworkSnapshot network, DateTimeOffset takenAt) =>
        network
            .Endpoints.Where(endpoint => endpoint.IsAlive && endpoint.Kind == EndpointKind.Interface)
            .Where(endpoint => endpoint.HubName() is not null)
            .Select(endpoint => new HubKey(endpoint.HubName()!, endpoint.VpcId))
            .Distinct()
            .OrderBy(hub => hub.Name, StringComparer.Ordinal)
            .ThenBy(hub => hub.VpcId, StringComparer.Ordinal)
            .Select(hub => Hub.In(network, hub, takenAt))
            .OfType<Hub>()
            .ToValueList();

    /// <summary>The hubs with a name.</summary>
    /// <param name="network">The network.</param>
    /// <param name="name">The hub's name; case matters, as in tags.</param>
    /// <param name="takenAt">The time at which the network was read (UTC).</param>
    /// <returns>None, one, or one for each VPC that has one of this name.</returns>
    public static ValueList<Hub> Find(NetworkSnapshot network, string name, DateTimeOffset takenAt) =>
        All(network, takenAt).Where(hub => hub.Name == name).ToValueList();
}
