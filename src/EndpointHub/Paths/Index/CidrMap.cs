using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>Things by IPv4 block, found by the blocks around an address range and by those within it: in a few steps however many there are.</summary>
internal sealed class CidrMap<T>
    where T : class
{
    private readonly Dictionary<Cidr, T> _byCidr = [];
    private readonly KeyValuePair<Cidr, T>[] _ordered;
    private readonly int[] _lengths;

    /// <summary>Of things at the same block the first is kept.</summary>
    public CidrMap(IEnumerable<KeyValuePair<Cidr, T>> entries)
    {
        foreach (var entry in entries.Where(entry => !_byCidr.ContainsKey(entry.Key)))
            _byCidr.Add(entry.Key, entry.Value);
        _ordered = [.. _byCidr.OrderBy(entry => entry.Key)];
        _lengths = [.. _byCidr.Keys.Select(cidr => cidr.PrefixLength).Distinct().OrderByDescending(length => length)];
    }

    /// <summary>The things whose blocks hold the whole range, narrowest first.</summary>
    public IEnumerable<T> Around(Cidr range)
    {
        foreach (var length in _lengths)
        {
            if (length <= range.PrefixLength && _byCidr.TryGetValue(new Cidr(range.Network, length), out var found))
                yield return found;
        }
    }

    /// <summary>The narrowest thing whose block holds the whole range; null when none does.</summary>
    public T? Nearest(Cidr range)
    {
        foreach (var length in _lengths)
        {
            if (length <= range.PrefixLength && _byCidr.TryGetValue(new Cidr(range.Network, length), out var found))
                return found;
        }

        return null;
    }

    /// <summary>The things whose blocks are narrower than the range and lie in it, ordered by block.</summary>
    public IEnumerable<KeyValuePair<Cidr, T>> Inside(Cidr range)
    {
        for (var i = FirstAtOrAfter(range.Network); i < _ordered.Length && _ordered[i].Key.Network <= range.Last; i++)
        {
            if (_ordered[i].Key.PrefixLength > range.PrefixLength)
                yield return _ordered[i];
        }
    }

    private int FirstAtOrAfter(Ipv4 network)
    {
        var (low, high) = (0, _ordered.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ordered[middle].Key.Network < network)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
