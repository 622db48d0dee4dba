using EndpointHub.Errors;

namespace EndpointHub.Aws.Sessions;

/// <summary>Maps error codes of AWS to the quotas that were reached (Service Quotas' names and codes).</summary>
internal static class Quotas
{
    private static readonly Dictionary<string, Quota[]> ByCode = new(StringComparer.Ordinal)
    {
        // AWS has one code for both kinds of endpoint.
        ["VpcEndpointLimitExceeded"] =
        [
            new("vpc", "L-29B6F2EB", "Interface VPC endpoints per VPC"),
            new("vpc", "L-1B52E74A", "Gateway VPC endpoints per Region"),
        ],
        ["SubnetLimitExceeded"] = [new("vpc", "L-407747CB", "Subnets per VPC")],
        ["RouteTableLimitExceeded"] = [new("vpc", "L-589F43AA", "Route tables per VPC")],
        ["RouteLimitExceeded"] = [new("vpc", "L-93826ACB", "Routes per route table")],
        ["SecurityGroupLimitExceeded"] = [new("vpc", "L-E79EC296", "VPC security groups per Region")],
        ["RulesPerSecurityGroupLimitExceeded"] = [new("vpc", "L-0EA8095F", "Inbound or outbound rules per security group")],
        ["SecurityGroupsPerInterfaceLimitExceeded"] = [new("vpc", "L-2AFB9258", "Security groups per network interface")],
        ["ActiveVpcPeeringConnectionPerVpcLimitExceeded"] = [new("vpc", "L-7E9ECCDB", "Active VPC peering connections per VPC")],
        ["VpcPeeringConnectionsPerVpcLimitExceeded"] = [new("vpc", "L-7E9ECCDB", "Active VPC peering connections per VPC")],
        ["OutstandingVpcPeeringConnectionLimitExceeded"] = [new("vpc", "L-DC9F7029", "Outstanding VPC peering connection requests")],
        ["PendingVpcPeeringConnectionLimitExceeded"] = [new("vpc", "L-DC9F7029", "Outstanding VPC peering connection requests")],
        ["TooManyHostedZones"] = [new("route53", "L-4EA4796A", "Hosted zones")],
    };

    /// <summary>Returns the problem for an error code; null if the code is not about a quota.</summary>
    /// <param name="code">AWS's error code.</param>
    /// <param name="resource">The resource of the call.</param>
    /// <param name="action">AWS's name of the operation.</param>
    public static Problem? Reached(string code, string resource, string action)
    {
        if (!ByCode.TryGetValue(code, out var quotas))
            return null;

        return Problems.QuotaReached(
            resource,
            action,
            code,
            string.Join("' or '", quotas.Select(quota => quota.Name)),
            quotas.Select(Show).Aggregate((all, next) => all.Then(next))
        );
    }

    private static CommandLine Show(Quota quota) =>
        CommandLine.Aws($"service-quotas get-service-quota --service-code {quota.Service} --quota-code {quota.Code}");

    private sealed record Quota(string Service, string Code, string Name);
}
