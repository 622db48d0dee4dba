using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>Routes that are indexed for lookup. The longest matching prefix takes precedence, and of routes for the same block the first.</summary>
internal sealed class PrefixRoutes<T>(IEnumerable<KeyValuePair<Cidr, T>> routes)
    where T : class
{
    private readonly CidrMap<T> _routes = new(routes);

    /// <summary>The routes of packets to a range of addresses: one for most ranges, several when more specific routes match parts of it.</summary>
    /// <param name="range">The addresses.</param>
    /// <param name="isWhole">True if every address of the range has a route.</param>
    public IReadOnlyList<T> Winners(Cidr range, out bool isWhole)
    {
        // No route is more specific than a single address.
        if (range.PrefixLength == 32 && _routes.LongestMatch(range) is { } only)
        {
            isWhole = true;
            return [only];
        }

        List<T> winners = [];
        var left = PacketSet.Of(range, PortRange.All);
        foreach (var entry in _routes.Within(range).OrderByDescending(entry => entry.Key.PrefixLength))
        {
            var rest = left.Without(entry.Key, PortRange.All);
            if (!ReferenceEquals(rest, left))
                winners.Add(entry.Value);
            left = rest;
        }

        if (!left.IsEmpty && _routes.LongestMatch(range) is { } containing)
        {
            winners.Add(containing);
            left = PacketSet.Empty;
        }

        isWhole = left.IsEmpty;
        return winners;
    }

    /// <summary>The routes that match the whole range, the most specific first.</summary>
    public IEnumerable<T> Containing(Cidr range) => _routes.Containing(range);
}
