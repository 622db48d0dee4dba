using Amazon.EC2;
using EndpointHub.Topology;
using EndpointHub.Values;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads network ACLs with their IPv4 entries.</summary>
internal static class NetworkAclReader
{
    public static async Task<IEnumerable<NetworkAcl>> ReadAsync(Apis apis, IEnumerable<string> vpcIds, CancellationToken cancellationToken) =>
        (
            await SdkMapping.ReadAsync(
                "vpc-id",
                vpcIds,
                filters => apis.Ec2.Paginators.DescribeNetworkAcls(new() { Filters = filters }).NetworkAcls,
                cancellationToken
            )
        ).Select(Map);

    internal static NetworkAcl Map(Ec2.NetworkAcl acl) =>
        new()
        {
            Id = acl.NetworkAclId!,
            VpcId = acl.VpcId!,
            IsDefault = acl.IsDefault ?? false,
            SubnetIds = SdkMapping.Sorted(acl.Associations.All().Select(association => association.SubnetId)),
            Entries = acl
                .Entries.All()
                .Where(entry => entry.CidrBlock is { Length: > 0 })
                .Select(Map)
                .OrderBy(entry => entry.IsEgress)
                .ThenBy(entry => entry.RuleNumber)
                .ToValueList(),
            Tags = SdkMapping.Tags(acl.Tags),
        };

    private static NetworkAclEntry Map(Ec2.NetworkAclEntry entry) =>
        new(
            entry.RuleNumber ?? 0,
            entry.Egress ?? false,
            entry.RuleAction == RuleAction.Allow,
            entry.Protocol == Traffic.All.Protocol ? Traffic.All : new Traffic(entry.Protocol!, entry.PortRange?.From, entry.PortRange?.To),
            Cidr.Parse(entry.CidrBlock!)
        );
}
