using Amazon.EC2.Model;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Inventory;
using EndpointHub.Values;

namespace EndpointHub.Tour;

/// <summary>The company that the tour is about, as its account tells: which VPC is there to be shared, which are the spokes, and what they all have.</summary>
internal sealed record Company
{
    private const string Shared = "shared";

    /// <summary>The hub that it shall have.</summary>
    public required NewHubRequest Hub { get; init; }

    /// <summary>The VPCs with endpoints that can move, ordered by their addresses.</summary>
    public required ValueList<string> SpokeVpcIds { get; init; }

    public required ValueList<Vpc> Vpcs { get; init; }

    /// <summary>Takes the company from its inventory. The hub's endpoints get one Availability Zone, as the spokes' own have.</summary>
    public static async Task<Company> ReadAsync(AwsAccess access, IReadOnlyList<EndpointInventory> inventory, CancellationToken cancellationToken)
    {
        var vpcs = (await access.Spoke.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest(), cancellationToken)).Vpcs!
            .OrderBy(vpc => vpc.CidrBlock, StringComparer.Ordinal).ToValueList();
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
                SubnetIds = subnets.Where(subnet => subnet.VpcId == hubVpcId && movable[0].AvailabilityZones.Contains(subnet.AvailabilityZone!))
                    .Select(subnet => subnet.SubnetId!).ToValueList(),
                Services = movable.Select(endpoint => endpoint.Service).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList(),
            },
        };
    }

    /// <summary>What people call a VPC; anything else is called what it is.</summary>
    public string NameOf(string id) => Vpcs.FirstOrDefault(vpc => vpc.VpcId == id) is { } vpc ? NameOf(vpc) : id;

    public string CidrOf(string vpcId) => Vpcs.First(vpc => vpc.VpcId == vpcId).CidrBlock!;

    /// <summary>Spokes by their addresses first, then everything else.</summary>
    public int Rank(string id) => SpokeVpcIds.Contains(id) ? SpokeVpcIds.ToList().IndexOf(id) : SpokeVpcIds.Count;

    private static string NameOf(Vpc vpc) => vpc.Tags?.Find(tag => tag.Key == "Name")?.Value ?? vpc.VpcId!;
}
