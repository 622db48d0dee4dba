using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using static EndpointHub.Paths.Verdicts.FindingCode;

namespace EndpointHub.Paths.Names;

/// <summary>What can be the matter with a name at a VPC's DNS Firewall, each in one place.</summary>
internal static class FirewallFindings
{
    public static Finding Blocks(FirewallMatch match, string vpcId, TestedName tested) => new(
        DnsFirewallBlocks, match.Filter.GroupId,
        $"blocks {tested.Name} in {vpcId}{Via(match)}: rule {match.Rule!.Name} has {match.Specification} in {match.Rule.DomainListId}.",
        NameRemedies.LetThrough(match, tested));

    public static Finding Uncertain(FirewallMatch match, string vpcId, string name) => match switch
    {
        { Rule: null } => Open(
            match, vpcId, name, "and its rules could not be read",
            $"Give credentials that may read it: aws route53resolver list-firewall-rules --firewall-rule-group-id {match.Filter.GroupId}"),
        { Specification: null } => Open(
            match, vpcId, name, $"and {match.Rule.DomainListId} of its rule {match.Rule.Name}, which may hold the name, could not be read",
            "Allow route53resolver:ListFirewallDomainLists and ListFirewallDomains, and where the list is another account's give credentials of it: "
            + $"aws route53resolver list-firewall-domains --firewall-domain-list-id {match.Rule.DomainListId}"),
        { Filter: { IsSettled: false } filter } => Open(
            match, vpcId, name, ResolverState.IsChanging(filter.State)
                ? "and is just being associated, changed or taken away"
                : $"and is {filter.State}, and AWS does not say what is in force then",
            (filter.Through is { } profile
                ? $"aws route53profiles list-profile-associations --profile-id {profile.ProfileId}, and list-profile-resource-associations, show "
                : $"aws route53resolver list-firewall-rule-group-associations --vpc-id {vpcId} shows ")
            + NameRemedies.Awaiting(filter.State)),
        { Specification: var specification } when specification == "*" + name => Open(
            match, vpcId, name, $"and {match.Rule.DomainListId} of its rule {match.Rule.Name} has {specification}, and AWS does not say whether that is {name}, too",
            $"Have {match.Rule.DomainListId} say what is meant: {name} by itself, or *.{name} without it."),
        { IsCertain: true } => Open(
            match, vpcId, name, $"by rule {match.Rule.Name}, while another group blocks it; which of a VPC's and a Profile's groups goes first cannot be told",
            "Have the groups of the VPC and of its Profiles agree about the name."),
        _ => Open(
            match, vpcId, name, $"and its rule {match.Rule.Name} looks at the first name of a chain only, of which this is a later one",
            Redirections(match, "INSPECT")),
    };

    /// <summary>The name comes through, and what it leads on to would not.</summary>
    public static Finding LedOn(FirewallMatch block, FirewallMatch? first, string vpcId, string name, string next) => new(
        DnsFirewallUncertain, block.Filter.GroupId,
        $"lets {name} through in {vpcId}{Via(block)} and would block {next}, which it leads on to; whether that is looked at cannot be told.",
        first is { Rule.DomainListId: not null }
            ? Redirections(first, "TRUST")
            : NameRemedies.LetThrough(block, new TestedName(next, IsUnderWildcard: false)));

    private static Finding Open(FirewallMatch match, string vpcId, string name, string why, string remedy) => new(
        DnsFirewallUncertain, match.Filter.GroupId,
        $"filters names in {vpcId}{Via(match)}, {why}; whether {name} comes through cannot be told.",
        remedy);

    // A rule is told by its list, and by its type of question where it has one (Resolver API reference, UpdateFirewallRule).
    private static string Redirections(FirewallMatch match, string action) =>
        $"aws route53resolver update-firewall-rule --firewall-rule-group-id {match.Filter.GroupId} --firewall-domain-list-id {match.Rule!.DomainListId} "
        + (match.Rule.QueryType is { } type ? $"--qtype {type} " : "") + $"--firewall-domain-redirection-action {action}_REDIRECTION_DOMAIN";

    private static string Via(FirewallMatch match) => match.Filter.Through is null ? "" : $" through {match.Filter.Through.ProfileId}";
}
