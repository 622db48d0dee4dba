using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

internal sealed class FirewallRuleGroups(Call call) : FirewallHandler(call)
{
    public CreateFirewallRuleGroupResponse CreateFirewallRuleGroup(string creatorRequestId, string name)
    {
        Constraints.Length("creatorRequestId", creatorRequestId, 1, 255);
        Constraints.Name(name);
        if (
            World.FirewallRuleGroups.All.FirstOrDefault(g => g.OwnerId == Account && g.Region == Region && g.CreatorRequestId == creatorRequestId) is
            { } present
        )
        {
            return present.Name == name
                ? new() { FirewallRuleGroup = Seen(present) }
                : throw Invalid($"The creator request ID '{creatorRequestId}' has been used.");
        }

        var id = Ids.Resource("rslvr-frg");
        var group = new FirewallRuleGroup
        {
            Id = id,
            Arn = $"arn:{PartitionName}:route53resolver:{Region}:{Account}:firewall-rule-group/{id}",
            Name = name,
            Status = "COMPLETE",
            StatusMessage = "Created Firewall Rule Group",
            OwnerId = Account,
            CreatorRequestId = creatorRequestId,
            CreationTime = Now,
            ModificationTime = Now,
            Region = Region,
        };
        World.FirewallRuleGroups.Add(id, group);
        return new() { FirewallRuleGroup = Seen(group) };
    }

    public GetFirewallRuleGroupResponse GetFirewallRuleGroup(string firewallRuleGroupId) =>
        new() { FirewallRuleGroup = Seen(Group(firewallRuleGroupId)) };

    /// <summary>The group must not be associated with any VPC or Profile.</summary>
    public DeleteFirewallRuleGroupResponse DeleteFirewallRuleGroup(string firewallRuleGroupId)
    {
        var group = OwnGroup(firewallRuleGroupId);
        if (
            World.FirewallRuleGroupAssociations.All.Any(a => a.FirewallRuleGroupId == group.Id)
            || World.ProfileResources.All.Any(r => r.ResourceArn == group.Arn)
        )
        {
            throw Conflict($"The firewall rule group '{group.Id}' is associated with a VPC or a Profile.");
        }

        World.FirewallRuleGroups.Remove(group.Id!);
        var gone = Seen(group);
        gone.Status = "DELETING";
        return new() { FirewallRuleGroup = gone };
    }

    private FirewallRuleGroup Seen(FirewallRuleGroup group)
    {
        var seen = group.Clone();
        seen.RuleCount = group.Rules.Count;
        seen.ShareStatus = Rules.ShareStatus(group.OwnerId, Account);
        return seen;
    }
}
