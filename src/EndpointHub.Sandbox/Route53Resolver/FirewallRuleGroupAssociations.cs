using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Paging;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

/// <summary>Associations of DNS Firewall rule groups with VPCs, with their priorities.</summary>
internal sealed class FirewallRuleGroupAssociations(Call call) : FirewallHandler(call)
{
    private IEnumerable<FirewallRuleGroupAssociation> Own =>
        World.FirewallRuleGroupAssociations.All.Where(a => a.Account == Account && a.Region == Region);

    public ListFirewallRuleGroupAssociationsResponse ListFirewallRuleGroupAssociations(
        string? firewallRuleGroupId,
        string? vpcId,
        int? priority,
        string? status,
        int? maxResults,
        string? nextToken
    ) =>
        new()
        {
            FirewallRuleGroupAssociations = Own.Where(a =>
                    (firewallRuleGroupId is null || a.FirewallRuleGroupId == firewallRuleGroupId) && (vpcId is null || a.VpcId == vpcId)
                )
                .Where(a => (priority is null || a.Priority == priority) && (status is null || a.Status == status))
                .Listed(maxResults, nextToken, out var next),
            NextToken = next,
        };

    public GetFirewallRuleGroupAssociationResponse GetFirewallRuleGroupAssociation(string firewallRuleGroupAssociationId) =>
        new() { FirewallRuleGroupAssociation = Association(firewallRuleGroupAssociationId) };

    public AssociateFirewallRuleGroupResponse AssociateFirewallRuleGroup(
        string creatorRequestId,
        string firewallRuleGroupId,
        string vpcId,
        int priority,
        string name,
        string? mutationProtection
    )
    {
        Constraints.Length("creatorRequestId", creatorRequestId, 1, 255);
        Constraints.Name(name);
        var group = Group(firewallRuleGroupId);
        if (!Net.Vpcs.Has(vpcId))
            throw Missing($"The VPC '{vpcId}' does not exist.");
        if (priority is < 100 or > 9900)
            throw Invalid("The priority must be between 100 and 9900.");
        if (Own.FirstOrDefault(a => a.VpcId == vpcId && a.FirewallRuleGroupId == group.Id) is { } same)
        {
            return same.CreatorRequestId == creatorRequestId && same.Priority == priority
                ? new() { FirewallRuleGroupAssociation = same }
                : throw Conflict($"The firewall rule group '{group.Id}' is already associated with '{vpcId}'.");
        }

        if (Own.Any(a => a.VpcId == vpcId && a.Priority == priority))
            throw Invalid($"The priority {priority} is already used in '{vpcId}'.");
        var id = Ids.Resource("rslvr-frgassoc");
        var association = new FirewallRuleGroupAssociation
        {
            Id = id,
            Arn = $"arn:{PartitionName}:route53resolver:{Region}:{Account}:firewall-rule-group-association/{id}",
            FirewallRuleGroupId = group.Id,
            VpcId = vpcId,
            Name = name,
            Priority = priority,
            MutationProtection = mutationProtection ?? "DISABLED",
            Status = "UPDATING",
            StatusMessage = "Creating Firewall Rule Group Association",
            CreatorRequestId = creatorRequestId,
            CreationTime = Now,
            ModificationTime = Now,
            Account = Account,
            Region = Region,
        };
        World.FirewallRuleGroupAssociations.Add(id, association);
        World.After(
            Durations.ResolverChange,
            () =>
            {
                if (association.Status != "UPDATING")
                    return;
                (association.Status, association.StatusMessage) = ("COMPLETE", "Finished rule group association update");
                World.Dns.Give(World.Now, vpcId, new FirewallSource(group.Id!, priority));
            }
        );
        return new() { FirewallRuleGroupAssociation = association };
    }

    /// <summary>The association stays in effect until it has been deleted.</summary>
    public DisassociateFirewallRuleGroupResponse DisassociateFirewallRuleGroup(string firewallRuleGroupAssociationId)
    {
        var association = Association(firewallRuleGroupAssociationId);
        if (association.MutationProtection == "ENABLED")
            throw Conflict($"The firewall rule group association '{association.Id}' is protected against changes.");
        if (association.Status == "DELETING")
            return new() { FirewallRuleGroupAssociation = association };
        (association.Status, association.StatusMessage) = ("DELETING", "Deleting Firewall Rule Group Association");
        World.After(
            Durations.ResolverChange,
            () =>
            {
                World.FirewallRuleGroupAssociations.Remove(association.Id!);
                World.Dns.Take(World.Now, association.VpcId!, association.FirewallRuleGroupId!);
            }
        );
        return new() { FirewallRuleGroupAssociation = association };
    }

    private FirewallRuleGroupAssociation Association(string id) =>
        Own.FirstOrDefault(a => a.Id == id) ?? throw Missing($"The firewall rule group association '{id}' does not exist.");
}
