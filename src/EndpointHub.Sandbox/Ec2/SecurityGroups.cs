using System.Globalization;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Security groups. Their rules are in <see cref="SecurityGroupRules"/>.</summary>
internal sealed class SecurityGroups(Call call) : Handler(call)
{
    internal static readonly FilterSet<SecurityGroup> Filters = new(g => g.Tags)
    {
        { "description", g => g.Description },
        { "egress.ip-permission.cidr", g => g.IpPermissionsEgress.SelectMany(p => p.IpRanges).Select(r => r.CidrIp) },
        { "egress.ip-permission.from-port", g => g.IpPermissionsEgress.Select(p => p.FromPort?.ToString(CultureInfo.InvariantCulture)) },
        { "egress.ip-permission.group-id", g => g.IpPermissionsEgress.SelectMany(p => p.UserIdGroupPairs).Select(u => u.GroupId) },
        { "egress.ip-permission.prefix-list-id", g => g.IpPermissionsEgress.SelectMany(p => p.PrefixListIds).Select(l => l.Id) },
        { "egress.ip-permission.protocol", g => g.IpPermissionsEgress.Select(p => p.IpProtocol) },
        { "egress.ip-permission.to-port", g => g.IpPermissionsEgress.Select(p => p.ToPort?.ToString(CultureInfo.InvariantCulture)) },
        { "group-id", g => g.GroupId },
        { "group-name", g => g.GroupName },
        { "ip-permission.cidr", g => g.IpPermissions.SelectMany(p => p.IpRanges).Select(r => r.CidrIp) },
        { "ip-permission.from-port", g => g.IpPermissions.Select(p => p.FromPort?.ToString(CultureInfo.InvariantCulture)) },
        { "ip-permission.group-id", g => g.IpPermissions.SelectMany(p => p.UserIdGroupPairs).Select(u => u.GroupId) },
        { "ip-permission.ipv6-cidr", g => g.IpPermissions.SelectMany(p => p.Ipv6Ranges).Select(r => r.CidrIpv6) },
        { "ip-permission.prefix-list-id", g => g.IpPermissions.SelectMany(p => p.PrefixListIds).Select(l => l.Id) },
        { "ip-permission.protocol", g => g.IpPermissions.Select(p => p.IpProtocol) },
        { "ip-permission.to-port", g => g.IpPermissions.Select(p => p.ToPort?.ToString(CultureInfo.InvariantCulture)) },
        { "ip-permission.user-id", g => g.IpPermissions.SelectMany(p => p.UserIdGroupPairs).Select(u => u.UserId) },
        { "owner-id", g => g.OwnerId },
        { "vpc-id", g => g.VpcId },
    };

    /// <summary>Creates the default group, which allows inbound traffic from its members and all outbound traffic.</summary>
    internal static void AddDefault(World world, Network net, Vpc vpc)
    {
        var group = Add(world, net, vpc, "default", "default VPC security group", []);
        SecurityGroupRules.Add(
            world,
            net,
            group,
            new()
            {
                IsEgress = false,
                IpProtocol = "-1",
                FromPort = -1,
                ToPort = -1,
                ReferencedGroupInfo = new() { GroupId = group.GroupId, UserId = net.Account },
            }
        );
    }

    internal static void Forget(Network net, SecurityGroup group)
    {
        foreach (var rule in net.SecurityGroupRules.All.Where(r => r.GroupId == group.GroupId).ToList())
            SecurityGroupRules.Forget(net, rule);
        net.SecurityGroups.Remove(group.GroupId!);
        net.Tags.Forget(group.GroupId!);
    }

    /// <summary>Returns the groups for an interface. They must exist in its VPC.</summary>
    internal static List<SecurityGroup> Resolve(Network net, string vpcId, IEnumerable<string> ids)
    {
        var groups = ids.Distinct().Select(net.SecurityGroups.Get).ToList();
        if (groups.Find(g => g.VpcId != vpcId) is { } foreign)
        {
            throw AwsException.InvalidValue(
                "securityGroupId",
                foreign.GroupId,
                "You have specified two resources that belong to different networks."
            );
        }

        return groups;
    }

