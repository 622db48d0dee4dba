using Amazon.EC2.Model;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Inventory;
using EndpointHub.Values;

namespace EndpointHub.Tour;

/// <summary>The sample company of the tour, as read from its account: the shared VPC, the spokes, and their services.</summary>
internal sealed record Company
{
    private const string Shared = "shared";

    /// <summary>Gets the request for the company's hub.</summary>
    public required NewHubRequest Hub { get; init; }

    /// <summary>Gets the VPCs with endpoints that can move, ordered by CIDR block.</summary>
    public required ValueList<string> SpokeVpcIds { get; init; }

    public required ValueList<Vpc> Vpcs { get; init; }

    /// <summary>Reads the company from its account and inventory. The hub's endpoints get one Availability Zone, like those of the spokes.</summary>
    public static async Task<Company> ReadAsync(AwsAccess access, IReadOnlyList<EndpointInventory> inventory, CancellationToken cancellationToken)
    {
        var vpcs = (await access.Spoke.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest(), cancellationToken))
            .Vpcs!.OrderBy(vpc => vpc.CidrBlock, StringComparer.Ordinal)
            .ToValueList();
        var subnets = (await access.Spoke.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest(), cancellationToken)).Subnets!;
        var hubVpcId = vpcs.Single(vpc => NameOf(vpc) == Shared).VpcId!;
        var movable = inventory.Where(endpoint => endpoint.CanMove).ToList();
        return new Company
        {
            Vpcs = vpcs,
            SpokeVpcIds = vpcs.Select(vpc => vpc.VpcId!).Where(vpcId => movable.Exists(endpoint => endpoint.VpcId == vpcId)).ToValueList(),
            Hub = new NewHubRequest
            {
                Name = Shared,
                VpcId = hubVpcId,
                SubnetIds = subnets
                    .Where(subnet => subnet.VpcId == hubVpcId && movable[0].AvailabilityZones.Contains(subnet.AvailabilityZone!))
                    .Select(subnet => subnet.SubnetId!)
                    .ToValueList(),
                Services = movable.Select(endpoint => endpoint.Service).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList(),
            },
        };
    }

    /// <summary>Returns the Name tag of a VPC, or the id of anything else.</summary>
    public string NameOf(string id) => Vpcs.FirstOrDefault(vpc => vpc.VpcId == id) is { } vpc ? NameOf(vpc) : id;

    public string CidrOf(string vpcId) => Vpcs.First(vpc => vpc.VpcId == vpcId).CidrBlock!;

    /// <summary>Returns the sort order of a resource: the spokes by CIDR block, then everything else.</summary>
    public int SortOrder(string id) => SpokeVpcIds.Contains(id) ? SpokeVpcIds.ToList().IndexOf(id) : SpokeVpcIds.Count;

    private static string NameOf(Vpc vpc) => vpc.Tags?.Find(tag => tag.Key == "Name")?.Value ?? vpc.VpcId!;
}
