using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>Routes prepared for looking up: the longest matching prefix wins, and of routes for the same block the first.</summary>
internal sealed class PrefixRoutes<T>(IEnumerable<KeyValuePair<Cidr, T>> routes)
    where T : class
{
    private readonly CidrMap<T> _routes = new(routes);

    /// <summary>The routes that packets to a range of addresses take: one for most ranges, more where narrower routes take parts of it.</summary>
    /// <param name="range">The addresses.</param>
    /// <param name="isWhole">True if every address of the range has a route.</param>
    public IReadOnlyList<T> Winners(Cidr range, out bool isWhole)
    {
        // Nothing is narrower than a single address.
        if (range.PrefixLength == 32 && _routes.Nearest(range) is { } only)
        {
            isWhole = true;
            return [only];
        }

        List<T> winners = [];
        var left = PacketSet.Of(range, PortRange.All);
        foreach (var entry in _routes.Inside(range).OrderByDescending(entry => entry.Key.PrefixLength))
        {
            var rest = left.Without(entry.Key, PortRange.All);
            if (!ReferenceEquals(rest, left))
                winners.Add(entry.Value);
            left = rest;
        }

        if (!left.IsEmpty && _routes.Nearest(range) is { } around)
        {
            winners.Add(around);
            left = PacketSet.Empty;
        }

        isWhole = left.IsEmpty;
        return winners;
    }

    /// <summary>The routes that would take the whole range if no narrower one did, narrowest first.</summary>
    public IEnumerable<T> Around(Cidr range) => _routes.Around(range);
}
