using Amazon.EC2;
using EndpointHub.Topology;
using EndpointHub.Values;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads which security groups the clients in the subnets of VPCs have, by the network interfaces there.</summary>
internal static class ClientReader
{
    // EC2 API reference, NetworkInterface, interfaceType. What answers or forwards requests, but sends none to AWS services through an endpoint.
    private static readonly HashSet<string> ServerTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "ec2_instance_connect_endpoint",
        "gateway_load_balancer",
        "gateway_load_balancer_endpoint",
        "global_accelerator_managed",
        "load_balancer",
        "nat_gateway",
        "natGateway",
        "network_load_balancer",
        "transit_gateway",
        "vpc_endpoint",
    };

    // The services whose interfaces have the type of ordinary ones (their user guides: the requester id is the service's).
    private static readonly HashSet<string> ServerRequesters = new(StringComparer.Ordinal) { "amazon-elb", "amazon-elasticache", "amazon-rds" };

    /// <summary>Adds the groups to the subnets of a network, and groups of other VPCs that interfaces have.</summary>
    /// <param name="apis">The APIs of one account and region.</param>
    /// <param name="network">The network there.</param>
    /// <param name="vpcIds">The VPCs whose clients are read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<NetworkSnapshot> AddToAsync(
        Apis apis,
        NetworkSnapshot network,
        IReadOnlyCollection<string> vpcIds,
        CancellationToken cancellationToken
    )
    {
        var interfaces = await SdkMapping.ReadAsync(
            "vpc-id",
            vpcIds,
            filters => apis.Ec2.Paginators.DescribeNetworkInterfaces(new() { Filters = filters }).NetworkInterfaces,
            cancellationToken
        );
        var bySubnet = interfaces.Where(IsOfClient).ToLookup(nic => nic.SubnetId!, Groups, StringComparer.Ordinal);
        var subnets = network.Subnets.Select(subnet =>
            vpcIds.Contains(subnet.VpcId) ? subnet with { ClientGroups = Distinct(bySubnet[subnet.Id]) } : subnet
        );
        return await WithGroupsAsync(apis, network with { Subnets = ResourceTable<Subnet>.From(subnets) }, cancellationToken);
    }

    // A group can be associated with a VPC of another account or with another VPC of its own (VPC user guide, associate security groups with multiple
    // VPCs).
    private static async Task<NetworkSnapshot> WithGroupsAsync(Apis apis, NetworkSnapshot network, CancellationToken cancellationToken)
    {
        var missing = network
            .Subnets.SelectMany(subnet => subnet.ClientGroups ?? ValueList<ValueList<string>>.Empty)
            .SelectMany(groups => groups)
            .Concat(network.NetworkInterfaces.SelectMany(nic => nic.SecurityGroupIds))
            .Where(id => network.SecurityGroups.Find(id) is null)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return missing.Count == 0
            ? network
            : network with
            {
                SecurityGroups = ResourceTable<SecurityGroup>.From(
                    network.SecurityGroups.Concat(await SecurityGroupReader.FindAsync(apis, missing, cancellationToken))
                ),
            };
    }

    private static bool IsOfClient(Ec2.NetworkInterface nic) =>
        nic.Groups.All().Any() && !ServerTypes.Contains(nic.InterfaceType?.Value ?? "") && !ServerRequesters.Contains(nic.RequesterId ?? "");

    private static ValueList<string> Groups(Ec2.NetworkInterface nic) => SdkMapping.Sorted(nic.Groups.All().Select(group => group.GroupId));

    private static ValueList<ValueList<string>> Distinct(IEnumerable<ValueList<string>> sets) =>
        sets.Distinct().OrderBy(set => set.ToString(), StringComparer.Ordinal).ToValueList();
}
