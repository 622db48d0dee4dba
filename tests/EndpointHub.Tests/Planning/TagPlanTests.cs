using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

/// <summary>The tags of <c>-Tag</c> in plans.</summary>
public sealed class TagPlanTests
{
    private static readonly Tag Cost = new("CostCenter", "4711");
    private static readonly Tag Owner = new("Owner", "network");
    private static readonly NetworkSnapshot Seed = Landscape.Seed(ValueList.Of("ecr.api", "ecr.dkr"));

    [Fact]
    public void A_new_hub_carries_the_tags_and_its_plan_shows_them()
    {
        var plan = HubPlanner.For(Seed, TestIntents.Hub("ecr.api") with { Tags = ValueList.Of(Owner, Cost) });

        Assert.Equal(["CreateSecurityGroup", "CreateVpcEndpoint"], plan.Steps.Select(step => step.Action.Name));
        Assert.All(plan.Steps, step => Assert.EndsWith(", tagged with CostCenter=4711, Owner=network", step.Description, StringComparison.Ordinal));
        Assert.All(
            plan.Predicted.Endpoints.Where(endpoint => endpoint.IsOf("shared")),
            endpoint => Assert.Equal(["CostCenter", "Name", "Owner", "endpointhub:hub"], endpoint.Tags.Select(tag => tag.Key))
        );
    }

    [Fact]
    public void A_hub_that_exists_gets_what_is_missing_and_loses_nothing()
    {
        var foreign = new Tag("Backup", "daily");
        var old = Cost with { Value = "1" };
        var hub = HubPlanner.For(Seed, TestIntents.Hub("ecr.api") with { Tags = ValueList.Of(foreign, old) }).Predicted;

        var plan = HubPlanner.For(hub, TestIntents.Hub("ecr.api") with { Tags = ValueList.Of(Cost, Owner) });

        Assert.All(plan.Steps, step => Assert.Equal("CreateTags", step.Action.Name));
        var own = plan.Predicted.Endpoints.Where(endpoint => endpoint.IsOf("shared")).Concat<Resource>(plan.Predicted.SecurityGroups.Where(IsOwn));
        Assert.All(own, resource => Assert.Subset(resource.Tags.ToHashSet(), new HashSet<Tag> { foreign, Cost, Owner, HubMark.Hub("shared") }));
        Assert.All(own, resource => Assert.DoesNotContain(old, resource.Tags));
        Assert.Equal(hub.Endpoints.Where(endpoint => !endpoint.IsOf("shared")), plan.Predicted.Endpoints.Where(endpoint => !endpoint.IsOf("shared")));
        Assert.True(HubPlanner.For(plan.Predicted, TestIntents.Hub("ecr.api") with { Tags = ValueList.Of(Cost, Owner) }).IsEmpty);
        Assert.True(HubPlanner.For(plan.Predicted, TestIntents.Hub("ecr.api")).IsEmpty);
        AssertUndone(plan);
    }

    [Fact]
    public void A_zone_is_tagged_after_it_is_created_and_once_only()
    {
        var connected = HubPlanner.For(Seed, TestIntents.Hub("ecr.api")).Predicted;
        var intent = TestIntents.Zones() with { Tags = ValueList.Of(Cost) };

        var plan = ZonePlanner.For(connected, intent);

        var tagged = plan.Steps.OfType<TagZone>().ToList();
        Assert.Equal(plan.Steps.OfType<CreateZone>().Select(step => step.ZoneId), tagged.Select(step => step.ZoneId));
        Assert.All(tagged, step => Assert.StartsWith("CreateHostedZone ", Assert.Single(step.Requires), StringComparison.Ordinal));
        Assert.True(ZonePlanner.For(plan.Predicted, intent).IsEmpty);
        var more = ZonePlanner.For(plan.Predicted, intent with { Tags = ValueList.Of(Owner, Cost with { Value = "" }) });
        Assert.Equal(2 * tagged.Count, more.Steps.OfType<TagZone>().Count());
        AssertUndone(more);
    }

    [Fact]
    public void Only_a_peering_and_a_gateway_of_EndpointHub_are_tagged_later()
    {
        var gateway = S3GatewayPlanner.For(Seed, new S3GatewayIntent { VpcId = "vpc-dev", Tags = ValueList.Of(Cost) });

        Assert.True(gateway.IsEmpty);
        Assert.Contains("is not tagged", Assert.Single(gateway.Notes), StringComparison.Ordinal);

        var hub = HubPlanner.For(Seed, TestIntents.Hub("ecr.api")).Predicted;
        var connected = ConnectionPlanner.For(hub, TestIntents.Connection()).Predicted;
        var intent = TestIntents.Connection() with { Tags = ValueList.Of(Cost) };
        var step = Assert.IsType<TagResource>(Assert.Single(ConnectionPlanner.For(connected, intent).Steps));
        var peering = Assert.Single(connected.Peerings);
        Assert.Equal((peering.Id, peering.Requester.Location), (step.ResourceId, step.Location));
        var foreign = connected with { Peerings = connected.Peerings.With(peering with { Tags = ValueList<Tag>.Empty }) };
        Assert.True(ConnectionPlanner.For(foreign, intent).IsEmpty);
    }

    [Theory]
    [InlineData("CostCenter", "", null)]
    [InlineData("", "x", "-Tag")]
    [InlineData("aws:cloudformation:stack-name", "x", "aws:cloudformation:stack-name")]
    [InlineData("AWS:x", "x", "AWS:x")]
    [InlineData("endpointhub:hub", "other", "endpointhub:hub")]
    [InlineData("EndpointHub:cut-over", "x", "EndpointHub:cut-over")]
    [InlineData("name", "x", "name")]
    public void Keys_of_AWS_and_of_EndpointHub_are_refused(string key, string value, string? resource) =>
        Assert.Equal(resource, TagRules.Validate(ValueList.Of(new Tag(key, value)), TagRules.PerResource)?.Resource);

    [Fact]
    public void Lengths_and_numbers_are_those_of_AWS()
    {
        static string? Code(int key, int value) =>
            TagRules.Validate(ValueList.Of(new Tag(new string('k', key), new string('v', value))), TagRules.PerResource)?.Code;
        static string? Many(int count, int limit) =>
            TagRules.Validate(Enumerable.Range(0, count).Select(i => new Tag($"k{i}", "")).ToValueList(), limit)?.Code;

        Assert.Equal([null, "TagRefused", "TagRefused"], new[] { Code(128, 256), Code(129, 0), Code(1, 257) });
        Assert.Equal(
            [null, "TooManyTags", null, "TooManyTags"],
            new[] { Many(48, TagRules.PerResource), Many(49, TagRules.PerResource), Many(10, TagRules.PerZone), Many(11, TagRules.PerZone) }
        );
        Assert.Equal("TagRefused", TagRules.Validate(ValueList.Of(Cost, Cost with { Value = "2" }), TagRules.PerResource)?.Code);
    }

    private static bool IsOwn(SecurityGroup group) => group.IsOf("shared");

    private static void AssertUndone(Plan plan)
    {
        var networks = new List<NetworkSnapshot> { plan.Before };
        foreach (var step in plan.Steps)
            networks.Add(networks[^1].After(step));
        var undone = plan.Steps.Select((step, i) => step.InverseOn(networks[i])).Reverse();
        Assert.Equal(plan.Before, plan.Predicted.After(undone));
    }
}
