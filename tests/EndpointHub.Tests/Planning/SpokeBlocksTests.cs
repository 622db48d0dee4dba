using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Results;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

/// <summary>Spokes that share a block, for example for pods, are connected by their other blocks.</summary>
public sealed class SpokeBlocksTests
{
    private static readonly Cidr Pods = Cidr.Parse("100.64.0.0/16");
    private static readonly NetworkSnapshot Shared = WithPods("dev", WithPods("stg", Landscape.Seed(ValueList.Of("kms")).WithHub("kms")));

    [Fact]
    public void A_block_that_another_spoke_has_is_refused_alone_and_the_free_ones_are_named()
    {
        var first = ConnectionPlanner.For(Shared, Intent("dev")).Predicted;

        var refusal = TestIntents.OnlyRefusal(ConnectionPlanner.For(first, Intent("stg")));

        Assert.Equal(("CidrOverlap", "vpc-stg"), (refusal.Code, refusal.Resource));
        Assert.Contains("100.64.0.0/16", refusal.Reason, StringComparison.Ordinal);
        Assert.Contains($"-SpokeCidr {Shared.Vpcs["vpc-stg"].Cidrs[0]}", refusal.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void The_specified_blocks_are_routed_and_admitted_and_no_others()
    {
        var first = ConnectionPlanner.For(Shared, Intent("dev")).Predicted;
        var own = Shared.Vpcs["vpc-stg"].Cidrs[0];

        var plan = ConnectionPlanner.For(first, Intent("stg", own));

        Assert.Empty(plan.Refusals);
        Assert.Equal([own], plan.Steps.OfType<CreateRoute>().Where(route => route.RouteTableId == "rtb-shared").Select(route => route.Destination));
        Assert.Equal([own], plan.Steps.OfType<AllowIngress>().Select(step => step.Rule.Peer.Cidr!.Value));
    }

    [Fact]
    public void A_spoke_that_was_connected_in_part_stays_so_and_counts_as_connected()
    {
        var both = new[] { "dev", "stg" }.Aggregate(
            Shared,
            (network, name) => ConnectionPlanner.For(network, Intent(name, Shared.Vpcs[$"vpc-{name}"].Cidrs[0])).Predicted
        );

        foreach (var name in new[] { "dev", "stg" })
        {
            var again = ConnectionPlanner.For(both, Intent(name));
            Assert.Empty(again.Refusals);
            Assert.True(again.IsEmpty);
            Assert.Equal(SpokeStage.Connected, SpokeConnection.In(both, Landscape.Hub, $"vpc-{name}", default)!.Stage);
        }
    }

    [Fact]
    public void A_block_of_no_routed_spoke_may_be_connected_by_another()
    {
        var part = ConnectionPlanner.For(Shared, Intent("dev", Shared.Vpcs["vpc-dev"].Cidrs[0])).Predicted;

        Assert.Empty(ConnectionPlanner.For(part, Intent("stg")).Refusals);
        Assert.Equal(
            "CidrOverlap",
            ConnectionPlanner.For(ConnectionPlanner.For(part, Intent("stg")).Predicted, Intent("dev", Pods)).Refusals.Single().Code
        );
    }

    [Fact]
    public void A_block_of_another_vpc_is_refused() =>
        Assert.Equal("SpokeCidrNotInVpc", TestIntents.OnlyRefusal(ConnectionPlanner.For(Shared, Intent("dev", Cidr.Parse("10.99.0.0/16")))).Code);

    [Fact]
    public void Subnets_without_a_path_stop_the_cut_over_until_they_are_left_out()
    {
        var ready = Shared
            .WithSubnet("subnet-dev-pods", "vpc-dev", "100.64.0.0/24", "1a")
            .After(ConnectionPlanner.For(Shared, Intent("dev", Shared.Vpcs["vpc-dev"].Cidrs[0])).Steps)
            .WithZones();
        var cutover = TestIntents.Cutover();

        Assert.Equal(["PathNotProven"], CutoverPlanner.For(ready, cutover).Refusals.Select(problem => problem.Code).Distinct());

        var chosen = CutoverPlanner.For(ready, cutover with { ClientSubnetIds = ValueList.Of("subnet-dev-a") });
        Assert.Empty(chosen.Refusals);
        Assert.False(chosen.Predicted.Endpoints["vpce-dev-kms"].PrivateDnsEnabled);
        Assert.Contains(chosen.Notes, note => note.Contains("subnet-dev-pods", StringComparison.Ordinal));
        Assert.Equal(
            "SubnetNotInVpc",
            TestIntents.OnlyRefusal(CutoverPlanner.For(ready, cutover with { ClientSubnetIds = ValueList.Of("subnet-stg-a") })).Code
        );
    }

    private static NetworkSnapshot WithPods(string name, NetworkSnapshot network) =>
        network.ChangingVpc($"vpc-{name}", vpc => vpc with { Cidrs = vpc.Cidrs.With(Pods) });

    private static ConnectionIntent Intent(string name, params Cidr[] cidrs) =>
        new()
        {
            Hub = Landscape.Hub,
            SpokeVpcId = $"vpc-{name}",
            SpokeCidrs = cidrs.ToValueList(),
        };
}
