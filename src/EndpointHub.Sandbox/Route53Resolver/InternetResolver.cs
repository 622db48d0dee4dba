using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

/// <summary>
/// The autodefined rule "Internet Resolver": names without another rule or zone are resolved in public DNS. Every account has it in every Region,
/// and every VPC is associated with it, as the AWS CLI's list-resolver-rules and list-resolver-rule-associations show.
/// </summary>
internal static class InternetResolver
{
    public const string RuleId = "rslvr-autodefined-rr-internet-resolver";

    public static ResolverRule RuleIn(string region) =>
        new()
        {
            Id = RuleId,
            CreatorRequestId = "",
            Arn = $"arn:{Services.Partition.Of(region).Name}:route53resolver:{region}::autodefined-rule/{RuleId}",
            DomainName = ".",
            Status = "COMPLETE",
            RuleType = "RECURSIVE",
            Name = "Internet Resolver",
            OwnerId = "Route 53 Resolver",
            ShareStatus = "NOT_SHARED",
            Region = region,
        };

    public static ResolverRuleAssociation AssociationOf(string vpcId) =>
        new()
        {
            Id = $"rslvr-autodefined-assoc-{vpcId}-internet-resolver",
            ResolverRuleId = RuleId,
            Name = "System Rule Association",
            VPCId = vpcId,
            Status = "COMPLETE",
            StatusMessage = "",
        };
}
