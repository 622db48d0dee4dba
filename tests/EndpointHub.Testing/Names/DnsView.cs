using System.Globalization;
using System.Text;

namespace EndpointHub.Testing.Names;

/// <summary>What one client is answered.</summary>
/// <param name="Name">What its files are kept under.</param>
/// <param name="Client">The loopback address that the client asks from; null for every client.</param>
/// <param name="AsksFrom">The loopback address that the view asks others from, which decides what these answer; null where it asks nobody.</param>
/// <param name="Zones">What it answers itself.</param>
/// <param name="Forwards">Domains that it asks others about.</param>
internal sealed record DnsView(string Name, string? Client, string? AsksFrom, IReadOnlyList<DnsZone> Zones, IReadOnlyList<DnsForward> Forwards)
{
    /// <summary>What questions come past before anything else is looked at: the first that matches decides.</summary>
    public IReadOnlyList<DnsPolicy> Policies { get; init; } = [];

    /// <summary>Whether it has the server ask itself about a domain, below one that is forwarded elsewhere.</summary>
    public bool Relays => Forwards.Any(forward => forward is { IsOnPremises: false, Domain: not "." });

    /// <summary>The zone files, by their paths.</summary>
    public IEnumerable<(string Path, string Text)> Files => Zones.Concat(PolicyZones).Select(zone => (PathOf(zone), zone.ToFile()));

    // A zone each, for BIND goes through response-policy zones in their order. In one zone a name would hide the wildcards above it (RFC 4592).
    private IReadOnlyList<DnsZone> PolicyZones => [.. Policies.Select((policy, at) => policy.ToZone($"policy-{at + 1}"))];

    /// <summary>The view as named.conf has it.</summary>
    /// <param name="ownPort">Where the server itself listens.</param>
    /// <param name="onPremisesPort">Where the other server listens.</param>
    public string Configuration(int ownPort, int onPremisesPort)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"view \"{Name}\" {{ match-clients {{ {Client ?? "any"}; }};\n");
        if (AsksFrom is not null)
            text.Append(CultureInfo.InvariantCulture, $"  query-source address {AsksFrom};\n");
        text.Append(CultureInfo.InvariantCulture, $"  recursion {(Forwards.Count > 0 ? "yes" : "no")};\n");
        foreach (var zone in Zones.Concat(PolicyZones))
            text.Append(CultureInfo.InvariantCulture, $"  zone \"{zone.Name}\" {{ type primary; file \"{PathOf(zone)}\"; }};\n");
        if (Policies.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"  response-policy {{ {string.Concat(PolicyZones.Select(zone => $"zone \"{zone.Name}\"; "))}}} recursive-only no qname-wait-recurse no;\n");
        foreach (var forward in Forwards)
        {
            var to = $"forward only; forwarders {{ 127.0.0.1 port {(forward.IsOnPremises ? onPremisesPort : ownPort)}; }};";

            // A zone of type forward is asked only where no zone of the view's own covers the name. A stub cuts its domain out of those.
            text.Append("  ").Append(forward.Domain == "." ? to : $"zone \"{forward.Domain}\" {{ type static-stub; server-addresses {{ 127.0.0.1; }}; {to} }};").Append('\n');
        }

        return text.Append("};\n").ToString();
    }

    private string PathOf(DnsZone zone) => $"{Name}/{(zone.Name == "." ? "root" : zone.Name)}";
}

/// <summary>A domain that a view asks another server about.</summary>
/// <param name="Domain">The domain; <c>.</c> for everything else.</param>
/// <param name="IsOnPremises">Whether the customer's server is asked, else this one from the view's address.</param>
internal sealed record DnsForward(string Domain, bool IsOnPremises);

/// <summary>A zone that a server answers for.</summary>
/// <param name="Name">Its name; <c>.</c> for the root.</param>
/// <param name="Records">Names without a final dot, types and values as zone files have them.</param>
internal sealed record DnsZone(string Name, IReadOnlyList<(string Name, string Type, string Value)> Records)
{
    public string ToFile()
    {
        // The root needs an address for its name server; others may leave it to the root.
        var head = Name == "." ? "@ NS ns.\nns. A 127.0.0.1\n" : "@ NS ns.\n";
        return $"$TTL 0\n@ SOA ns. ns. 1 60 60 60 0\n{head}{string.Concat(Records.Select(record => $"{record.Name}. {record.Type} {record.Value}\n"))}";
    }
}

/// <summary>What becomes of questions for a name, as response-policy zones have it.</summary>
/// <param name="Blocks">Whether they are answered that there is no such name, else let through.</param>
/// <param name="Domain">The name; with <c>*.</c> in front what is below it, and <c>*</c> for all.</param>
internal sealed record DnsPolicy(bool Blocks, string Domain)
{
    public DnsZone ToZone(string name) => new(name, [($"{Domain}.{name}", "CNAME", Blocks ? "." : "rpz-passthru.")]);
}
