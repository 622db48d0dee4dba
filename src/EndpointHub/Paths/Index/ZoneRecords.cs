using EndpointHub.Naming;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>The records of a zone, indexed for lookup like in a resolver.</summary>
internal sealed class ZoneRecords
{
    private readonly string _zoneName;
    private readonly ILookup<string, ZoneRecord> _byName;
    private readonly HashSet<string> _existing = new(StringComparer.Ordinal);

    public ZoneRecords(string zoneName, IEnumerable<ZoneRecord> records)
    {
        _zoneName = zoneName;
        _byName = records.ToLookup(record => record.Name, StringComparer.Ordinal);
        foreach (var name in _byName.Select(group => group.Key).Append(zoneName))
        {
            for (var existing = name; existing.Length >= zoneName.Length && _existing.Add(existing); existing = Parent(existing)) { }
        }
    }

    /// <summary>
    /// The records that match a name: those of the name itself, of any type; if the name does not exist, those of the
    /// wildcard below its closest encloser (RFC 4592). A wildcard matches at any depth and never its own
    /// domain's apex.
    /// </summary>
    public IEnumerable<ZoneRecord> For(string name)
    {
        if (_existing.Contains(name))
            return _byName[name];

        var encloser = name;
        while (encloser.Length > _zoneName.Length && !_existing.Contains(encloser))
            encloser = Parent(encloser);
        return _byName[DnsName.Wildcard(encloser)];
    }

    private static string Parent(string name) => name.Substring(name.IndexOf('.') + 1);
}