    public CreateSecurityGroupResponse CreateSecurityGroup(
        string groupName,
        string description,
        string? vpcId,
        List<TagSpecification> tagSpecifications
    )
    {
        var vpc = Net.Vpcs.Get(vpcId ?? throw new AwsException("VPCIdNotSpecified", "No default VPC for this user"));
        if (groupName.Length > 255 || groupName.StartsWith("sg-", StringComparison.OrdinalIgnoreCase) || groupName == "default")
            throw AwsException.InvalidValue("groupName", groupName, "It must not be reserved, be longer than 255 characters or begin with sg-.");
        if (description.Length > 255)
            throw AwsException.InvalidValue("groupDescription", description, "Must be at most 255 characters.");
        if (Net.SecurityGroups.All.Any(g => g.VpcId == vpcId && g.GroupName == groupName))
            throw new AwsException("InvalidGroup.Duplicate", $"The security group '{groupName}' already exists for VPC '{vpcId}'");
        TagStore.Check("security-group", tagSpecifications);
        var group = Add(World, Net, vpc, groupName, description, tagSpecifications);
        return new()
        {
            GroupId = group.GroupId,
            SecurityGroupArn = group.SecurityGroupArn,
            Tags = group.Tags,
        };
    }

    public DescribeSecurityGroupsResponse DescribeSecurityGroups(
        List<Filter> filters,
        List<string> groupIds,
        List<string> groupNames,
        int? maxResults,
        string? nextToken
    )
    {
        var groups = Net.SecurityGroups.Pick(groupIds).Where(g => groupNames.Count == 0 || groupNames.Contains(g.GroupName!)).ToList();
        var rules = Net.SecurityGroupRules.All.ToLookup(r => r.GroupId, StringComparer.Ordinal);
        foreach (var group in groups)
            SecurityGroupRules.Describe(World, rules[group.GroupId], group);
        return new() { SecurityGroups = Filters.Apply(groups, filters).Page(maxResults, nextToken, out var next), NextToken = next };
    }

    public DeleteSecurityGroupResponse DeleteSecurityGroup(string? groupId)
    {
        var group = Net.SecurityGroups.Get(groupId ?? throw AwsException.Missing("groupId"));
        if (group.GroupName == "default")
            throw new AwsException("CannotDelete", $"the specified group: \"{groupId}\" name: \"default\" cannot be deleted by a user");
        if (
            Net.Interfaces.All.Any(i => i.Groups.Exists(g => g.GroupId == groupId))
            || Net.SecurityGroupRules.All.Any(r => r.ReferencedGroupInfo?.GroupId == groupId && r.GroupId != groupId)
        )
        {
            throw new AwsException("DependencyViolation", $"resource {groupId} has a dependent object");
        }

        Forget(Net, group);
        return new() { Return = true, GroupId = groupId };
    }

    private static SecurityGroup Add(World world, Network net, Vpc vpc, string name, string description, List<TagSpecification> tagSpecifications)
    {
        var id = world.Ids.Resource("sg");
        var group = new SecurityGroup
        {
            GroupId = id,
            GroupName = name,
            Description = description,
            VpcId = vpc.VpcId,
            OwnerId = vpc.OwnerId,
            SecurityGroupArn = $"arn:{Services.Partition.Of(net.Region).Name}:ec2:{net.Region}:{net.Account}:security-group/{id}",
            Tags = net.Tags.Born(id, "security-group", tagSpecifications),
        };
        net.SecurityGroups.Add(id, group);
        SecurityGroupRules.Add(
            world,
            net,
            group,
            new()
            {
                IsEgress = true,
                IpProtocol = "-1",
                FromPort = -1,
                ToPort = -1,
                CidrIpv4 = "0.0.0.0/0",
            }
        );
        return group;
    }
}
