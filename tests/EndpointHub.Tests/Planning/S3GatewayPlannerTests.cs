using System.Text.Json;
using EndpointHub.Paths;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

public sealed class S3GatewayPlannerTests
{
    private const string Gateway = "vpce-dev-s3";
    private const string Layers = "arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*";

    private static readonly S3GatewayIntent Dev = new() { VpcId = "vpc-dev" };
    private static readonly NetworkSnapshot Seed = Landscape.Seed(ValueList.Of("ecr.dkr"));
    private static readonly NetworkSnapshot Without = Seed.After(new DeleteEndpoint { Location = Landscape.Tokyo, EndpointId = Gateway });
    private static readonly NetworkSnapshot Incomplete = Seed.WithRouteTable("rtb-dev-c", "vpc-dev", "subnet-dev-c")
        .WithRouteTable("rtb-unused", "vpc-dev");

    [Fact]
    public void A_vpc_without_a_gateway_gets_one_in_every_route_table_in_use()
    {
        var plan = S3GatewayPlanner.For(Without.WithRouteTable("rtb-dev-c", "vpc-dev", "subnet-dev-c").WithRouteTable("rtb-unused", "vpc-dev"), Dev);

        Assert.Empty(plan.Refusals);
        var unit = Assert.Single(plan.Units);
        Assert.Equal((PlanUnitKind.S3Gateway, "vpc-dev", false), (unit.Kind, unit.Subject, unit.IsDangerous));
        var step = Assert.IsType<CreateGatewayEndpoint>(Assert.Single(unit.Steps));
        Assert.Equal(["rtb-dev", "rtb-dev-c"], step.RouteTableIds);
        Assert.Null(step.PolicyDocument);
        Assert.Empty(Layered(plan.Predicted));
    }

    [Fact]
    public void An_existing_gateway_gets_the_missing_route_tables()
    {
        var plan = S3GatewayPlanner.For(Incomplete, Dev);

        var step = Assert.IsType<AddGatewayRoutes>(Assert.Single(plan.Steps));
        Assert.Equal((Gateway, "rtb-dev-c"), (step.EndpointId, step.RouteTableIds.ToString()));
        Assert.Contains(
            plan.Predicted.RouteTables["rtb-dev-c"].Routes,
            route => route.Destination.PrefixListId == "pl-61a54008" && route.Target.Id == Gateway
        );
        Assert.True(S3GatewayPlanner.For(plan.Predicted, Dev).IsEmpty);
    }

    [Fact]
    public void Only_the_named_route_tables_get_the_gateway_even_unused_ones()
    {
        var plan = S3GatewayPlanner.For(Incomplete, Dev with { RouteTableIds = ValueList.Of("rtb-unused") });

        Assert.Equal(["rtb-unused"], Assert.IsType<AddGatewayRoutes>(Assert.Single(plan.Steps)).RouteTableIds);
    }

    [Fact]
    public void A_gateway_in_every_route_table_gives_an_empty_plan() => Assert.True(S3GatewayPlanner.For(Seed, Dev).IsEmpty);

    [Fact]
    public void A_requester_managed_gateway_is_kept_and_another_one_is_created()
    {
        var plan = S3GatewayPlanner.For(Incomplete.Changing(Gateway, gateway => gateway with { RequesterManaged = true }), Dev);

        Assert.Equal(["rtb-dev-c"], Assert.IsType<CreateGatewayEndpoint>(Assert.Single(plan.Steps)).RouteTableIds);
    }

    [Fact]
    public void A_narrow_policy_allows_only_the_layer_bucket_and_the_named_buckets()
    {
        var plan = S3GatewayPlanner.For(Without, Dev with { IsNarrow = true, BucketNames = ValueList.Of("company-artifacts") });

        var json = Assert.IsType<CreateGatewayEndpoint>(Assert.Single(plan.Steps)).PolicyDocument!;
        using var parsed = JsonDocument.Parse(json);
        Assert.Equal(2, parsed.RootElement.GetProperty("Statement").GetArrayLength());
        var policy = PolicyDocument.Parse(json);
        Assert.Equal(PolicyDecision.Allowed, policy.Decide(new PolicyRequest("s3:GetObject", Layers)));
        Assert.Equal(PolicyDecision.NotAllowed, policy.Decide(new PolicyRequest("s3:PutObject", Layers)));
        Assert.Equal(PolicyDecision.Allowed, policy.Decide(new PolicyRequest("s3:ListBucket", "arn:aws:s3:::company-artifacts")));
        Assert.Equal(PolicyDecision.Allowed, policy.Decide(new PolicyRequest("s3:PutObject", "arn:aws:s3:::company-artifacts/build.zip")));
        Assert.Equal(PolicyDecision.NotAllowed, policy.Decide(new PolicyRequest("s3:GetObject", "arn:aws:s3:::another-company/*")));
        Assert.Empty(Layered(plan.Predicted));
    }

    [Fact]
    public void Buckets_reached_by_a_default_route_and_not_named_in_the_policy_are_noted()
    {
        var routed = Without.WithRoute("rtb-dev", "0.0.0.0/0", new RouteTarget(RouteTargetKind.NatGateway, "nat-1"));

        Assert.Contains("rtb-dev", Assert.Single(S3GatewayPlanner.For(routed, Dev with { IsNarrow = true }).Notes), StringComparison.Ordinal);
        Assert.Empty(S3GatewayPlanner.For(routed, Dev).Notes);
    }

