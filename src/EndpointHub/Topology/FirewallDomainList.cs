using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A domain list of DNS Firewall rules.</summary>
internal sealed record FirewallDomainList : Resource
{
    /// <summary>
    /// Its domains, in lower case without a final dot. A name matches itself only. An asterisk at the start matches any text before the rest
    /// (Resolver developer guide, managing your own domain lists). Empty for an AWS managed list, which cannot be read. Such lists contain malware
    /// and similar domains, and are assumed to contain no names of AWS services (the same guide, managed domain lists).
    /// </summary>
    public ValueList<string> Domains { get; init; } = ValueList<string>.Empty;
}
