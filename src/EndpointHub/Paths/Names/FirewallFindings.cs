using EndpointHub.Errors;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Paths.Verdicts.FindingCode;

namespace EndpointHub.Paths.Names;

/// <summary>The findings about a name at a VPC's DNS Firewall, each in one place.</summary>
internal static class FirewallFindings
{
    public static Finding Blocks(FirewallMatch match, string vpcId, TestedName tested) =>
        NameRemedies.LetThrough(
            new(
                DnsFirewallBlocks,
                match.Filter.GroupId,
                $"blocks {tested.Name} in {vpcId}{Via(match)}: rule {match.Rule!.Name} has {match.Specification} in {match.Rule.DomainListId}."
            ),
            match,
            tested
        );

    public static Finding Uncertain(FirewallMatch match, string vpcId, string name) =>
        match switch
        {
            { Rule: null } => Open(
                match,
                vpcId,
                name,
                "and its rules could not be read",
                "Give credentials that may read them, then test again.",
                Rules(match)
            ),
            { Specification: null } => Open(
                match,
                vpcId,
                name,
                $"and {match.Rule.DomainListId} of its rule {match.Rule.Name}, which may hold the name, could not be read",
                "Allow route53resolver:ListFirewallDomainLists and ListFirewallDomains, and give credentials of the account that owns the list where that is another one.",
                Aws($"route53resolver list-firewall-domains --firewall-domain-list-id {match.Rule.DomainListId}")
            ),
            { Filter: { IsSettled: false } filter } => Open(
                match,
                vpcId,
                name,
                ResolverState.IsChanging(filter.State)
                    ? "and is being associated, changed or removed"
                    : $"and is {filter.State}, and AWS does not say what is in force then",
                NameRemedies.Awaiting(filter.State),
                filter.Through is { } profile
                    ? Aws($"route53profiles list-profile-associations --profile-id {profile.ProfileId}")
                        .Then(Aws($"route53profiles list-profile-resource-associations --profile-id {profile.ProfileId}"))
                    : Aws($"route53resolver list-firewall-rule-group-associations --vpc-id {vpcId}")
            ),
            { Specification: var specification } when specification == "*" + name => Open(
                match,
                vpcId,
                name,
                $"and {match.Rule.DomainListId} of its rule {match.Rule.Name} has {specification}, and AWS does not say whether that is {name}, too",
                $"Let {match.Rule.DomainListId} say what is meant: {name} by itself, or *.{name} without it.",
                Aws($"route53resolver list-firewall-domains --firewall-domain-list-id {match.Rule.DomainListId}")
            ),
            { IsCertain: true } => Open(
                match,
                vpcId,
                name,
                $"by rule {match.Rule.Name}, while another group blocks it; it is unknown which of a VPC's and a Profile's groups goes first",
                "Let the groups of the VPC and of its Profiles agree about the name.",
                Aws($"route53resolver list-firewall-rule-group-associations --vpc-id {vpcId}")
            ),
            _ => Open(
                match,
                vpcId,
                name,
                $"and its rule {match.Rule.Name} looks at the first name of a chain only, of which this is a later one",
                advice: null,
                Redirections(match, "INSPECT")
            ),
        };

    /// <summary>The name passes, and what it leads on to would not.</summary>
    public static Finding LedOn(FirewallMatch block, FirewallMatch? first, string vpcId, string name, string next)
    {
        var finding = new Finding(
            DnsFirewallUncertain,
            block.Filter.GroupId,
            $"lets {name} through in {vpcId}{Via(block)} and would block {next}, which it leads on to; it is unknown whether that is looked at."
        );
        return first is { Rule.DomainListId: not null }
            ? finding with
            {
                CommandLine = Redirections(first, "TRUST"),
            }
            : NameRemedies.LetThrough(finding, block, new TestedName(next, IsUnderWildcard: false));
    }

    private static Finding Open(FirewallMatch match, string vpcId, string name, string why, string? advice, CommandLine command) =>
        new(DnsFirewallUncertain, match.Filter.GroupId, $"filters names in {vpcId}{Via(match)}, {why}; it is unknown whether {name} passes.", advice)
        {
            CommandLine = command,
        };

    private static CommandLine Rules(FirewallMatch match) =>
        Aws($"route53resolver list-firewall-rules --firewall-rule-group-id {match.Filter.GroupId}");

    // A rule is told by its list, and by its type of question where it has one (Resolver API reference, UpdateFirewallRule).
    private static CommandLine Redirections(FirewallMatch match, string action)
    {
        var (group, list, redirection) = (match.Filter.GroupId, match.Rule!.DomainListId, $"{action}_REDIRECTION_DOMAIN");
        return match.Rule.QueryType is { } type
            ? Aws(
                $"route53resolver update-firewall-rule --firewall-rule-group-id {group} --firewall-domain-list-id {list} --qtype {type} --firewall-domain-redirection-action {redirection}"
            )
            : Aws(
                $"route53resolver update-firewall-rule --firewall-rule-group-id {group} --firewall-domain-list-id {list} --firewall-domain-redirection-action {redirection}"
            );
    }

    private static string Via(FirewallMatch match) => match.Filter.Through is null ? "" : $" through {match.Filter.Through.ProfileId}";
}
