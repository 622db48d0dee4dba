using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Topology;

public sealed class SnapshotTests
{
    [Fact]
    public void Snapshots_are_equal_by_content()
    {
        Assert.Equal(Landscape.Seed(), Landscape.Seed());
        Assert.Equal(Landscape.Seed().GetHashCode(), Landscape.Seed().GetHashCode());
        Assert.NotEqual(Landscape.Seed(), Landscape.Seed().WithVpc("vpc-more", "10.9.0.0/16"));
    }

    [Fact]
    public void A_keyed_set_keeps_one_resource_per_id_in_any_insertion_order()
    {
        var (a, b) = (Landscape.Seed().Vpcs["vpc-dev"], Landscape.Seed().Vpcs["vpc-stg"]);
        var table = ResourceTable<Vpc>.Empty.With(b).With(a).With(b with { EnableDnsSupport = false });

        Assert.Equal(["vpc-dev", "vpc-stg"], table.Select(vpc => vpc.Id));
        Assert.False(table["vpc-stg"].EnableDnsSupport);
        Assert.Null(table.Find(null));
        Assert.Throws<KeyNotFoundException>(() => table.Without("vpc-stg")["vpc-stg"]);
    }

    [Fact]
    public void A_subnet_uses_its_own_route_table_or_the_main_one()
    {
        var network = Landscape.Seed().WithRouteTable("rtb-own", "vpc-dev", "subnet-dev-a");

        Assert.Equal("rtb-own", network.RouteTableOf(network.Subnets["subnet-dev-a"])!.Id);
        Assert.Equal("rtb-dev", network.RouteTableOf(network.Subnets["subnet-dev-c"])!.Id);
        Assert.Equal(["rtb-dev", "rtb-own"], network.RouteTablesInUse("vpc-dev").Select(table => table.Id).Order());
    }

    [Fact]
    public void A_subnet_uses_its_own_network_acl_or_the_default_one()
    {
        var seed = Landscape.Seed();
        var network = seed with
        {
            NetworkAcls = seed.NetworkAcls.With(
                new NetworkAcl
                {
                    Id = "acl-own",
                    VpcId = "vpc-dev",
                    SubnetIds = ValueList.Of("subnet-dev-a"),
                }
            ),
        };

        Assert.Equal("acl-own", network.NetworkAclOf(network.Subnets["subnet-dev-a"])!.Id);
        Assert.Equal("acl-dev", network.NetworkAclOf(network.Subnets["subnet-dev-c"])!.Id);
    }

    [Theory]
    [InlineData("tcp", 443, 443, true)]
    [InlineData("6", 1, 65535, true)]
    [InlineData("-1", null, null, true)]
    [InlineData("tcp", 444, 500, false)]
    [InlineData("udp", 443, 443, false)]
    public void Traffic_matches_tcp_by_protocol_and_port(string protocol, int? from, int? to, bool admits) =>
        Assert.Equal(admits, new Traffic(protocol, from, to).AdmitsTcp(443));

    [Fact]
    public void Routes_of_a_deleted_peering_become_blackholes()
    {
        var network = Landscape
            .Seed()
            .WithPeering("pcx-1", "vpc-dev", Landscape.HubVpc)
            .WithRoute("rtb-dev", "10.255.0.0/24", RouteTarget.Peering("pcx-1"));

        var after = network.After(new EndpointHub.Planning.Steps.DeletePeering { Location = Landscape.Tokyo, PeeringId = "pcx-1" });

        Assert.True(after.RouteTables["rtb-dev"].Routes.Single(route => route.Target.Id == "pcx-1").IsBlackhole);
        Assert.Empty(after.Peerings);
    }
}
