using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Dns;

/// <summary>What a VPC's resolver, or a Profile, has to go by.</summary>
internal abstract record DnsSource(string Id);

/// <summary>A private zone.</summary>
internal sealed record ZoneSource(string Id, string Name) : DnsSource(Id);

/// <summary>A Resolver rule: it forwards the names of its domain to servers elsewhere, or spares them from rules.</summary>
internal sealed record RuleSource(string Id, string Domain, string Owner, bool Forwards) : DnsSource(Id)
{
    /// <returns>Null for a delegation rule: it concerns answers that refer to other name servers, not names.</returns>
    public static RuleSource? Of(ResolverRule rule) =>
        rule.RuleType == "DELEGATE" ? null : new(rule.Id!, rule.DomainName!, rule.OwnerId!, rule.RuleType == "FORWARD");
}

/// <summary>An interface endpoint, for the managed zones of its private names while it has some.</summary>
internal sealed record EndpointSource(string Id) : DnsSource(Id);

/// <summary>A DNS Firewall rule group, the lowest number first.</summary>
internal sealed record FirewallSource(string Id, int Priority) : DnsSource(Id);

/// <summary>A Profile, for all that it holds.</summary>
internal sealed record ProfileSource(string Id) : DnsSource(Id);
