using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Paging;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

/// <summary>Associations of Resolver rules with VPCs.</summary>
internal sealed class ResolverRuleAssociations(Call call) : RuleHandler(call)
{
    private static readonly ResolverFilters<ResolverRuleAssociation> Filters = new()
    {
        { "Name", a => a.Name },
        { "ResolverRuleId", a => a.ResolverRuleId },
        { "Status", a => a.Status },
        { "VPCId", a => a.VPCId },
    };

    private IEnumerable<ResolverRuleAssociation> Own => World.ResolverRuleAssociations.All.Where(a => a.Account == Account && a.Region == Region);

    /// <summary>The associations of the caller's VPCs, including the autodefined one of each VPC.</summary>
    private IEnumerable<ResolverRuleAssociation> Everything => [.. Net.Vpcs.All.Select(v => InternetResolver.AssociationOf(v.VpcId!)), .. Own];

    public ListResolverRuleAssociationsResponse ListResolverRuleAssociations(int? maxResults, string? nextToken, List<Filter> filters) =>
        new()
        {
            ResolverRuleAssociations = Filters.Apply(Everything, filters).Listed(maxResults, nextToken, out var next),
            NextToken = next,
            MaxResults = maxResults ?? Listing.Most,
        };

    public GetResolverRuleAssociationResponse GetResolverRuleAssociation(string resolverRuleAssociationId) =>
        new()
        {
            ResolverRuleAssociation =
                Everything.FirstOrDefault(a => a.Id == resolverRuleAssociationId)
                ?? throw Missing($"ResolverRuleAssociation '{resolverRuleAssociationId}' does not exist"),
        };

    public AssociateResolverRuleResponse AssociateResolverRule(string resolverRuleId, string? name, string vPCId)
    {
        Constraints.Name(name);
        if (resolverRuleId == InternetResolver.RuleId)
            throw Request("Cannot associate a rule that was defined by Resolver.");
        var rule = Rule(resolverRuleId);
        if (rule.Status == "DELETING")
            throw new AwsException("ResourceUnavailableException", $"Resolver rule '{rule.Id}' is being deleted.");
        if (!Net.Vpcs.Has(vPCId))
            throw new AwsException("InvalidParameterException", $"The vpc ID '{vPCId}' does not exist");
        // Observed as [RSLVR-00802], for another rule of the domain and for the same rule again.
        if (Own.FirstOrDefault(a => a.VPCId == vPCId && IsOfTheSameDomain(World.ResolverRules.Get(a.ResolverRuleId!), rule)) is { } other)
            throw Request($"Cannot associate rules with same domain name with same VPC. Conflict with resolver rule \"{other.ResolverRuleId}\"");
        var association = new ResolverRuleAssociation
        {
            Id = Ids.Resource("rslvr-rrassoc"),
            ResolverRuleId = rule.Id,
            Name = name,
            VPCId = vPCId,
            Status = "CREATING",
            StatusMessage = "Creating the association.",
            Account = Account,
            Region = Region,
        };
        World.ResolverRuleAssociations.Add(association.Id, association);
        World.After(
            Durations.ResolverChange,
            () =>
            {
                if (association.Status != "CREATING")
                    return;
                (association.Status, association.StatusMessage) = ("COMPLETE", "");
                if (RuleSource.Of(rule) is { } source)
                    World.Dns.Give(World.Now, vPCId, source);
            }
        );
        return new() { ResolverRuleAssociation = association };
    }

    /// <summary>The association stays in effect until it has been deleted.</summary>
    public DisassociateResolverRuleResponse DisassociateResolverRule(string vPCId, string resolverRuleId)
    {
        if (resolverRuleId == InternetResolver.RuleId)
            throw Request("Cannot disassociate a rule that was defined by Resolver.");
        var association =
            Own.FirstOrDefault(a => a.VPCId == vPCId && a.ResolverRuleId == resolverRuleId)
            ?? throw Missing($"Resolver Rule Association between Resolver Rule '{resolverRuleId}' and VPC '{vPCId}' does not exist");
        if (association.Status == "DELETING")
            return new() { ResolverRuleAssociation = association };
        (association.Status, association.StatusMessage) = ("DELETING", "Deleting Association");
        World.After(
            Durations.ResolverChange,
            () =>
            {
                World.ResolverRuleAssociations.Remove(association.Id!);
                World.Dns.Take(World.Now, vPCId, resolverRuleId);
            }
        );
        return new() { ResolverRuleAssociation = association };
    }

    private static bool IsOfTheSameDomain(ResolverRule one, ResolverRule other) =>
        one.Id == other.Id || (one.DomainName is { } domain && domain == other.DomainName);
}
