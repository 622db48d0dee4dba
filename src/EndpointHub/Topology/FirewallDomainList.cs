namespace EndpointHub.Topology;

/// <summary>A list of domains that DNS Firewall's rules name.</summary>
public sealed record FirewallDomainList : Resource
{
    /// <summary>
    /// What it holds, in lower case without a final dot: names, each for itself alone, and those with an asterisk in front, which stands for whatever
    /// comes before the rest (Resolver developer guide, managing your own domain lists).
    /// </summary>
    public ValueList<string> Domains { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// Whether AWS keeps it. What such a list holds cannot be seen, so <see cref="Domains"/> is empty; it is of malware and the like, and is taken to hold
    /// no names of AWS's own services (Resolver developer guide, managed domain lists).
    /// </summary>
    public bool IsManaged { get; init; }
}
