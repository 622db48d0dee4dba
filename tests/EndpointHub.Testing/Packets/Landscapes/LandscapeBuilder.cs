using EndpointHub.Paths.Index;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Builds a random landscape.</summary>
internal sealed class LandscapeBuilder(Random random)
{
    public const string Hub = "vpc-hub";
    public static readonly Location Tokyo = new("123456789012", "ap-northeast-1");

    public NetworkSnapshot Network { get; set; } = NetworkSnapshot.Empty;

    public List<PathQuestion> Questions { get; } = [];

    public IEnumerable<Vpc> Spokes => Network.Vpcs.Where(vpc => vpc.Id != Hub);

    public int Below(int end) => random.Next(end);

    public bool Chance(int percent) => random.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>A random selection of at least one item, in order.</summary>
    public List<T> Some<T>(IReadOnlyList<T> items)
    {
        var kept = items.Where(_ => Chance(60)).ToList();
        return kept.Count > 0 ? kept : [Pick(items)];
    }

    public ValueList<T> Shuffled<T>(IEnumerable<T> items) => items.OrderBy(_ => random.Next()).ToValueList();

    public void Put(RouteTable table) => Network = Network with { RouteTables = Network.RouteTables.With(table) };

    public void Put(NetworkAcl acl) => Network = Network with { NetworkAcls = Network.NetworkAcls.With(acl) };

    public void Put(SecurityGroup group) => Network = Network with { SecurityGroups = Network.SecurityGroups.With(group) };

    public void Put(Peering peering) => Network = Network with { Peerings = Network.Peerings.With(peering) };

    public void Put(Endpoint endpoint) => Network = Network with { Endpoints = Network.Endpoints.With(endpoint) };

    public void Put(NetworkInterface nic) => Network = Network with { NetworkInterfaces = Network.NetworkInterfaces.With(nic) };

    public void Put(Vpc vpc) => Network = Network with { Vpcs = Network.Vpcs.With(vpc) };

    public void Put(Subnet subnet) => Network = Network with { Subnets = Network.Subnets.With(subnet) };

    public void Put(PrefixList list) => Network = Network with { PrefixLists = Network.PrefixLists.With(list) };

    public void Put(TransitGatewayAttachment attachment) =>
        Network = Network with { TransitGatewayAttachments = Network.TransitGatewayAttachments.With(attachment) };

    /// <summary>Adds a route table with at most one static route for a block: the last one.</summary>
    public void Put(TransitGatewayRouteTable table) =>
        Network = Network with
        {
            TransitGatewayRouteTables = Network.TransitGatewayRouteTables.With(
                table with
                {
                    Routes = TransitGatewayRouteTable.Ordered(table.Routes.Reverse().DistinctBy(route => (route.Destination, route.IsPropagated))),
                }
            ),
        };

    public void Route(string tableId, Cidr destination, RouteTarget target, bool isBlackhole = false) =>
        Put(Network.RouteTables[tableId].With(new Route(RouteDestination.To(destination), target, isBlackhole)));

    public List<Subnet> SubnetsOf(string vpcId) => [.. Network.SubnetsOf(vpcId)];

    public List<RouteTable> TablesOf(string vpcId) => [.. Network.RouteTables.Where(table => table.VpcId == vpcId)];

    /// <summary>A part of a block with up to three more prefix bits, large enough for a subnet.</summary>
    public Cidr PartOf(Cidr block)
    {
        var length = Math.Min(28, block.PrefixLength + 1 + Below(3));
        if (length <= block.PrefixLength)
            return block;
        var which = (uint)Below(1 << (length - block.PrefixLength));
        return new Cidr(new Ipv4(block.Network.Value + (which << (32 - length))), length);
    }
}
