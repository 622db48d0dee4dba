using EndpointHub.Topology;

namespace EndpointHub.Testing.Seeds;

/// <summary>Describes the differences of two snapshots.</summary>
internal static class SnapshotDifferences
{
    public static IEnumerable<string> Between(NetworkSnapshot predicted, NetworkSnapshot real) =>
        [
            .. Of(predicted.Vpcs, real.Vpcs),
            .. Of(predicted.Subnets, real.Subnets),
            .. Of(predicted.RouteTables, real.RouteTables),
            .. Of(predicted.SecurityGroups, real.SecurityGroups),
            .. Of(predicted.NetworkAcls, real.NetworkAcls),
            .. Of(predicted.NetworkInterfaces, real.NetworkInterfaces),
            .. Of(predicted.Peerings, real.Peerings),
            .. Of(Alive(predicted), Alive(real)),
            .. Of(predicted.Zones, real.Zones),
        ];

    private static IEnumerable<string> Of<T>(IEnumerable<T> predicted, IEnumerable<T> real)
        where T : Resource
    {
        var expected = predicted.ToDictionary(resource => resource.Id, StringComparer.Ordinal);
        var actual = real.ToDictionary(resource => resource.Id, StringComparer.Ordinal);
        foreach (var id in expected.Keys.Union(actual.Keys).Order(StringComparer.Ordinal))
        {
            var (projected, found) = (expected.GetValueOrDefault(id), actual.GetValueOrDefault(id));
            if (projected is null || found is null)
                yield return $"{typeof(T).Name} {id} is {(found is null ? "predicted but missing" : "not predicted")}";
            else if (!projected.Equals(found))
                yield return $"{typeof(T).Name} {id}: predicted {projected}, found {found}";
        }
    }

    // A deleted endpoint is listed for a while.
    private static IEnumerable<Endpoint> Alive(NetworkSnapshot network) => network.Endpoints.Where(endpoint => endpoint.IsAlive);
}
