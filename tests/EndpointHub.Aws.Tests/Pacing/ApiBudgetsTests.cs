using EndpointHub.Aws.Pacing;
using EndpointHub.Planning;

namespace EndpointHub.AwsTests.Pacing;

public sealed class ApiBudgetsTests
{
    // EC2 developer guide, request throttling; Route 53 developer guide, quotas.
    [Theory]
    [InlineData("CreateVpcEndpoint", 4, 0.3)]
    [InlineData("ModifyVpcEndpoint", 4, 0.3)]
    [InlineData("DeleteVpcEndpoints", 4, 0.3)]
    [InlineData("DescribeVpcEndpoints", 100, 20)]
    [InlineData("GetManagedPrefixListEntries", 100, 20)]
    [InlineData("SearchTransitGatewayRoutes", 100, 20)]
    [InlineData("DescribeSecurityGroupReferences", 20, 5)]
    [InlineData("CreateVpcPeeringConnection", 50, 5)]
    [InlineData("AuthorizeSecurityGroupIngress", 50, 5)]
    [InlineData("CreateRoute", 50, 5)]
    [InlineData("CreateTags", 100, 10)]
    [InlineData("DeleteTags", 100, 10)]
    public void Ec2_has_a_token_bucket_for_each_action(string action, int capacity, double perSecond) =>
        Assert.Equal(new ApiBudget(capacity, perSecond), ApiBudgets.Of(ApiAction.Ec2(action)));

    [Fact]
    public void Route_53_allows_five_calls_a_second() => Assert.Equal(new ApiBudget(5, 5), ApiBudgets.Of(ApiAction.Route53("GetChange")));

    [Fact]
    public void Resolver_allows_five_calls_a_second() =>
        Assert.Equal(new ApiBudget(5, 5), ApiBudgets.Of(new ApiAction("route53resolver", "ListResolverRules")));

    [Fact]
    public void An_action_without_a_published_budget_is_not_paced()
    {
        Assert.Null(ApiBudgets.Of(new ApiAction("sts", "GetCallerIdentity")));
        Assert.NotNull(ApiBudgets.Of(ApiAction.Ec2("CreateVpcEndpoint")));
    }
}
