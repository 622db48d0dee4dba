using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

/// <summary>A service whose clients may use ports that the hub does not allow is refused instead of moved partially.</summary>
public sealed class PortCheckTests
{
    private const string Kms = "vpce-dev-kms";
    private static readonly NetworkSnapshot Ready = Landscape.Seed(ValueList.Of("ecr.dkr", "kms")).WithHub("ecr.dkr", "kms").Connected().WithZones();

    [Theory]
    [InlineData("tcp", 8883, 8883, "tcp/8883")]
    [InlineData("tcp", 1, 442, "tcp/1-442")]
    [InlineData("tcp", 444, 65535, "tcp/444-65535")]
    [InlineData("6", 5432, 5432, "6/5432")]
    public void A_rule_without_port_443_prevents_the_cut_over_of_its_service_only(string protocol, int from, int to, string told)
    {
        var plan = CutoverPlanner.For(Allowing(Ready, Kms, new Traffic(protocol, from, to)), TestIntents.Cutover());

        var refused = Assert.Single(plan.Refusals);
        Assert.Equal(("PortsUnknown", Kms, ProblemKind.Unsafe), (refused.Code, refused.Resource, refused.Kind));
        Assert.Contains(told, refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("tcp/443", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(["vpce-dev-ecr.dkr"], plan.Steps.OfType<DisablePrivateDns>().Select(off => off.EndpointId));
    }

    [Theory]
    [InlineData("-1", null, null)]
    [InlineData("tcp", null, null)]
    [InlineData("tcp", 0, 65535)]
    [InlineData("tcp", 443, 8883)]
    [InlineData("udp", 8883, 8883)]
    [InlineData("icmp", 8, 0)]
    public void Other_rules_do_not_affect_the_port_check(string protocol, int? from, int? to)
    {
        Assert.Empty(CutoverPlanner.For(Allowing(Ready, Kms, new Traffic(protocol, from, to)), TestIntents.Cutover()).Refusals);
        Assert.NotEmpty(CutoverPlanner.For(Allowing(Ready, Kms, Traffic.Tcp(8883)), TestIntents.Cutover()).Refusals);
    }

    [Fact]
    public void Its_own_code_moves_the_service_and_continuing_needs_no_code()
    {
        var otherPorts = Allowing(Ready, Kms, Traffic.Tcp(8883));

        var withoutCode = WaivableCodes.OfCutover.Without(code => code == "PortsUnknown");
        Assert.NotEmpty(CutoverPlanner.For(otherPorts, TestIntents.Cutover() with { Allowed = withoutCode }).Refusals);
        var allowed = CutoverPlanner.For(otherPorts, TestIntents.Cutover() with { Allowed = ValueList.Of("PortsUnknown") });

        Assert.Contains("tcp/8883", Assert.Single(allowed.Notes), StringComparison.Ordinal);
        Assert.Equal(7, allowed.Steps.Count());
        var begun = otherPorts.After(allowed.Steps.TakeWhile(step => step is not AssociateZone { ZoneName: "kms.ap-northeast-1.amazonaws.com" }));
        Assert.Equal([allowed.Steps.Last().Key], Rest(CutoverPlanner.For(begun, TestIntents.Cutover())));
    }

    [Fact]
    public void A_spoke_without_an_own_endpoint_passes_the_port_check()
    {
        var otherPorts = Allowing(Ready, Kms, Traffic.Tcp(8883));

        Assert.Empty(CutoverPlanner.For(otherPorts with { Endpoints = otherPorts.Endpoints.Without(Kms) }, TestIntents.Cutover()).Refusals);
        Assert.NotEmpty(CutoverPlanner.For(otherPorts, TestIntents.Cutover()).Refusals);
    }

    [Theory]
    [InlineData("cassandra", 9142)]
    [InlineData("email-smtp", 25, 465, 587, 2465, 2587)]
    public void A_service_with_known_ports_is_moved_only_when_all_are_allowed(string service, params int[] ports)
    {
        var ready = Landscape.Seed(ValueList.Of(service)).WithHub(service).Connected().WithZones();
        ready = Allowing(ready, $"vpce-dev-{service}", [.. ports.Select(Traffic.Tcp)]);

        Assert.Empty(CutoverPlanner.For(ready, TestIntents.Cutover()).Refusals);
        foreach (var port in ports)
            Assert.Equal("PathNotProven", TestIntents.OnlyRefusal(CutoverPlanner.For(Closing(ready, port), TestIntents.Cutover())).Code);
    }

    [Fact]
    public void The_ports_of_a_third_party_service_are_unknown()
    {
        const string Theirs = "com.amazonaws.vpce.ap-northeast-1.vpce-svc-0a1b2c3d";
        var before = Landscape
            .Seed(ValueList.Of("kms"))
            .Changing(Kms, endpoint => endpoint with { ServiceName = Theirs, PrivateNames = ValueList.Of("api.example.com") });
        before = before with
        {
            Services = before.Services.With(
                before.Services[Landscape.Service("kms")] with
                {
                    Id = Theirs,
                    PrivateDnsNames = ValueList.Of("api.example.com"),
                }
            ),
        };

        var hub = HubPlanner.For(before, TestIntents.Hub() with { ServiceNames = ValueList.Of(Theirs) });
        var plan = CutoverPlanner.For(TestIntents.PredictedBy(hub).Connected().WithZones(), TestIntents.Cutover());

        Assert.Contains(Kms, Assert.Single(hub.Notes), StringComparison.Ordinal);
        Assert.Equal(("PortsUnknown", Kms), (TestIntents.OnlyRefusal(plan).Code, plan.Refusals[0].Resource));
        Assert.Contains("provider", plan.Refusals[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hub_plan_for_an_endpoint_with_other_ports_notes_them()
    {
        var otherPorts = Allowing(Landscape.Seed(ValueList.Of("ecr.dkr", "kms")), Kms, Traffic.Tcp(8883));

        Assert.Contains(Kms, Assert.Single(HubPlanner.For(otherPorts, TestIntents.Hub("kms")).Notes), StringComparison.Ordinal);
        Assert.Empty(HubPlanner.For(otherPorts, TestIntents.Hub("ecr.dkr")).Notes);
    }

    private static IEnumerable<string> Rest(Plan plan)
    {
        Assert.Empty(plan.Refusals);
        return plan.Steps.Select(step => step.Key);
    }

    // A separate security group of the endpoint that allows port 443 from the spoke as before, and further ports.
    private static NetworkSnapshot Allowing(NetworkSnapshot network, string endpointId, params Traffic[] more) =>
        network
            .WithSecurityGroup(
                "sg-otherPorts",
                "vpc-dev",
                [.. more.Prepend(Traffic.Tcp(443)).Select(traffic => new SecurityRule(traffic, RulePeer.From(Cidr.Parse("10.2.0.0/16"))))]
            )
            .Changing(endpointId, endpoint => endpoint with { SecurityGroupIds = ValueList.Of("sg-otherPorts") });

    private static NetworkSnapshot Closing(NetworkSnapshot network, int port)
    {
        var group = network.SecurityGroups.Single(group => group.IsOf(Landscape.HubName));
        return network with
        {
            SecurityGroups = network.SecurityGroups.With(group with { Ingress = group.Ingress.Without(rule => rule.Traffic == Traffic.Tcp(port)) }),
        };
    }
}
