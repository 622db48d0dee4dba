using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>A map from IPv4 CIDR blocks to values, with fast lookup of the blocks that contain a range and of those within it.</summary>
internal sealed class CidrMap<T>
    where T : class
{
    private readonly Dictionary<Cidr, T> _byCidr = [];
    private readonly KeyValuePair<Cidr, T>[] _ordered;
    private readonly int[] _lengths;

    /// <summary>Creates a map. Of several values for the same block the first is kept.</summary>
    public CidrMap(IEnumerable<KeyValuePair<Cidr, T>> entries)
    {
        foreach (var entry in entries.Where(entry => !_byCidr.ContainsKey(entry.Key)))
            _byCidr.Add(entry.Key, entry.Value);
        _ordered = [.. _byCidr.OrderBy(entry => entry.Key)];
        _lengths = [.. _byCidr.Keys.Select(cidr => cidr.PrefixLength).Distinct().OrderByDescending(length => length)];
    }

    /// <summary>The values of the blocks that contain the whole range, the longest prefix first.</summary>
    public IEnumerable<T> Containing(Cidr range)
    {
        foreach (var length in _lengths)
        {
            if (length <= range.PrefixLength && _byCidr.TryGetValue(new Cidr(range.Network, length), out var found))
                yield return found;
        }
    }

    /// <summary>The value of the longest prefix that contains the whole range; null when there is none.</summary>
    public T? LongestMatch(Cidr range)
    {
        foreach (var length in _lengths)
        {
            if (length <= range.PrefixLength && _byCidr.TryGetValue(new Cidr(range.Network, length), out var found))
                return found;
        }

        return null;
    }

    /// <summary>The values of the blocks that are within the range and smaller, ordered by block.</summary>
    public IEnumerable<KeyValuePair<Cidr, T>> Within(Cidr range)
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
