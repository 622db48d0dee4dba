using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

public sealed class PrivateDnsPlannerTests
{
    private static readonly NetworkSnapshot Seed = Landscape.Seed(ValueList.Of("kms", "logs"));

    [Fact]
    public void Each_endpoint_is_a_separate_high_impact_unit()
    {
        var plan = For(Seed, "vpce-dev-logs", "vpce-stg-kms", "vpce-dev-logs");

        Assert.Equal(["vpce-dev-logs", "vpce-stg-kms"], plan.Units.Select(unit => unit.Subject));
        Assert.All(plan.Units, unit => Assert.Equal((PlanUnitKind.PrivateDnsOff, true), (unit.Kind, unit.IsDangerous)));
        Assert.All(plan.Steps, step => Assert.IsType<DisablePrivateDns>(step));
        Assert.True(For(plan.Predicted, "vpce-dev-logs", "vpce-stg-kms").IsEmpty);
    }

    [Fact]
    public void An_endpoint_without_private_dns_to_disable_is_refused_and_the_rest_proceeds()
    {
        var before = Seed.Changing("vpce-dev-kms", endpoint => endpoint with { RequesterManaged = true })
            .Changing("vpce-stg-kms", endpoint => endpoint with { Kind = EndpointKind.Gateway });

        var plan = For(before, "vpce-dev-kms", "vpce-stg-kms", "vpce-nowhere", "vpce-dev-logs");

        Assert.Equal(
            [("RequesterManaged", "vpce-dev-kms"), ("NotAnInterfaceEndpoint", "vpce-stg-kms"), ("EndpointNotFound", "vpce-nowhere")],
            plan.Refusals.Select(problem => (problem.Code, problem.Resource))
        );
        Assert.Equal("vpce-dev-logs", Assert.Single(plan.Units).Subject);
    }

    private static Plan For(NetworkSnapshot network, params string[] ids) =>
        PrivateDnsPlanner.For(network, new PrivateDnsIntent { EndpointIds = ids.ToValueList() });
}
