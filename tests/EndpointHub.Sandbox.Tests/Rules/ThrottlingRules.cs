using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>§10: token buckets.</summary>
public sealed class ThrottlingRules : IDisposable
{
    private readonly TestAws _aws = new(new() { Throttles = true });

    public void Dispose() => _aws.Dispose();

    [Theory]
    [InlineData("DeleteVpcEndpoints", "VpcEndpointId.1", 4, 0.3)]
    [InlineData("DeleteVpc", "VpcId", 50, 5)]
    [InlineData("CreateTags", "ResourceId.1", 100, 10)]
    [InlineData("DescribeVpcs", "VpcId.1", 100, 20)]
    [InlineData("DescribeSecurityGroups", null, 50, 10)]
    [InlineData("DescribeSecurityGroups", "GroupId.1", 100, 20)]
    [InlineData("DescribeSecurityGroupReferences", "GroupId.1", 20, 5)]
    public async Task Rule_10_an_action_has_its_capacity_at_once_and_then_its_refill(string action, string? parameter, int capacity, double refill)
    {
        Task<Answer> Call() => _aws.Ec2(action, parameter is null ? [] : [(parameter, "x")]);
        for (var i = 0; i < capacity; i++)
            Assert.NotEqual("RequestLimitExceeded", (await Call()).Code);
        var refused = await Call();
        Assert.Equal((503, "RequestLimitExceeded"), (refused.Status, refused.Code));
        _aws.Wait((1 / refill) - 0.01);
        Assert.Equal("RequestLimitExceeded", (await Call()).Code);
        _aws.Wait(0.02);
        Assert.NotEqual("RequestLimitExceeded", (await Call()).Code);
    }

    [Fact]
    public async Task Rule_10_accounts_regions_and_actions_have_buckets_of_their_own()
    {
        for (var i = 0; i < 5; i++)
            await _aws.Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", "x"));
        foreach (var other in new[] { _aws.As("210987654321"), _aws.As(region: "us-east-1") })
            Assert.Null((await other.Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", "x"))).Code);
        Assert.NotEqual("RequestLimitExceeded", (await _aws.Ec2("ModifyVpcEndpoint", ("VpcEndpointId", "x"))).Code);
        Assert.Equal("RequestLimitExceeded", (await _aws.Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", "x"))).Code);
    }

    [Fact]
    public async Task Rule_3_4_Route_53_allows_5_requests_a_second_for_the_whole_account()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(200, (await _aws.Route53("GET", i % 2 == 0 ? "hostedzone" : "hostedzonecount")).Status);
        var refused = await _aws.As(region: "us-east-1").Route53("GET", "hostedzone");
        Assert.Equal((400, "Throttling"), (refused.Status, refused.Code));
        _aws.Wait(0.2);
        Assert.Equal(200, (await _aws.Route53("GET", "hostedzone")).Status);
    }

    /// <summary>Route 53's DNSLimitations page, maximums on Resolver API requests. For Profiles it has no figure.</summary>
    [Fact]
    public async Task Rule_10_Resolver_allows_5_requests_a_second_in_a_region_and_profiles_have_no_limit()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(200, (await _aws.Resolver(i % 2 == 0 ? "ListResolverRules" : "ListResolverRuleAssociations")).Status);
        var refused = await _aws.Resolver("GetResolverRule", new { ResolverRuleId = "x" });
        Assert.Equal((400, "ThrottlingException", "ThrottlingException"), (refused.Status, refused.Code, refused.ErrorHeader));
        Assert.Equal(200, (await _aws.As("210987654321").Resolver("ListResolverRules")).Status);
        Assert.Equal(200, (await _aws.As(region: "us-east-1").Resolver("ListResolverRules")).Status);
        for (var i = 0; i < 200; i++)
            Assert.Equal(200, (await _aws.Profiles("GET", "profiles")).Status);
        _aws.Wait(0.2);
        Assert.Equal(200, (await _aws.Resolver("ListResolverRules")).Status);
        Assert.Equal("ThrottlingException", (await _aws.Resolver("ListResolverRules")).Code);
    }

    [Fact]
    public async Task Rule_10_a_throttled_call_changes_nothing()
    {
        for (var i = 0; i < 60; i++)
            await _aws.Ec2("CreateVpc", ("CidrBlock", "10.0.0.0/16"));
        Assert.Equal(50, (await _aws.Ec2("DescribeVpcs")).All("vpcId").Count);
    }
}
