using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads security groups. The API groups the sources of one port range in one permission. A rule here has one source.</summary>
internal static class SecurityGroupReader
{
    public static async Task<IEnumerable<SecurityGroup>> ReadAsync(Apis apis, IEnumerable<string> vpcIds, CancellationToken cancellationToken) =>
        (
            await SdkMapping.ReadAsync(
                "vpc-id",
                vpcIds,
                filters => apis.Ec2.Paginators.DescribeSecurityGroups(new() { Filters = filters }).SecurityGroups,
                cancellationToken
            )
        ).Select(Map);

    /// <summary>Reads groups by id. Groups that do not exist, or that the account cannot see, are left out.</summary>
    public static async Task<IEnumerable<SecurityGroup>> FindAsync(Apis apis, IEnumerable<string> groupIds, CancellationToken cancellationToken) =>
        (
            await SdkMapping.ReadAsync(
                "group-id",
                groupIds,
                filters => apis.Ec2.Paginators.DescribeSecurityGroups(new() { Filters = filters }).SecurityGroups,
                cancellationToken
            )
        ).Select(Map);

    internal static SecurityGroup Map(Ec2.SecurityGroup group) =>
        new()
        {
            Id = group.GroupId!,
            VpcId = group.VpcId!,
            Name = group.GroupName!,
            Ingress = SecurityRule.Ordered(group.IpPermissions.All().SelectMany(Rules)),
            Egress = SecurityRule.Ordered(group.IpPermissionsEgress.All().SelectMany(Rules)),
            Tags = SdkMapping.Tags(group.Tags),
        };

    private static IEnumerable<SecurityRule> Rules(Ec2.IpPermission permission)
    {
        var traffic = Traffic(permission);
        foreach (var range in permission.Ipv4Ranges.All())
            yield return new SecurityRule(traffic, RulePeer.From(Cidr.Parse(range.CidrIp!)), range.Description);
        foreach (var pair in permission.UserIdGroupPairs.All())
            yield return new SecurityRule(traffic, new RulePeer(GroupId: pair.GroupId), pair.Description);
        foreach (var list in permission.PrefixListIds.All())
            yield return new SecurityRule(traffic, new RulePeer(PrefixListId: list.Id), list.Description);
    }

    private static Traffic Traffic(Ec2.IpPermission permission) =>
        permission.IpProtocol == Topology.Traffic.All.Protocol
            ? Topology.Traffic.All
            : new Traffic(permission.IpProtocol!, permission.FromPort, permission.ToPort);
}
