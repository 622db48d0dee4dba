using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Sandbox.Dns;

/// <summary>A zone or rule that would decide about the names of a domain in a VPC.</summary>
/// <param name="IsOwn">Whether the VPC has it itself, not by a Profile.</param>
internal sealed record Claim(string Domain, DnsSource Source, bool IsOwn);

/// <summary>Who decides about a name in a VPC.</summary>
internal static class Deciding
{
    /// <summary>
    /// The most specific domain alone: nothing falls through from it to a wider one, nor to public DNS (hosted-zone-private-considerations;
    /// for rules resolver-overview-forward-vpc-to-network, and resolver-overview-forward-vpc-to-network-autodefined-rules for zones beneath
    /// them). Null: nobody here does, the Internet's answer stands.
    /// </summary>
    /// <remarks>A system rule, be it the most specific, leaves the name to the VPC's own resolver, which asks the zones as if there were no rules.</remarks>
    public static DnsSource? About(string name, IEnumerable<Claim> claims, Rules rules)
    {
        var concerned = claims.Where(c => DnsName.IsIn(name, c.Domain)).ToList();
        var first = First(concerned, rules);
        return first is RuleSource { Forwards: false } ? First(concerned.Where(c => c.Source is ZoneSource), rules) : first;
    }

    /// <summary>Of one name, a rule goes before a zone (hosted-zone-private-considerations), and what the VPC has before what its Profile brings (profiles); then the newest.</summary>
    private static DnsSource? First(IEnumerable<Claim> claims, Rules rules) => claims.Reverse().OrderByDescending(c => c.Domain.Length)
        .ThenByDescending(c => rules.ProfileRuleBeatsOwnZone ? (c.Source is RuleSource, c.IsOwn) : (c.IsOwn, c.Source is RuleSource))
        .Select(c => c.Source).FirstOrDefault();
}
