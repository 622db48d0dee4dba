using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>Subnets.</summary>
internal static class SubnetReader
{
    public static async Task<IEnumerable<Subnet>> ReadAsync(Apis apis, IEnumerable<string> vpcIds, CancellationToken cancellationToken) =>
        (await Wire.ReadAsync("vpc-id", vpcIds, filters => apis.Ec2.Paginators.DescribeSubnets(new() { Filters = filters }).Subnets, cancellationToken))
        .Where(subnet => subnet.CidrBlock is { Length: > 0 }).Select(Map); // An IPv6-only subnet has no address to reach an endpoint from.

    internal static Subnet Map(Ec2.Subnet subnet) => new()
    {
        Id = subnet.SubnetId!,
        VpcId = subnet.VpcId!,
        Cidr = Cidr.Parse(subnet.CidrBlock!),
        AvailabilityZone = subnet.AvailabilityZone!,
        AvailabilityZoneId = subnet.AvailabilityZoneId,
        Tags = Wire.Tags(subnet.Tags),
    };
}
