using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads subnets.</summary>
internal static class SubnetReader
{
    public static async Task<ReadSubnets> ReadAsync(Apis apis, IEnumerable<string> vpcIds, CancellationToken cancellationToken) =>
        Sorted(
            await SdkMapping.ReadAsync(
                "vpc-id",
                vpcIds,
                filters => apis.Ec2.Paginators.DescribeSubnets(new() { Filters = filters }).Subnets,
                cancellationToken
            )
        );

    internal static ReadSubnets Sorted(IEnumerable<Ec2.Subnet> subnets)
    {
        var byKind = subnets.ToLookup(subnet => subnet.CidrBlock is { Length: > 0 });
        return new ReadSubnets(
            [.. byKind[true].Select(Map)],
            byKind[false].ToLookup(subnet => subnet.VpcId!, subnet => subnet.SubnetId!, StringComparer.Ordinal)
        );
    }

    internal static Subnet Map(Ec2.Subnet subnet) =>
        new()
        {
            Id = subnet.SubnetId!,
            VpcId = subnet.VpcId!,
            Cidr = Cidr.Parse(subnet.CidrBlock!),
            AvailabilityZone = subnet.AvailabilityZone!,
            AvailabilityZoneId = subnet.AvailabilityZoneId,
            HasDns64 = subnet.EnableDns64 == true && subnet.Ipv6CidrBlockAssociationSet.All().Any(),
            InternetBlock = subnet.BlockPublicAccessStates?.InternetGatewayBlockMode?.Value switch
            {
                "block-bidirectional" => InternetBlock.Bidirectional,
                "block-ingress" => InternetBlock.Ingress,
                _ => InternetBlock.None,
            },
            Tags = SdkMapping.Tags(subnet.Tags),
        };
}

/// <summary>The subnets of VPCs.</summary>
/// <param name="Subnets">The subnets with an IPv4 CIDR block.</param>
/// <param name="Ipv6OnlyIds">The ids of the other subnets, by VPC.</param>
internal sealed record ReadSubnets(IReadOnlyList<Subnet> Subnets, ILookup<string, string> Ipv6OnlyIds);
