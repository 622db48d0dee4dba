using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>The tags of the kinds of resources that EndpointHub creates, by id.</summary>
internal static class TaggedResources
{
    /// <summary>The tags of a resource.</summary>
    /// <exception cref="KeyNotFoundException">The snapshot does not contain the resource.</exception>
    public static ValueList<Tag> TagsOf(NetworkSnapshot network, string id) =>
        Find(network, id)?.Tags ?? throw new KeyNotFoundException($"The snapshot has no resource {id} that can be tagged.");

    /// <summary>A network in which a resource has other tags.</summary>
    /// <exception cref="KeyNotFoundException">The snapshot does not contain the resource.</exception>
    public static NetworkSnapshot With(NetworkSnapshot network, string id, Func<ValueList<Tag>, ValueList<Tag>> change)
    {
        var tags = change(TagsOf(network, id));
        return Find(network, id) switch
        {
            Endpoint endpoint => network with { Endpoints = network.Endpoints.With(endpoint with { Tags = tags }) },
            SecurityGroup group => network with { SecurityGroups = network.SecurityGroups.With(group with { Tags = tags }) },
            Subnet subnet => network with { Subnets = network.Subnets.With(subnet with { Tags = tags }) },
            RouteTable table => network with { RouteTables = network.RouteTables.With(table with { Tags = tags }) },
            Peering peering => network with { Peerings = network.Peerings.With(peering with { Tags = tags }) },
            PrivateZone zone => network with { Zones = network.Zones.With(zone with { Tags = tags }) },
            _ => network,
        };
    }

    private static Resource? Find(NetworkSnapshot network, string id) =>
        network.Endpoints.Find(id)
        ?? network.SecurityGroups.Find(id)
        ?? network.Subnets.Find(id)
        ?? network.RouteTables.Find(id)
        ?? (Resource?)network.Peerings.Find(id)
        ?? network.Zones.Find(id);
}
