using EndpointHub.Paths;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>Prefix lists that were read count as their entries. Unread prefix lists leave the outcome undecided if it depends on them.</summary>
public sealed class PrefixListTests
{
    private static readonly RouteTarget Hub = RouteTarget.Peering(PeeringId);
    private static readonly RouteTarget Nat = new(RouteTargetKind.NatGateway, "nat-0a");

    [Fact]
    public void A_route_to_a_prefix_list_applies_to_each_entry()
    {
        var network = Network().WithoutRoute("rtb-dev", "10.255.0.0/16").WithListRoute("rtb-dev", Hub);

        Assert.Empty(CodesOf(network.WithList("pl-0a", "10.9.0.0/16", "10.255.0.0/16")));
        Assert.Equal([FindingCode.NoRouteToDestination], CodesOf(network.WithList("pl-0a", "10.9.0.0/16")));
        Assert.Equal([FindingCode.UnknownPrefixList], CodesOf(network.WithList("pl-0a", cidrs: null)));
    }

    [Fact]
    public void A_more_specific_entry_wins_over_a_wider_route()
    {
        // VPC user guide, route priority: more specific routes win, whether or not they reference prefix lists.
        var network = Network().WithListRoute("rtb-dev", Nat);

        Assert.Equal([FindingCode.MoreSpecificRoute], CodesOf(network.WithList("pl-0a", "10.255.1.0/24")));
        Assert.Empty(CodesOf(network.WithList("pl-0a", "10.0.0.0/8")));
    }

    [Fact]
    public void A_static_CIDR_route_wins_over_a_prefix_list_entry_of_the_same_block()
    {
        // VPC user guide, route priority: the static route with the CIDR block takes priority.
        Assert.Empty(CodesOf(Network().WithListRoute("rtb-dev", Nat).WithList("pl-0a", "10.255.0.0/16")));
        Assert.NotEmpty(CodesOf(Network().WithListRoute("rtb-dev", Nat).WithList("pl-0a", "10.255.1.0/24")));
    }

    [Fact]
    public void A_prefix_list_entry_wins_over_a_propagated_route_of_the_same_block()
    {
        // VPC user guide, route priority: the route that references the prefix list takes priority.
        var network = Network().WithoutRoute("rtb-dev", "10.255.0.0/16").WithPropagated("rtb-dev", "10.255.0.0/16").WithListRoute("rtb-dev", Hub);

        Assert.Empty(CodesOf(network.WithList("pl-0a", "10.255.0.0/16")));
        Assert.Equal([FindingCode.CannotRoute], CodesOf(network.WithList("pl-0a", "10.9.0.0/16")));
        Assert.Equal([FindingCode.UnknownPrefixList], CodesOf(network.WithList("pl-0a", cidrs: null)));
    }

    [Fact]
    public void An_unread_prefix_list_may_override_propagated_host_routes_but_not_static_ones()
    {
        string[] addresses = ["10.255.0.4/32", "10.255.1.4/32"];
        var network = Network().WithListRoute("rtb-dev", Hub);

        Assert.Equal(
            [FindingCode.MoreSpecificRoute],
            CodesOf(addresses.Aggregate(network, (built, address) => built.WithRoute("rtb-dev", address, Nat)))
        );
        Assert.Equal(
            [FindingCode.UnknownPrefixList],
            CodesOf(addresses.Aggregate(network, (built, address) => built.WithPropagated("rtb-dev", address)))
        );
    }

    [Fact]
    public void Two_prefix_lists_with_one_block_and_different_targets_are_undecided()
    {
        // VPC user guide, route priority: AWS chooses at random which takes priority.
        var network = Network()
            .WithoutRoute("rtb-dev", "10.255.0.0/16")
            .WithListRoute("rtb-dev", Hub)
            .WithListRoute("rtb-dev", Nat, "pl-0b")
            .WithList("pl-0a", "10.255.0.0/16")
            .WithList("pl-0b", "10.255.0.0/16");

        Assert.Equal([FindingCode.UnknownPrefixList], CodesOf(network));
        Assert.Equal([FindingCode.NoRouteToDestination], CodesOf(network.WithList("pl-0a", "192.0.2.0/24").WithList("pl-0b", "192.0.2.0/24")));
    }

    [Fact]
    public void An_ingress_rule_with_a_prefix_list_allows_its_entries()
    {
        var network = Network().WithIngress(new SecurityRule(Traffic.Tcp(443), new RulePeer(PrefixListId: "pl-0a")));

        Assert.Empty(CodesOf(network.WithList("pl-0a", "10.2.0.0/16")));
        Assert.Equal([FindingCode.EniSgRulesMismatch], CodesOf(network.WithList("pl-0a", "10.3.0.0/16")));
        Assert.Equal([FindingCode.EniSgRulesMismatch], CodesOf(network.WithList("pl-0a", "10.2.0.0/25")));
        Assert.Equal([FindingCode.UnknownPrefixList], CodesOf(network.WithList("pl-0a", cidrs: null)));
    }

    [Fact]
    public void An_egress_rule_with_a_prefix_list_allows_only_its_entries()
    {
        var network = Network()
            .WithSecurityGroup("sg-work", Dev)
            .WithEgress("sg-work", new SecurityRule(Traffic.Tcp(443), new RulePeer(PrefixListId: "pl-0a")));

        Assert.Empty(CodesOfWorkload(network.WithList("pl-0a", "3.5.152.0/21", "10.255.0.0/16", "52.219.0.0/20")));
        Assert.Equal([FindingCode.WorkloadEgressRestriction], CodesOfWorkload(network.WithList("pl-0a", "52.219.0.0/20")));
        Assert.Equal([FindingCode.UnknownPrefixList], CodesOfWorkload(network));
    }

    private static IEnumerable<FindingCode> CodesOfWorkload(NetworkSnapshot network) =>
        PathAnalyzer
            .Analyze(new PathIndex(network), new PathQuestion(Dev, Landscape.HubVpc, Dkr) { WorkloadSecurityGroupIds = ValueList.Of("sg-work") })
            .Findings.Select(finding => finding.Code)
            .Distinct();
}
