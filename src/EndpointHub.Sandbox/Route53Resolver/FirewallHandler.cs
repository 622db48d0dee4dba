using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

/// <summary>The base of DNS Firewall's handlers: the domain lists of the account in the Region, and its own and shared rule groups.</summary>
internal abstract class FirewallHandler(Call call) : ResolverHandler(call)
{
    protected IEnumerable<FirewallDomainList> OwnLists => World.FirewallDomainLists.All.Where(l => l.Account == Account && l.Region == Region);

    /// <exception cref="AwsException">It does not exist or is not visible to the caller.</exception>
    protected FirewallRuleGroup Group(string id) =>
        World.FirewallRuleGroups.Find(id) is { } group && group.Region == Region && Rules.Show(group.OwnerId, Account)
            ? group
            : throw Missing($"The firewall rule group '{id}' does not exist.");

    /// <exception cref="AwsException">It belongs to another account, or is not visible to the caller.</exception>
    protected FirewallRuleGroup OwnGroup(string id) =>
        Group(id) is { } group && group.OwnerId == Account
            ? group
            : throw new AwsException("AccessDeniedException", $"The firewall rule group '{id}' belongs to another account.");

    /// <summary>Finds a domain list of the account.</summary>
    /// <exception cref="AwsException">It does not exist, or it is managed by AWS; such lists can be neither read nor changed.</exception>
    protected FirewallDomainList List(string id) =>
        OwnLists.FirstOrDefault(l => l.Id == id)
        ?? (
            ManagedLists.Has(id)
                ? throw new AwsException("AccessDeniedException", $"The firewall domain list '{id}' is managed by AWS.")
                : throw Missing($"The firewall domain list '{id}' does not exist.")
        );

    /// <summary>Puts the present rules of the group into effect for queries.</summary>
    protected void Publish(FirewallRuleGroup group) =>
        World.Dns.Publish(
            World.Now,
            group.Id!,
            [
                .. from rule in @group.Rules
                where rule.FirewallDomainListId is not null && rule.Qtype is null or "A" or "TYPE1"
                orderby rule.Priority
                select new FirewallPolicy(
                    @group.Id!,
                    rule.Action == "BLOCK",
                    rule.FirewallDomainRedirectionAction == "TRUST_REDIRECTION_DOMAIN",
                    [.. (World.FirewallDomainLists.Find(rule.FirewallDomainListId)?.Domains ?? []).Select(d => d.ToLowerInvariant())]
                ),
            ]
        );

    protected static AwsException Invalid(string message) => new("ValidationException", message);

    protected static AwsException Conflict(string message) => new("ConflictException", message);
}
