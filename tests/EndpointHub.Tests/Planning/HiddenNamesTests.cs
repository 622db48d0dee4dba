using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

/// <summary>A zone that is new for a VPC hides what resolved there at and below its name.</summary>
public sealed class HiddenNamesTests
{
    private const string R = Landscape.Region;

    [Theory]
    [InlineData("eks", $"eks.{R}.amazonaws.com", $"oidc.eks.{R}.amazonaws.com")]
    [InlineData("execute-api", $"*.execute-api.{R}.amazonaws.com", $"*.execute-api.{R}.amazonaws.com")]
    [InlineData("appsync-api", $"*.appsync-api.{R}.amazonaws.com", $"*.appsync-api.{R}.amazonaws.com")]
    [InlineData("q", $"q.{R}.amazonaws.com", $"desktop-release.q.{R}.amazonaws.com")]
    [InlineData("datazone", $"datazone.{R}.api.aws", $"*.datazone.{R}.api.aws")]
    [InlineData("codeartifact.api", $"codeartifact.{R}.amazonaws.com", $"*.d.codeartifact.{R}.amazonaws.com")]
    public void A_zone_that_hides_public_names_is_refused_by_name_until_it_is_allowed(string service, string name, string lost)
    {
        var network = Ready(service, name);

        var problem = TestIntents.OnlyRefusal(CutoverPlanner.For(network, TestIntents.Cutover()));
        var allowed = CutoverPlanner.For(network, TestIntents.Cutover() with { Allowed = ValueList.Of("HiddenNames") });

        Assert.Equal(("HiddenNames", "vpc-dev"), (problem.Code, problem.Resource));
        Assert.StartsWith($"would lose {lost}:", problem.Reason, StringComparison.Ordinal);
        Assert.Contains("-Service", problem.Advice!, StringComparison.Ordinal);
        Assert.Single(allowed.Steps.OfType<AssociateZone>());
        Assert.Equal(["HiddenNames"], allowed.Waivers.Select(waiver => waiver.Code));
    }

    [Fact]
    public void A_spoke_whose_own_endpoint_hides_the_names_already_is_moved()
    {
        var name = $"eks.{R}.amazonaws.com";
        var own = Ready("eks", name).WithEndpoint("vpce-dev-eks", "vpc-dev", "eks", ["subnet-dev-a"], [name]);
        var moving = CutoverPlanner.For(own, TestIntents.Cutover()).Steps.ToList();

        Assert.Equal(3, moving.Count);
        Assert.Single(CutoverPlanner.For(own.After(moving.Take(2)), TestIntents.Cutover()).Steps);
    }

    [Fact]
    public void A_more_specific_zone_of_the_vpc_keeps_its_names()
    {
        var network = Ready("eks", $"eks.{R}.amazonaws.com").WithZone("Z-oidc", $"oidc.eks.{R}.amazonaws.com", "", "vpc-dev");

        Assert.Empty(CutoverPlanner.For(network, TestIntents.Cutover()).Refusals);
    }

    [Theory]
    [InlineData("kms.ap-northeast-1.amazonaws.com", false)]
    [InlineData("beside.kms.ap-northeast-1.amazonaws.com", true)]
    [InlineData("kms.ap-northeast-3.amazonaws.com", false)]
    public void A_name_that_a_record_leads_to_is_refused_when_the_zone_hides_it(string target, bool isHidden)
    {
        var network = Ready("kms", $"kms.{R}.amazonaws.com")
            .WithZone("Z-corp", "corp.example.com", "", "vpc-dev")
            .WithRecord("Z-corp", new ZoneRecord("x.corp.example.com", "CNAME", Alias: null, ValueList.Of(target + ".")));

        Assert.Equal(isHidden ? ["HiddenNames"] : [], CutoverPlanner.For(network, TestIntents.Cutover()).Refusals.Select(problem => problem.Code));
    }

    [Fact]
    public void A_name_of_a_parent_zone_is_refused_when_the_new_zone_hides_it()
    {
        var network = Ready("kms", $"kms.{R}.amazonaws.com")
            .WithZone("Z-parent", $"{R}.amazonaws.com", "", "vpc-dev")
            .WithRecord("Z-parent", new ZoneRecord($"old.kms.{R}.amazonaws.com", "A", Alias: null, ValueList.Of("10.2.0.9")));

        Assert.Contains($"old.kms.{R}", TestIntents.OnlyRefusal(CutoverPlanner.For(network, TestIntents.Cutover())).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_new_zone_leaves_is_said_for_every_service()
    {
        var plan = CutoverPlanner.For(Ready("kms", $"kms.{R}.amazonaws.com"), TestIntents.Cutover());

        Assert.Equal(
            [$"Zone kms.{R}.amazonaws.com is new for vpc-dev. Nothing at or below it resolves there afterwards but kms.{R}.amazonaws.com."],
            plan.Found
        );
    }

    [Fact]
    public void The_hubs_vpc_and_the_inventory_are_warned()
    {
        var network = NetworkSnapshot
            .Empty.WithEnvironment("shared", "10.255.0.0/16")
            .WithEnvironment("dev", "10.2.0.0/16")
            .WithService("eks", $"eks.{R}.amazonaws.com")
            .WithHub("eks");
        var own = network.WithEndpoint("vpce-dev-eks", "vpc-dev", "eks", ["subnet-dev-a"], [$"eks.{R}.amazonaws.com"]);

        Assert.Contains($"oidc.eks.{R}", Assert.Single(ZonePlanner.For(network, TestIntents.Zones()).Notes), StringComparison.Ordinal);
        Assert.Contains(
            EndpointHub.Inventory.InventoryBuilder.Of(own, default).Single(entry => entry.VpcEndpointId == "vpce-dev-eks").Warnings,
            warning => warning.Contains($"oidc.eks.{R}", StringComparison.Ordinal)
        );
    }

    private static NetworkSnapshot Ready(string service, params string[] names) =>
        NetworkSnapshot
            .Empty.WithEnvironment("shared", "10.255.0.0/16")
            .WithEnvironment("dev", "10.2.0.0/16")
            .WithService(service, names)
            .WithHub(service)
            .Connected()
            .WithZones();
}
