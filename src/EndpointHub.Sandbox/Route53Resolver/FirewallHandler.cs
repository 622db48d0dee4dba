using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

/// <summary>What DNS Firewall's handlers share: the lists of an account in a Region, and the rule groups that it sees there, its own and those of who shares.</summary>
internal abstract class FirewallHandler(Call call) : ResolverHandler(call)
{
    protected IEnumerable<FirewallDomainList> OwnLists => World.FirewallDomainLists.All.Where(l => l.Account == Account && l.Region == Region);

    /// <exception cref="AwsException">There is none, or it is nobody's business of the caller's.</exception>
    protected FirewallRuleGroup Group(string id) =>
        World.FirewallRuleGroups.Find(id) is { } group && group.Region == Region && Rules.Show(group.OwnerId, Account)
            ? group
            : throw Missing($"The firewall rule group '{id}' does not exist.");

    /// <exception cref="AwsException">It is not the caller's to change.</exception>
    protected FirewallRuleGroup OwnGroup(string id) => Group(id) is { } group && group.OwnerId == Account
        ? group
        : throw new AwsException("AccessDeniedException", $"The firewall rule group '{id}' belongs to another account.");

    /// <summary>A list of the account's own.</summary>
    /// <exception cref="AwsException">There is none; what AWS's own lists hold is not shown, and not to be changed.</exception>
    protected FirewallDomainList List(string id) => OwnLists.FirstOrDefault(l => l.Id == id)
        ?? (ManagedLists.Has(id)
            ? throw new AwsException("AccessDeniedException", $"The firewall domain list '{id}' is managed by AWS.")
            : throw Missing($"The firewall domain list '{id}' does not exist."));

    /// <summary>Questions meet what a group has become.</summary>
    protected void Publish(FirewallRuleGroup group) => World.Dns.Publish(World.Now, group.Id!, [
        .. from rule in @group.Rules
           where rule.FirewallDomainListId is not null && rule.Qtype is null or "A" or "TYPE1"
           orderby rule.Priority
           select new FirewallPolicy(
               @group.Id!,
               rule.Action == "BLOCK",
               rule.FirewallDomainRedirectionAction == "TRUST_REDIRECTION_DOMAIN",
               [.. (World.FirewallDomainLists.Find(rule.FirewallDomainListId)?.Domains ?? []).Select(d => d.ToLowerInvariant())])]);

    protected static AwsException Invalid(string message) => new("ValidationException", message);

    protected static AwsException Conflict(string message) => new("ConflictException", message);
}