    [Theory]
    [InlineData("arn:aws:s3:::ap-northeast-1-starport-layer-bucket/*", "S3PolicyMisnamesLayers")]
    [InlineData("arn:aws:s3:::company-artifacts/*", "S3PolicyLacksBucket")]
    public void A_gateway_with_a_policy_that_denies_layers_is_refused_and_unchanged(string resource, string code)
    {
        var closed = WithPolicy(Incomplete, $$"""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"{{resource}}"}""");

        var problem = TestIntents.OnlyRefusal(S3GatewayPlanner.For(closed, Dev));

        Assert.Equal((code, Gateway), (problem.Code, problem.Resource));
        var added = problem.Advice!.Substring(problem.Advice.IndexOf('{', StringComparison.Ordinal));
        Assert.True(S3GatewayPlanner.For(WithPolicy(Incomplete, added), Dev).Refusals.Count == 0, added);
    }

    [Fact]
    public void A_policy_that_denies_layers_is_reported_when_no_route_table_is_missing() =>
        Assert.Equal(
            "S3PolicyLacksBucket",
            TestIntents
                .OnlyRefusal(S3GatewayPlanner.For(WithPolicy(Seed, """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}"""), Dev))
                .Code
        );

    [Fact]
    public void A_policy_for_the_organizations_own_buckets_is_refused() =>
        Assert.Equal(
            "S3PolicyLacksBucket",
            TestIntents.OnlyRefusal(S3GatewayPlanner.For(WithPolicy(Seed, Conditional("StringEquals", "aws:ResourceOrgID")), Dev)).Code
        );

    [Fact]
    public void A_policy_that_may_deny_layers_is_noted_as_the_path_test_says_it()
    {
        var undecided = WithPolicy(Incomplete, Conditional("StringEqualsIfExists", "aws:PrincipalOrgID"));

        var plan = S3GatewayPlanner.For(undecided, Dev);

        var note = Assert.Single(plan.Notes);
        Assert.StartsWith($"{Gateway} has a policy under which s3:GetObject on {Layers} depends on", note, StringComparison.Ordinal);
        Assert.NotEmpty(plan.Steps);
        Assert.Empty(S3GatewayPlanner.For(Incomplete, Dev).Notes);
    }

    private static string Conditional(string comparison, string key) =>
        $$"""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"{{comparison}}":{"{{key}}":"o-example1234"} } }""";

    [Fact]
    public void An_existing_policy_must_allow_the_named_bucket()
    {
        var narrow = WithPolicy(Seed, $$"""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"{{Layers}}"}""");

        Assert.True(S3GatewayPlanner.For(narrow, Dev) is { IsEmpty: true, Refusals.Count: 0 });
        var problem = TestIntents.OnlyRefusal(S3GatewayPlanner.For(narrow, Dev with { BucketNames = ValueList.Of("company-artifacts") }));
        Assert.Equal("S3PolicyLacksBucket", problem.Code);
        Assert.Contains("company-artifacts", problem.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void An_existing_full_access_policy_is_kept_and_noted()
    {
        var plan = S3GatewayPlanner.For(Incomplete, Dev with { IsNarrow = true });

        Assert.Single(plan.Steps);
        Assert.Contains(Gateway, Assert.Single(plan.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vpc-nowhere", null, null, "VpcNotFound")]
    [InlineData("vpc-dev", "rtb-stg", null, "RouteTableNotInVpc")]
    [InlineData("vpc-dev", null, "Company\",\"*", "MalformedBucketName")]
    [InlineData("vpc-dev", null, "-x", "MalformedBucketName")]
    public void An_invalid_intent_is_refused(string vpcId, string? table, string? bucket, string code)
    {
        var intent = new S3GatewayIntent
        {
            VpcId = vpcId,
            RouteTableIds = table is null ? ValueList<string>.Empty : ValueList.Of(table),
            BucketNames = bucket is null ? ValueList<string>.Empty : ValueList.Of(bucket),
        };

        Assert.Equal(code, TestIntents.OnlyRefusal(S3GatewayPlanner.For(Without, intent)).Code);
    }

    [Fact]
    public void The_inverse_of_the_plan_restores_the_network()
    {
        foreach (var before in new[] { Without, Incomplete })
        {
            var step = Assert.Single(S3GatewayPlanner.For(before, Dev).Steps);
            Assert.Equal(before, before.After(step).After(step.InverseOn(before)));
        }

        var deletion = new DeleteEndpoint { Location = Landscape.Tokyo, EndpointId = Gateway };
        Assert.Equal(Seed, Seed.After(deletion).After(deletion.InverseOn(Seed)));
    }

    private static NetworkSnapshot WithPolicy(NetworkSnapshot network, string statement) =>
        network.Changing(Gateway, gateway => gateway with { PolicyDocument = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""" });

    private static IEnumerable<Finding> Layered(NetworkSnapshot network) =>
        PathAnalyzer
            .Analyze(network, "vpc-dev", Landscape.HubVpc, Landscape.Service("ecr.dkr"))
            .Subnets.SelectMany(subnet => subnet.LayerHops)
            .Select(hop => hop.Finding)
            .OfType<Finding>();
}
