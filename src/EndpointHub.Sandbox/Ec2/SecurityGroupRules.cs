using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

internal sealed class SecurityGroupRules(Call call) : Handler(call)
{
    /// <summary>The default quota per group and direction, for IPv4 and IPv6 separately.</summary>
    private const int PerDirection = 60;

    internal static readonly FilterSet<SecurityGroupRule> Filters = new(r => r.Tags)
    {
        { "group-id", r => r.GroupId },
        { "security-group-rule-id", r => r.SecurityGroupRuleId },
    };

    internal static SecurityGroupRule Add(World world, Network net, SecurityGroup group, SecurityGroupRule rule)
    {
        var id = world.Ids.Resource("sgr");
        (rule.SecurityGroupRuleId, rule.GroupId, rule.GroupOwnerId) = (id, group.GroupId, net.Account);
        rule.SecurityGroupRuleArn = $"arn:{Services.Partition.Of(net.Region).Name}:ec2:{net.Region}:{net.Account}:security-group-rule/{id}";
        rule.Tags = net.Tags.Of(id);
        net.SecurityGroupRules.Add(id, rule);
        return rule;
    }

    internal static void Forget(Network net, SecurityGroupRule rule)
    {
        net.SecurityGroupRules.Remove(rule.SecurityGroupRuleId!);
        net.Tags.Forget(rule.SecurityGroupRuleId!);
    }

    /// <summary>Sets the group's permissions from its rules: one permission for each protocol and port range, with all sources.</summary>
    internal static void Describe(World world, IEnumerable<SecurityGroupRule> rules, SecurityGroup group)
    {
        group.IpPermissions = PermissionTranslation.Fold(rules.Where(r => r.IsEgress != true), world);
        group.IpPermissionsEgress = PermissionTranslation.Fold(rules.Where(r => r.IsEgress == true), world);
    }

    public AuthorizeSecurityGroupIngressResponse AuthorizeSecurityGroupIngress(
        string? groupId,
        List<IpPermission> ipPermissions,
        string? ipProtocol,
        int? fromPort,
        int? toPort,
        string? cidrIp,
        List<TagSpecification> tagSpecifications
    ) =>
        new()
        {
            Return = true,
            SecurityGroupRules = Authorize(groupId, ipPermissions, ipProtocol, fromPort, toPort, cidrIp, tagSpecifications, egress: false),
        };

    public AuthorizeSecurityGroupEgressResponse AuthorizeSecurityGroupEgress(
        string groupId,
        List<IpPermission> ipPermissions,
        string? ipProtocol,
        int? fromPort,
        int? toPort,
        string? cidrIp,
        List<TagSpecification> tagSpecifications
    ) =>
        new()
        {
            Return = true,
            SecurityGroupRules = Authorize(groupId, ipPermissions, ipProtocol, fromPort, toPort, cidrIp, tagSpecifications, egress: true),
        };

    public RevokeSecurityGroupIngressResponse RevokeSecurityGroupIngress(
        string? groupId,
        List<IpPermission> ipPermissions,
        string? ipProtocol,
        int? fromPort,
        int? toPort,
        string? cidrIp,
        List<string> securityGroupRuleIds
    )
    {
        var (revoked, unknown) = Revoke(groupId, ipPermissions, ipProtocol, fromPort, toPort, cidrIp, securityGroupRuleIds, egress: false);
        return new()
        {
            Return = true,
            RevokedSecurityGroupRules = revoked,
            UnknownIpPermissions = unknown,
        };
    }

    public RevokeSecurityGroupEgressResponse RevokeSecurityGroupEgress(
        string groupId,
        List<IpPermission> ipPermissions,
        string? ipProtocol,
        int? fromPort,
        int? toPort,
        string? cidrIp,
        List<string> securityGroupRuleIds
    )
    {
        var (revoked, unknown) = Revoke(groupId, ipPermissions, ipProtocol, fromPort, toPort, cidrIp, securityGroupRuleIds, egress: true);
        return new()
        {
            Return = true,
            RevokedSecurityGroupRules = revoked,
            UnknownIpPermissions = unknown,
        };
    }

