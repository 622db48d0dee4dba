using EndpointHub.Topology;
using EndpointHub.Values;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads VPC peering connections. AWS returns failed and deleted ones for hours. They are left out.</summary>
internal static class PeeringReader
{
    public static async Task<IEnumerable<Peering>> ReadAsync(Apis apis, IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken)
    {
        var requested = await DescribeAsync(apis, "requester-vpc-info.vpc-id", vpcIds, cancellationToken);
        var accepted = await DescribeAsync(apis, "accepter-vpc-info.vpc-id", vpcIds, cancellationToken);
        return requested.Concat(accepted).Where(peering => peering.IsAlive);
    }

    /// <summary>Reads one peering connection in any state.</summary>
    public static async Task<Peering?> FindAsync(Apis apis, string peeringId, CancellationToken cancellationToken) =>
        (await DescribeAsync(apis, "vpc-peering-connection-id", [peeringId], cancellationToken)).FirstOrDefault();

    internal static Peering Map(Ec2.VpcPeeringConnection peering) =>
        new()
        {
            Id = peering.VpcPeeringConnectionId!,
            Requester = Side(peering.RequesterVpcInfo!),
            Accepter = Side(peering.AccepterVpcInfo!),
            State = peering.Status!.Code!.Value,
            Tags = SdkMapping.Tags(peering.Tags),
        };

    private static PeeringSide Side(Ec2.VpcPeeringConnectionVpcInfo side) =>
        new(side.VpcId!, new Location(side.OwnerId!, side.Region!), side.CidrBlockSet.All().Select(block => Cidr.Parse(block.Cidr!)).ToValueList());

    private static async Task<IEnumerable<Peering>> DescribeAsync(
        Apis apis,
        string filter,
        IEnumerable<string> values,
        CancellationToken cancellationToken
    ) =>
        (
            await SdkMapping.ReadAsync(
                filter,
                values,
                filters => apis.Ec2.Paginators.DescribeVpcPeeringConnections(new() { Filters = filters }).VpcPeeringConnections,
                cancellationToken
            )
        ).Select(Map);
}
