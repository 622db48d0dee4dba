using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>
/// References to security groups across peerings: groups of other VPCs that refer to the caller's, and stale references of the caller's groups.
/// </summary>
internal sealed class SecurityGroupReferences(Call call) : Handler(call)
{
    public DescribeSecurityGroupReferencesResponse DescribeSecurityGroupReferences(List<string> groupId)
    {
        foreach (var id in groupId)
            _ = Net.SecurityGroups.Get(id);
        var naming =
            from net in World.Networks
            from rule in net.SecurityGroupRules.All
            let other = rule.ReferencedGroupInfo
            where other?.VpcPeeringConnectionId is not null && groupId.Contains(other.GroupId!)
            where World.Peerings.Find(other.VpcPeeringConnectionId)?.Status?.Code == "active"
            select (other.GroupId, net.SecurityGroups.Get(rule.GroupId!).VpcId, other.VpcPeeringConnectionId);
        return new()
        {
            SecurityGroupReferenceSet =
            [
                .. naming
                    .Distinct()
                    .Select(n => new SecurityGroupReference
                    {
                        GroupId = n.GroupId,
                        ReferencingVpcId = n.VpcId,
                        VpcPeeringConnectionId = n.VpcPeeringConnectionId,
                    }),
            ],
        };
    }

    public DescribeStaleSecurityGroupsResponse DescribeStaleSecurityGroups(string vpcId, int? maxResults, string? nextToken)
    {
        _ = Net.Vpcs.Get(vpcId);
        var stale =
            from @group in Net.SecurityGroups.All
            where @group.VpcId == vpcId
            let rules = Net.SecurityGroupRules.All.Where(r => r.GroupId == @group.GroupId && IsStale(r)).ToList()
            where rules.Count > 0
            select new StaleSecurityGroup
            {
                GroupId = @group.GroupId,
                GroupName = @group.GroupName,
                Description = @group.Description,
                VpcId = vpcId,
                StaleIpPermissions = Describe(rules.Where(r => r.IsEgress != true)),
                StaleIpPermissionsEgress = Describe(rules.Where(r => r.IsEgress == true)),
            };
        return new() { StaleSecurityGroupSet = stale.Page(maxResults, nextToken, out var next), NextToken = next };
    }

    private List<StaleIpPermission> Describe(IEnumerable<SecurityGroupRule> rules) =>
        [
            .. PermissionTranslation
                .Fold(rules, World)
                .Select(p => new StaleIpPermission
                {
                    IpProtocol = p.IpProtocol,
                    FromPort = p.FromPort,
                    ToPort = p.ToPort,
                    UserIdGroupPairs = p.UserIdGroupPairs,
                }),
        ];

    private bool IsStale(SecurityGroupRule rule) =>
        rule.ReferencedGroupInfo is { VpcPeeringConnectionId: { } peering } other
        && (
            World.Peerings.Find(peering)?.Status?.Code != "active"
            || World.Networks.All(n => n.Account != other.UserId || !n.SecurityGroups.Has(other.GroupId!))
        );
}