    public DescribeSecurityGroupRulesResponse DescribeSecurityGroupRules(
        List<Filter> filters,
        List<string> securityGroupRuleIds,
        int? maxResults,
        string? nextToken
    )
    {
        foreach (var rule in Net.SecurityGroupRules.All)
            PermissionTranslation.RefreshPeering(rule, World);
        return new()
        {
            SecurityGroupRules = Filters.Apply(Net.SecurityGroupRules.Pick(securityGroupRuleIds), filters).Page(maxResults, nextToken, out var next),
            NextToken = next,
        };
    }

    public ModifySecurityGroupRulesResponse ModifySecurityGroupRules(string groupId, List<SecurityGroupRuleUpdate> securityGroupRules)
    {
        var group = Net.SecurityGroups.Get(groupId);
        var changes = securityGroupRules
            .Select(update =>
            {
                var rule = Net.SecurityGroupRules.Get(update.SecurityGroupRuleId!);
                if (rule.GroupId != groupId)
                    throw Net.SecurityGroupRules.NotFound(update.SecurityGroupRuleId!);
                return (
                    rule,
                    PermissionTranslation.Of(
                        update.SecurityGroupRule ?? throw AwsException.Missing("SecurityGroupRule"),
                        rule.IsEgress == true,
                        group,
                        World,
                        Net
                    )
                );
            })
            .ToList();
        foreach (var (rule, changed) in changes)
        {
            (rule.IpProtocol, rule.FromPort, rule.ToPort, rule.Description) = (
                changed.IpProtocol,
                changed.FromPort,
                changed.ToPort,
                changed.Description
            );
            (rule.CidrIpv4, rule.CidrIpv6, rule.PrefixListId, rule.ReferencedGroupInfo) = (
                changed.CidrIpv4,
                changed.CidrIpv6,
                changed.PrefixListId,
                changed.ReferencedGroupInfo
            );
        }

        return new() { Return = true };
    }

    public UpdateSecurityGroupRuleDescriptionsIngressResponse UpdateSecurityGroupRuleDescriptionsIngress(
        string? groupId,
        List<IpPermission> ipPermissions
    )
    {
        Redescribe(groupId, ipPermissions, egress: false);
        return new() { Return = true };
    }

    public UpdateSecurityGroupRuleDescriptionsEgressResponse UpdateSecurityGroupRuleDescriptionsEgress(
        string? groupId,
        List<IpPermission> ipPermissions
    )
    {
        Redescribe(groupId, ipPermissions, egress: true);
        return new() { Return = true };
    }

    /// <summary>Adds rules. One duplicate makes the whole call fail.</summary>
    private List<SecurityGroupRule> Authorize(
        string? groupId,
        List<IpPermission> permissions,
        string? protocol,
        int? from,
        int? to,
        string? cidr,
        List<TagSpecification> tagSpecifications,
        bool egress
    )
    {
        var group = Net.SecurityGroups.Get(groupId ?? throw AwsException.Missing("groupId"));
        var tags = TagStore.Check("security-group-rule", tagSpecifications);
        var wanted = Wanted(group, permissions, protocol, from, to, cidr, egress);
        if (wanted.Count == 0)
            throw AwsException.Missing("ipPermissions");
        var present = Net.SecurityGroupRules.All.Where(r => r.GroupId == groupId && r.IsEgress == egress).ToList();
        var keys = present.Select(Key).ToHashSet();
        foreach (var rule in wanted)
        {
            if (keys.Add(Key(rule)))
                continue;
            throw present.Exists(p => Key(p) == Key(rule))
                ? new AwsException("InvalidPermission.Duplicate", $"the specified rule \"{PermissionTranslation.Text(rule)}\" already exists")
                : new AwsException("InvalidParameterValue", "The same permission must not appear multiple times");
        }

        foreach (var family in present.Concat(wanted).GroupBy(r => r.CidrIpv6 is not null))
        {
            if (family.Sum(Weight) > PerDirection)
                throw new AwsException("RulesPerSecurityGroupLimitExceeded", "The maximum number of rules per security group has been reached.");
        }

        foreach (var rule in wanted)
        {
            Add(World, Net, group, rule);
            Net.Tags.Set(rule.SecurityGroupRuleId!, tags);
        }

        return wanted;
    }

