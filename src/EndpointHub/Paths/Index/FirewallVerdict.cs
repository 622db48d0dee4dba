using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>The result of DNS Firewall for the query for one name.</summary>
/// <param name="Outcome">The result.</param>
/// <param name="By">The match that decides, or that makes the result unknown; null when nothing matches.</param>
/// <param name="MayTrust">True if the allowing rule may be one that trusts the redirection chain.</param>
/// <param name="MayInspect">True if it may be allowed without such trust.</param>
internal sealed record FirewallVerdict(FirewallOutcome Outcome, FirewallMatch? By, bool MayTrust, bool MayInspect);

internal enum FirewallOutcome
{
    Passes,
    Blocks,
    Open,
}

/// <summary>A rule that matches, or may match.</summary>
/// <param name="Filter">Its rule group.</param>
/// <param name="Rule">The rule; null for all rules of a group that was not read.</param>
/// <param name="Specification">The matching specification of the rule's domain list; null when the list was not read.</param>
/// <param name="IsCertain">True if the rule certainly matches and is effective, so that later rules are not evaluated.</param>
internal sealed record FirewallMatch(FirewallFilter Filter, FirewallRule? Rule, string? Specification, bool IsCertain)
{
    public bool MayBlock => Rule?.Action is null or FirewallAction.Block;

    public bool MayPass => Rule?.Action is not FirewallAction.Block;
}
