using System.Text;
using EndpointHub.Topology;

namespace EndpointHub.Testing.KillPoints;

/// <summary>A snapshot as text without the values that AWS generates: two runs with the same result give the same lines.</summary>
internal static class CanonicalText
{
    public static IReadOnlyList<string> Of(NetworkSnapshot network)
    {
        var names = Names(network);
        IEnumerable<Resource> resources =
        [
            .. network.Vpcs,
            .. network.Subnets,
            .. network.RouteTables,
            .. network.SecurityGroups,
            .. network.NetworkAcls,
            .. network.Peerings.Where(peering => peering.IsAlive),
            .. network.Endpoints.Where(endpoint => endpoint.IsAlive),
            .. network.Zones,
        ];
        return [.. resources.Select(resource => Sorted(Renamed(resource.ToString()!, names))).Order(StringComparer.Ordinal)];
    }

    private static List<(string Id, string Name)> Names(NetworkSnapshot network) =>
        [
            .. network.Endpoints.SelectMany(endpoint =>
                new[]
                {
                    (endpoint.RegionalName?.DnsName ?? endpoint.Id, $"dns({endpoint.VpcId} {endpoint.ServiceName})"),
                    (endpoint.Id, $"vpce({endpoint.VpcId} {endpoint.ServiceName})"),
                }
            ),
            .. network.NetworkInterfaces.Select(card => (card.Id, $"eni({card.SubnetId})")),
            .. network.Peerings.Select(peering => (peering.Id, $"pcx({peering.Requester.VpcId} {peering.Accepter.VpcId})")),
            .. network.SecurityGroups.Select(group => (group.Id, $"sg({group.VpcId} {group.Name})")),
            .. network.Zones.Select(zone => (zone.Id, $"zone({zone.Name})")),
        ];

    private static string Renamed(string text, List<(string Id, string Name)> names) =>
        names.Aggregate(new StringBuilder(text), (whole, name) => whole.Replace(name.Id, name.Name)).ToString();

    // Lists are ordered by ids, which differ between runs.
    private static string Sorted(string text) => string.Join(", ", text.Split(", ").Order(StringComparer.Ordinal));
}
