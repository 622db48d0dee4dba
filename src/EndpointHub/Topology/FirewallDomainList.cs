using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A list of domains that DNS Firewall's rules name.</summary>
internal sealed record FirewallDomainList : Resource
{
    /// <summary>
    /// What it holds, in lower case without a final dot: names, each for itself alone, and those with an asterisk in front, which stands for whatever
    /// comes before the rest (Resolver developer guide, managing your own domain lists). Empty for a list that AWS keeps, which cannot be seen: it is of
    /// malware and the like, and is taken to hold no names of AWS's own services (the same, managed domain lists).
    /// </summary>
    public ValueList<string> Domains { get; init; } = ValueList<string>.Empty;
}
