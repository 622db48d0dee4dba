using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

public sealed class ImmovableTests
{
    private const string Own = "vpce-dev-kms";
    private static readonly NetworkSnapshot Ready = Landscape.Seed(ValueList.Of("ecr.dkr", "kms")).WithHub("ecr.dkr", "kms").Connected().WithZones();
    private static readonly ValueList<EndpointOwner> Terraform = ValueList.Of(EndpointOwner.Terraform);

    public static TheoryData<string, object> Kinds() =>
        new()
        {
            { "ManagedByGuardDuty", Change(endpoint => endpoint with { Tags = endpoint.Tags.With(new Tag("GuardDutyManaged", "true")) }) },
            { "CrossRegionEndpoint", Change(endpoint => endpoint with { ServiceRegion = "eu-west-1" }) },
            { "RequesterManaged", Change(endpoint => endpoint with { RequesterManaged = true }) },
            { "ManagedElsewhere", Change(endpoint => endpoint with { Tags = endpoint.Tags.With(new Tag("aws:cloudformation:stack-id", "arn:x")) }) },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_endpoint_that_stays_is_neither_moved_nor_switched_nor_removed(string code, object change)
    {
        var make = (Func<Endpoint, Endpoint>)change;
        var plans = new[]
        {
            CutoverPlanner.For(Ready.Changing(Own, make), TestIntents.Cutover()),
            PrivateDnsPlanner.For(Ready.Changing(Own, make), new PrivateDnsIntent { EndpointIds = ValueList.Of(Own) }),
            RemovalPlanner.For(Ready.CutOver().Changing(Own, make), TestIntents.Removal()),
        };

        Assert.All(
            plans,
            plan =>
            {
                Assert.Equal((code, Own), plan.Refusals.Select(problem => (problem.Code, problem.Resource)).Distinct().Single());
                Assert.Equal(plan.Before.Endpoints[Own], plan.Predicted.Endpoints[Own]);
            }
        );
        Assert.False(plans[0].Predicted.Endpoints["vpce-dev-ecr.dkr"].PrivateDnsEnabled);
        Assert.Null(plans[2].Predicted.Endpoints.Find("vpce-dev-ecr.dkr"));
    }

    [Fact]
    public void An_included_owner_is_changed_and_the_drift_is_noted()
    {
        var tag = new Tag("ManagedBy", "terraform");
        var moved = CutoverPlanner.For(Tagged(Ready, tag), TestIntents.Cutover() with { IncludedOwners = Terraform });
        var removed = RemovalPlanner.For(Tagged(Ready.CutOver(), tag), TestIntents.Removal() with { IncludedOwners = Terraform });

        Assert.Empty(moved.Refusals.Concat(removed.Refusals));
        Assert.False(moved.Predicted.Endpoints[Own].PrivateDnsEnabled);
        Assert.Contains(removed.Steps, step => step is DeleteEndpoint { EndpointId: Own });
        Assert.All(
            [moved.Notes, removed.Notes],
            notes =>
                Assert.Contains(
                    notes,
                    note => note.Contains("ManagedBy=terraform", StringComparison.Ordinal) && note.Contains(Own, StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void A_spoke_whose_endpoint_of_a_tool_is_cut_over_needs_no_further_consent()
    {
        var moved = Tagged(Ready.CutOver(), new Tag("ManagedBy", "terraform"));

        Assert.Empty(CutoverPlanner.For(moved, TestIntents.Cutover()).Refusals);
        Assert.Contains(
            ReturnPlanner.For(moved, new ReturnIntent { Hub = Landscape.Hub, SpokeVpcId = "vpc-dev" }).Steps,
            step => step is EnablePrivateDns { EndpointId: Own }
        );
    }

    [Fact]
    public void A_resource_endpoint_with_a_name_of_the_hub_is_named_as_what_it_is()
    {
        var before = Ready.Changing(Own, endpoint => endpoint with { Kind = EndpointKind.Resource, ServiceName = "arn:aws:vpc-lattice:x" });

        Assert.Contains(
            CutoverPlanner.For(before, TestIntents.Cutover()).Refusals,
            problem => (problem.Code, problem.Resource) == ("NotAnInterfaceEndpoint", Own)
        );
    }

    private static object Change(Func<Endpoint, Endpoint> change) => change;

    private static NetworkSnapshot Tagged(NetworkSnapshot network, Tag tag) =>
        network.Changing(Own, endpoint => endpoint with { Tags = endpoint.Tags.With(tag) });
}