    private (List<RevokedSecurityGroupRule> Revoked, List<IpPermission> Unknown) Revoke(
        string? groupId,
        List<IpPermission> permissions,
        string? protocol,
        int? from,
        int? to,
        string? cidr,
        List<string> ruleIds,
        bool egress
    )
    {
        var group = Net.SecurityGroups.Get(groupId ?? throw AwsException.Missing("groupId"));
        var present = Net.SecurityGroupRules.All.Where(r => r.GroupId == groupId && r.IsEgress == egress).ToList();
        var going = ruleIds
            .Select(id =>
                present.Find(r => r.SecurityGroupRuleId == id)
                ?? throw new AwsException("InvalidSecurityGroupRuleId.NotFound", $"The security group rule ID '{id}' does not exist")
            )
            .ToList();
        var unknown = new List<IpPermission>();
        foreach (var rule in Wanted(group, permissions, protocol, from, to, cidr, egress))
        {
            if (present.Find(p => Key(p) == Key(rule)) is { } found)
                going.Add(found);
            else if (Net.Vpcs.Get(group.VpcId!).IsDefault == true)
                unknown.AddRange(PermissionTranslation.Fold([rule], World));
            else
                throw new AwsException("InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
        }

        foreach (var rule in going)
            Forget(Net, rule);
        return ([.. going.Select(PermissionTranslation.Revoked)], unknown);
    }

    private void Redescribe(string? groupId, List<IpPermission> permissions, bool egress)
    {
        var group = Net.SecurityGroups.Get(groupId ?? throw AwsException.Missing("groupId"));
        var changes = Wanted(group, permissions, protocol: null, from: null, to: null, cidr: null, egress)
            .Select(rule =>
                (
                    Rule: Net.SecurityGroupRules.All.FirstOrDefault(r => r.GroupId == groupId && r.IsEgress == egress && Key(r) == Key(rule))
                        ?? throw new AwsException("InvalidPermission.NotFound", "The specified rule does not exist in this security group."),
                    rule.Description
                )
            )
            .ToList();
        foreach (var (rule, description) in changes)
            rule.Description = description;
    }

    private List<SecurityGroupRule> Wanted(
        SecurityGroup group,
        List<IpPermission> permissions,
        string? protocol,
        int? from,
        int? to,
        string? cidr,
        bool egress
    )
    {
        IEnumerable<IpPermission> all = cidr is null
            ? permissions
            : permissions.Append(
                new()
                {
                    IpProtocol = protocol ?? throw AwsException.Missing("ipProtocol"),
                    FromPort = from,
                    ToPort = to,
                    IpRanges = [new() { CidrIp = cidr }],
                }
            );
        return [.. all.SelectMany(p => PermissionTranslation.Unfold(p, egress, group, World, Net))];
    }

    /// <summary>
    /// The number that a rule counts against the quota. A prefix list counts as its maximum number of entries; an AWS-managed list of a gateway
    /// service counts once.
    /// </summary>
    private int Weight(SecurityGroupRule rule) => Net.PrefixLists.Find(rule.PrefixListId)?.MaxEntries ?? 1;

    /// <summary>The members by which two rules are equal.</summary>
    private (string?, int?, int?, string?, string?) Key(SecurityGroupRule rule) =>
        (
            rule.IpProtocol,
            rule.FromPort,
            rule.ToPort,
            rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId,
            Rules.DescriptionMakesNoNewRule ? null : rule.Description
        );
}
