using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Paging;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

internal sealed class FirewallDomainLists(Call call) : FirewallHandler(call)
{
    /// <summary>The largest MaxResults according to the service model; other lists have 100.</summary>
    private const int MostDomains = 5000;

    public CreateFirewallDomainListResponse CreateFirewallDomainList(string creatorRequestId, string name)
    {
        Constraints.Length("creatorRequestId", creatorRequestId, 1, 255);
        Constraints.Name(name);
        if (OwnLists.FirstOrDefault(l => l.CreatorRequestId == creatorRequestId) is { } present)
        {
            return present.Name == name
                ? new() { FirewallDomainList = Seen(present) }
                : throw Invalid($"The creator request ID '{creatorRequestId}' has been used.");
        }

        var id = Ids.Resource("rslvr-fdl");
        var list = new FirewallDomainList
        {
            Id = id,
            Arn = $"arn:{PartitionName}:route53resolver:{Region}:{Account}:firewall-domain-list/{id}",
            Name = name,
            Status = "COMPLETE",
            StatusMessage = "Created Firewall Domain List",
            CreatorRequestId = creatorRequestId,
            CreationTime = Now,
            ModificationTime = Now,
            Account = Account,
            Region = Region,
        };
        World.FirewallDomainLists.Add(id, list);
        return new() { FirewallDomainList = Seen(list) };
    }

    public GetFirewallDomainListResponse GetFirewallDomainList(string firewallDomainListId) =>
        new() { FirewallDomainList = Seen(List(firewallDomainListId)) };

    public ListFirewallDomainListsResponse ListFirewallDomainLists(int? maxResults, string? nextToken) =>
        new()
        {
            FirewallDomainLists = ManagedLists
                .In(Region)
                .Concat(
                    OwnLists.Select(l => new FirewallDomainListMetadata
                    {
                        Id = l.Id,
                        Arn = l.Arn,
                        Name = l.Name,
                        CreatorRequestId = l.CreatorRequestId,
                    })
                )
                .Listed(maxResults, nextToken, out var next),
            NextToken = next,
        };

    public ListFirewallDomainsResponse ListFirewallDomains(string firewallDomainListId, int? maxResults, string? nextToken) =>
        new() { Domains = List(firewallDomainListId).Domains.Listed(maxResults, nextToken, out var next, MostDomains), NextToken = next };

    /// <summary>The change takes effect at once in every rule with the list; the time that AWS takes is not known.</summary>
    public UpdateFirewallDomainsResponse UpdateFirewallDomains(string firewallDomainListId, string operation, List<string> domains)
    {
        var list = List(firewallDomainListId);
        if (domains.Find(d => !IsSpecification(d)) is { } bad)
            throw Invalid($"The domain '{bad}' is not valid.");
        var given = domains.Select(d => d.TrimEnd('.')).ToList();
        list.Domains = operation switch
        {
            "ADD" => [.. list.Domains.Union(given)],
            "REMOVE" => [.. list.Domains.Except(given)],
            _ => [.. given.Distinct()],
        };
        list.ModificationTime = Now;
        foreach (var group in World.FirewallRuleGroups.All.Where(g => g.Rules.Exists(r => r.FirewallDomainListId == list.Id)))
            Publish(group);
        return new()
        {
            Id = list.Id,
            Name = list.Name,
            Status = list.Status,
            StatusMessage = "Finished domain list update",
        };
    }

    public DeleteFirewallDomainListResponse DeleteFirewallDomainList(string firewallDomainListId)
    {
        var list = List(firewallDomainListId);
        if (World.FirewallRuleGroups.All.Any(g => g.Rules.Exists(r => r.FirewallDomainListId == list.Id)))
            throw Conflict($"The firewall domain list '{list.Id}' is in use by firewall rules.");
        World.FirewallDomainLists.Remove(list.Id!);
        var gone = Seen(list);
        gone.Status = "DELETING";
        return new() { FirewallDomainList = gone };
    }

    /// <summary>
    /// Returns true for an optional leading asterisk followed by letters, digits, hyphens and dots (service model, UpdateFirewallDomains).
    /// </summary>
    private static bool IsSpecification(string domain)
    {
        var rest =
            domain.StartsWith("*.", StringComparison.Ordinal) ? domain[2..]
            : domain.StartsWith('*') ? domain[1..]
            : domain;
        return domain.Length is > 0 and <= 255
            && (domain == "*" || DnsName.IsValid(DnsName.Canonical(rest)))
            && rest.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
    }

    private static FirewallDomainList Seen(FirewallDomainList list)
    {
        var seen = list.Clone();
        seen.DomainCount = list.Domains.Count;
        return seen;
    }
}
