using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Paging;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

/// <summary>
/// The rules of a group. A rule has a domain list or a threat protection of DNS Firewall Advanced, which matches no name in this sandbox.
/// </summary>
internal sealed class FirewallRules(Call call) : FirewallHandler(call)
{
    public ListFirewallRulesResponse ListFirewallRules(
        string firewallRuleGroupId,
        int? priority,
        string? action,
        int? maxResults,
        string? nextToken
    ) =>
        new()
        {
            FirewallRules = Group(firewallRuleGroupId)
                .Rules.Where(r => (priority is null || r.Priority == priority) && (action is null || r.Action == action))
                .OrderBy(r => r.Priority)
                .Listed(maxResults, nextToken, out var next),
            NextToken = next,
        };

    public CreateFirewallRuleResponse CreateFirewallRule(
        string creatorRequestId,
        string firewallRuleGroupId,
        string? firewallDomainListId,
        int priority,
        string action,
        string? blockResponse,
        string? blockOverrideDomain,
        string? blockOverrideDnsType,
        int? blockOverrideTtl,
        string name,
        string? firewallDomainRedirectionAction,
        string? qtype,
        string? dnsThreatProtection,
        string? confidenceThreshold
    )
    {
        Constraints.Length("creatorRequestId", creatorRequestId, 1, 255);
        Constraints.Length("qtype", qtype, 1, 16);
        Constraints.Length("blockOverrideDomain", blockOverrideDomain, 1, 255);
        Constraints.Range("blockOverrideTtl", blockOverrideTtl, 0, 604800);
        Constraints.Name(name);
        var group = OwnGroup(firewallRuleGroupId);
        if (firewallDomainListId is not null && !ManagedLists.Has(firewallDomainListId))
            List(firewallDomainListId);
        if ((firewallDomainListId is null) == (dnsThreatProtection is null))
            throw Invalid("Specify either FirewallDomainListId or DnsThreatProtection.");
        if ((dnsThreatProtection is null) != (confidenceThreshold is null))
            throw Invalid("ConfidenceThreshold is required with DnsThreatProtection and is not allowed without it.");
        if (dnsThreatProtection is not null && (action == "ALLOW" || qtype is not null || firewallDomainRedirectionAction is not null))
            throw Invalid("With DnsThreatProtection, the action ALLOW, Qtype and FirewallDomainRedirectionAction are not allowed.");
        if ((action == "BLOCK") != (blockResponse is not null))
            throw Invalid("BlockResponse is required for the action BLOCK and is not allowed for other actions.");
        var overrides = blockResponse == "OVERRIDE";
        if (
            (blockOverrideDomain is not null) != overrides
            || (blockOverrideDnsType is not null) != overrides
            || (blockOverrideTtl is not null) != overrides
        )
        {
            throw Invalid(
                "BlockOverrideDomain, BlockOverrideDnsType and BlockOverrideTtl are required for the block response OVERRIDE and are not allowed otherwise."
            );
        }

        if (group.Rules.Exists(r => r.Priority == priority))
            throw Invalid($"The priority {priority} is already used in the firewall rule group '{group.Id}'.");
        if (firewallDomainListId is not null && group.Rules.Exists(r => r.FirewallDomainListId == firewallDomainListId && r.Qtype == qtype))
            throw Invalid($"The firewall rule group '{group.Id}' already has a rule for the domain list '{firewallDomainListId}'.");
        var rule = new FirewallRule
        {
            FirewallRuleGroupId = group.Id,
            FirewallDomainListId = firewallDomainListId,
            FirewallThreatProtectionId = dnsThreatProtection is null ? null : Ids.Resource("rslvr-ftp"),
            Name = name,
            Priority = priority,
            Action = action,
            BlockResponse = blockResponse,
            BlockOverrideDomain = blockOverrideDomain,
            BlockOverrideDnsType = blockOverrideDnsType,
            BlockOverrideTtl = blockOverrideTtl,
            CreatorRequestId = creatorRequestId,
            CreationTime = Now,
            ModificationTime = Now,
            FirewallDomainRedirectionAction = dnsThreatProtection is null ? firewallDomainRedirectionAction ?? "INSPECT_REDIRECTION_DOMAIN" : null,
            Qtype = qtype,
            DnsThreatProtection = dnsThreatProtection,
            ConfidenceThreshold = confidenceThreshold,
        };
        group.Rules.Add(rule);
        Publish(group);
        return new() { FirewallRule = rule };
    }

    public DeleteFirewallRuleResponse DeleteFirewallRule(
        string firewallRuleGroupId,
        string? firewallDomainListId,
        string? firewallThreatProtectionId,
        string? qtype
    )
    {
        var group = OwnGroup(firewallRuleGroupId);
        if ((firewallDomainListId is null) == (firewallThreatProtectionId is null))
            throw Invalid("Specify either FirewallDomainListId or FirewallThreatProtectionId.");
        var rule =
            group.Rules.Find(r =>
                r.FirewallDomainListId == firewallDomainListId && r.FirewallThreatProtectionId == firewallThreatProtectionId && r.Qtype == qtype
            ) ?? throw Missing($"The firewall rule group '{group.Id}' has no such rule.");
        group.Rules.Remove(rule);
        Publish(group);
        return new() { FirewallRule = rule };
    }
}
