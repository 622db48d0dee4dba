using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Dns;

/// <summary>A resource that affects name resolution and can be associated with a VPC or a Profile.</summary>
internal abstract record DnsSource(string Id);

/// <summary>A private zone.</summary>
internal sealed record ZoneSource(string Id, string Name) : DnsSource(Id);

/// <summary>A Resolver rule: FORWARD sends the names of its domain to other servers, SYSTEM exempts them from less specific rules.</summary>
internal sealed record RuleSource(string Id, string Domain, string Owner, bool Forwards) : DnsSource(Id)
{
    /// <returns>Null for a delegation rule: it concerns answers that refer to other name servers, not names.</returns>
    public static RuleSource? Of(ResolverRule rule) =>
        rule.RuleType == "DELEGATE" ? null : new(rule.Id!, rule.DomainName!, rule.OwnerId!, rule.RuleType == "FORWARD");
}

/// <summary>An interface endpoint, which stands for the managed zones of its private names while they exist.</summary>
internal sealed record EndpointSource(string Id) : DnsSource(Id);

/// <summary>A DNS Firewall rule group; the lowest priority number is evaluated first.</summary>
internal sealed record FirewallSource(string Id, int Priority) : DnsSource(Id);

/// <summary>A Profile, which stands for all its resources.</summary>
internal sealed record ProfileSource(string Id) : DnsSource(Id);
