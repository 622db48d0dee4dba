using System.Globalization;
using System.Text;

namespace EndpointHub.Testing.Names;

/// <summary>A BIND view: the responses for one client.</summary>
/// <param name="Name">The name, also of the folder with its files.</param>
/// <param name="Client">The loopback address of the client; null for every client.</param>
/// <param name="QuerySource">
/// The source address of forwarded queries, which selects the view that answers them; null when nothing is forwarded.
/// </param>
/// <param name="Zones">The zones that it answers authoritatively.</param>
/// <param name="Forwards">The forwarded domains.</param>
internal sealed record DnsView(string Name, string? Client, string? QuerySource, IReadOnlyList<DnsZone> Zones, IReadOnlyList<DnsForward> Forwards)
{
    /// <summary>Response policies, applied before zones: the first match decides.</summary>
    public IReadOnlyList<DnsPolicy> Policies { get; init; } = [];

    /// <summary>True when the server forwards a domain to itself below a domain that it forwards elsewhere.</summary>
    public bool Relays => Forwards.Any(forward => forward is { IsOnPremises: false, Domain: not "." });

    /// <summary>The zone files, by their paths.</summary>
    public IEnumerable<(string Path, string Text)> Files => Zones.Concat(PolicyZones).Select(zone => (PathOf(zone), zone.ToFile()));

    // One zone for each policy, because BIND evaluates response-policy zones in order. In one zone, a name would hide wildcards above it (RFC 4592).
    private IReadOnlyList<DnsZone> PolicyZones => [.. Policies.Select((policy, at) => policy.ToZone($"policy-{at + 1}"))];

    /// <summary>The view in the syntax of named.conf.</summary>
    /// <param name="ownPort">The port of this server.</param>
    /// <param name="onPremisesPort">The port of the on-premises server.</param>
    public string Configuration(int ownPort, int onPremisesPort)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"view \"{Name}\" {{ match-clients {{ {Client ?? "any"}; }};\n");
        if (QuerySource is not null)
            text.Append(CultureInfo.InvariantCulture, $"  query-source address {QuerySource};\n");
        text.Append(CultureInfo.InvariantCulture, $"  recursion {(Forwards.Count > 0 ? "yes" : "no")};\n");
        foreach (var zone in Zones.Concat(PolicyZones))
            text.Append(CultureInfo.InvariantCulture, $"  zone \"{zone.Name}\" {{ type primary; file \"{PathOf(zone)}\"; }};\n");
        if (Policies.Count > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  response-policy {{ {string.Concat(PolicyZones.Select(zone => $"zone \"{zone.Name}\"; "))}}} recursive-only no qname-wait-recurse no;\n"
            );
        }

        foreach (var forward in Forwards)
        {
            var to = $"forward only; forwarders {{ 127.0.0.1 port {(forward.IsOnPremises ? onPremisesPort : ownPort)}; }};";

            // A zone of type forward applies only to names without a zone in the view. A stub zone takes precedence over these zones.
            text.Append("  ")
                .Append(forward.Domain == "." ? to : $"zone \"{forward.Domain}\" {{ type static-stub; server-addresses {{ 127.0.0.1; }}; {to} }};")
                .Append('\n');
        }

        return text.Append("};\n").ToString();
    }

    private string PathOf(DnsZone zone) => $"{Name}/{(zone.Name == "." ? "root" : zone.Name)}";
}

/// <summary>A domain that a view forwards.</summary>
/// <param name="Domain">The domain; <c>.</c> for all other names.</param>
/// <param name="IsOnPremises">True for the on-premises server; otherwise this server is queried from the view's address.</param>
internal sealed record DnsForward(string Domain, bool IsOnPremises);

/// <summary>A zone of a DNS server.</summary>
/// <param name="Name">Its name; <c>.</c> for the root.</param>
/// <param name="Records">Names without a final dot; types and values in the syntax of zone files.</param>
internal sealed record DnsZone(string Name, IReadOnlyList<(string Name, string Type, string Value)> Records)
{
    public string ToFile()
    {
        // The root zone needs an address for its name server; other zones use the one of the root.
        var head = Name == "." ? "@ NS ns.\nns. A 127.0.0.1\n" : "@ NS ns.\n";
        return $"$TTL 0\n@ SOA ns. ns. 1 60 60 60 0\n{head}{string.Concat(Records.Select(record => $"{record.Name}. {record.Type} {record.Value}\n"))}";
    }
}

/// <summary>A policy of a response-policy zone for a name.</summary>
/// <param name="Blocks">True when the response is NXDOMAIN; false when the query passes.</param>
/// <param name="Domain">The name; with the prefix <c>*.</c> the names below it, and <c>*</c> for all names.</param>
internal sealed record DnsPolicy(bool Blocks, string Domain)
{
    public DnsZone ToZone(string name) => new(name, [($"{Domain}.{name}", "CNAME", Blocks ? "." : "rpz-passthru.")]);
}
