using EndpointHub.Planning;

namespace EndpointHub.Aws.Pacing;

/// <summary>The parameters of a token bucket as AWS publishes them. Each call takes a token.</summary>
/// <param name="Capacity">The number of tokens of a full bucket; at least 1.</param>
/// <param name="PerSecond">The number of tokens that are refilled per second; above 0.</param>
internal sealed record ApiBudget(int Capacity, double PerSecond);

/// <summary>
/// The token buckets of the APIs in use. EC2 has one per account, region and action (EC2 developer guide, request throttling). Route 53 has one
/// per account for all actions and regions. Resolver has one per account and region (Route 53 developer guide, quotas).
/// </summary>
internal static class ApiBudgets
{
    private static readonly ApiBudget Reading = new(100, 20);
    private static readonly ApiBudget Changing = new(50, 5);
    private static readonly ApiBudget Tagging = new(100, 10);
    private static readonly ApiBudget Endpoints = new(4, 0.3);
    private static readonly ApiBudget References = new(20, 5);
    private static readonly ApiBudget Route53 = new(5, 5);
    private static readonly ApiBudget Resolver = new(5, 5);

    /// <summary>Returns the rate limit of an action.</summary>
    /// <param name="action">The action.</param>
    /// <returns>The rate limit, or null if AWS publishes none (STS, Profiles). Such calls are not paced.</returns>
    public static ApiBudget? Of(ApiAction action) =>
        action.Service switch
        {
            "ec2" => OfEc2(action.Name),
            "route53" => Route53,
            "route53resolver" => Resolver,
            _ => null,
        };

    private static ApiBudget OfEc2(string action) =>
        action switch
        {
            "CreateVpcEndpoint" or "ModifyVpcEndpoint" or "DeleteVpcEndpoints" => Endpoints,
            "CreateTags" or "DeleteTags" => Tagging,
            "DescribeStaleSecurityGroups" or "DescribeSecurityGroupReferences" => References,
            _ when IsReading(action) => Reading,
            _ => Changing,
        };

    private static bool IsReading(string action) =>
        action.StartsWith("Describe", StringComparison.Ordinal)
        || action.StartsWith("Get", StringComparison.Ordinal)
        || action.StartsWith("List", StringComparison.Ordinal)
        || action.StartsWith("Search", StringComparison.Ordinal);
}
