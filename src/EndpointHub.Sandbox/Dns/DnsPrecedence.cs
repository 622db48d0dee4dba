using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Sandbox.Dns;

/// <summary>A zone or rule that applies to the names of a domain in a VPC.</summary>
/// <param name="IsOwn">True if it is associated with the VPC directly, false if through a Profile.</param>
internal sealed record Claim(string Domain, DnsSource Source, bool IsOwn);

/// <summary>The precedence of zones and Resolver rules: which of them answers a name in a VPC.</summary>
internal static class DnsPrecedence
{
    /// <summary>
    /// Finds the zone or rule with the most specific domain. A name that it does not contain is not looked up in a less specific one, nor in public
    /// DNS (hosted-zone-private-considerations; for rules resolver-overview-forward-vpc-to-network, and for zones beneath them
    /// resolver-overview-forward-vpc-to-network-autodefined-rules). Null: no zone or rule applies, public DNS answers.
    /// </summary>
    /// <remarks>If the most specific is a SYSTEM rule, the VPC's resolver answers from the zones as if there were no rules.</remarks>
    public static DnsSource? About(string name, IEnumerable<Claim> claims, Rules rules)
    {
        var concerned = claims.Where(c => DnsName.IsIn(name, c.Domain)).ToList();
        var first = First(concerned, rules);
        return first is RuleSource { Forwards: false } ? First(concerned.Where(c => c.Source is ZoneSource), rules) : first;
    }

    /// <summary>
    /// For equal domains, a rule takes precedence over a zone (hosted-zone-private-considerations), and the VPC's own over that of its Profile
    /// (profiles); then the newest.
    /// </summary>
    private static DnsSource? First(IEnumerable<Claim> claims, Rules rules) =>
        claims
            .Reverse()
            .OrderByDescending(c => c.Domain.Length)
            .ThenByDescending(c => rules.ProfileRuleBeatsOwnZone ? (c.Source is RuleSource, c.IsOwn) : (c.IsOwn, c.Source is RuleSource))
            .Select(c => c.Source)
            .FirstOrDefault();
}
