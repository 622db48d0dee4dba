using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Paging;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

internal sealed class ResolverRules(Call call) : RuleHandler(call)
{
    private static readonly ResolverFilters<ResolverRule> Filters = new()
    {
        { "CreatorRequestId", r => r.CreatorRequestId },
        { "DomainName", r => r.DomainName },
        { "Name", r => r.Name },
        { "ResolverEndpointId", r => r.ResolverEndpointId },
        { "Status", r => r.Status },
        { "Type", r => r.RuleType },
    };

    public ListResolverRulesResponse ListResolverRules(int? maxResults, string? nextToken, List<Filter> filters) =>
        new()
        {
            ResolverRules = Filters
                .Apply([InternetResolver.RuleIn(Region), .. VisibleRules.Select(Seen)], filters)
                .Listed(maxResults, nextToken, out var next),
            NextToken = next,
            MaxResults = maxResults ?? Listing.Most,
        };

    public GetResolverRuleResponse GetResolverRule(string resolverRuleId) =>
        new() { ResolverRule = resolverRuleId == InternetResolver.RuleId ? InternetResolver.RuleIn(Region) : Seen(Rule(resolverRuleId)) };

    /// <summary>Several rules can have the same domain, but a VPC can be associated with only one of them.</summary>
    public CreateResolverRuleResponse CreateResolverRule(
        string creatorRequestId,
        string? name,
        string ruleType,
        string? domainName,
        List<TargetAddress> targetIps,
        string? resolverEndpointId,
        string? delegationRecord
    )
    {
        Constraints.Length("creatorRequestId", creatorRequestId, 1, 255);
        Constraints.Name(name);
        Constraints.Length("domainName", domainName, 1, 256);
        Constraints.Length("delegationRecord", delegationRecord, 1, 256);
        var draft = new RuleDraft(ruleType, domainName, targetIps, resolverEndpointId, delegationRecord);
        draft.Check();
        if (World.ResolverRules.All.Any(r => r.OwnerId == Account && r.Region == Region && r.CreatorRequestId == creatorRequestId))
            throw new AwsException("ResourceExistsException", $"Resolver rule with creator request ID '{creatorRequestId}' already exists");
        var id = Ids.Resource("rslvr-rr");
        var rule = new ResolverRule
        {
            Id = id,
            CreatorRequestId = creatorRequestId,
            Arn = $"arn:{PartitionName}:route53resolver:{Region}:{Account}:resolver-rule/{id}",
            DomainName = draft.Domain,
            DelegationRecord = draft.Delegation,
            Status = "COMPLETE",
            StatusMessage = "Successfully created Resolver Rule.",
            RuleType = ruleType,
            Name = name,
            TargetIps = draft.Targets,
            ResolverEndpointId = resolverEndpointId,
            OwnerId = Account,
            CreationTime = Now,
            ModificationTime = Now,
            Region = Region,
        };
        World.ResolverRules.Add(id, rule);
        return new() { ResolverRule = Seen(rule) };
    }

    /// <summary>The rule must not be associated with any VPC of any account.</summary>
    public DeleteResolverRuleResponse DeleteResolverRule(string resolverRuleId)
    {
        if (resolverRuleId == InternetResolver.RuleId)
            throw Request("Cannot delete a rule that was defined by Resolver.");
        var rule = Rule(resolverRuleId);
        if (rule.OwnerId != Account)
            throw new AwsException("AccessDeniedException", $"The resolver rule '{rule.Id}' belongs to another account.");
        if (World.ResolverRuleAssociations.All.Any(a => a.ResolverRuleId == rule.Id) || (Rules.ProfileKeepsItsRules && Holders(rule).Any()))
            throw new AwsException("ResourceInUseException", "Please disassociate this resolver rule from VPC first before deleting");
        if (rule.Status == "DELETING")
            return new() { ResolverRule = Seen(rule) };
        rule.Status = "DELETING";
        rule.StatusMessage = "Deleting Resolver Rule.";
        World.After(
            Durations.ResolverChange,
            () =>
            {
                World.ResolverRules.Remove(rule.Id!);
                foreach (var profileId in Holders(rule))
                    World.Dns.Take(World.Now, profileId, rule.Id!);
            }
        );
        return new() { ResolverRule = Seen(rule) };
    }

    /// <summary>The ids of the Profiles of all accounts that the rule is associated with.</summary>
    private IEnumerable<string> Holders(ResolverRule rule) =>
        World.ProfileResources.All.Where(r => r.ResourceArn == rule.Arn).Select(r => r.ProfileId!);
}
