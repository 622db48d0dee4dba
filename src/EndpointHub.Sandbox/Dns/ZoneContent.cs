using System.Collections.Immutable;
using EndpointHub.Sandbox.Wire.Route53;

namespace EndpointHub.Sandbox.Dns;

/// <summary>The content of a private zone as resolvers see it.</summary>
internal sealed record ZoneContent(string Name, string Owner, ImmutableDictionary<(string Name, string Type), ResourceRecordSet> Records)
{
    public bool Exists(string name) =>
        Records.Keys.Any(k => DnsName.IsIn(k.Name, name)) || Wildcard(name) is { } wild && Records.Keys.Any(k => k.Name == wild);

    /// <summary>
    /// Finds a record set by the exact name, or by the wildcard beneath the closest existing name. A wildcard does not match its own apex.
    /// </summary>
    public ResourceRecordSet? Find(string name, string type)
    {
        if (Records.Keys.Any(k => DnsName.IsIn(k.Name, name)))
            return Records.GetValueOrDefault((name, type));
        return Wildcard(name) is { } wild ? Records.GetValueOrDefault((wild, type)) : null;
    }

    private string? Wildcard(string name)
    {
        for (var parent = DnsName.Parent(name); DnsName.IsIn(parent, Name); parent = DnsName.Parent(parent))
        {
            if (Records.Keys.Any(k => k.Name == "*." + parent))
                return "*." + parent;
            if (parent == Name || Records.Keys.Any(k => DnsName.IsIn(k.Name, parent)))
                return null;
        }

        return null;
    }
}
