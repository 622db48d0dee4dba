using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>What becomes of the question for one name.</summary>
/// <param name="Outcome">True if it comes through.</param>
/// <param name="By">What decides, or leaves it open; null when nothing matches.</param>
/// <param name="MayTrust">True if the rule that lets it through may be one that trusts whatever the name leads on to.</param>
/// <param name="MayInspect">True if it may be let through without such trust.</param>
internal sealed record FirewallVerdict(FirewallOutcome Outcome, FirewallMatch? By, bool MayTrust, bool MayInspect);

internal enum FirewallOutcome
{
    Passes,
    Blocks,
    Open,
}

/// <summary>A rule that matches, or may.</summary>
/// <param name="Filter">The group that it is in.</param>
/// <param name="Rule">The rule; null for all those of a group that was not read.</param>
/// <param name="Specification">What of the rule's list matches; null when the list was not read.</param>
/// <param name="IsCertain">True if the rule is sure to match and to be in force, so that no later one of its group's order is looked at.</param>
internal sealed record FirewallMatch(FirewallFilter Filter, FirewallRule? Rule, string? Specification, bool IsCertain)
{
    public bool MayBlock => Rule?.Action is null or FirewallAction.Block;

    public bool MayPass => Rule?.Action is not FirewallAction.Block;
}
