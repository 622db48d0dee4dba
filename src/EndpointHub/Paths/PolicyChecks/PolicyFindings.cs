using EndpointHub.Errors;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Paths.Verdicts.FindingCode;

namespace EndpointHub.Paths.PolicyChecks;

/// <summary>The findings about an endpoint's policy, each in one place.</summary>
internal static class PolicyFindings
{
    public static Finding NotAllowed(Endpoint endpoint, PolicyRequest call, IEnumerable<PolicyCondition> conditions) =>
        new(
            EndpointPolicyDenies,
            endpoint.Id,
            $"has a policy that does not allow {call}{Because(call, conditions, "is not met")}.",
            $"Add a statement that allows {call}."
        )
        {
            CommandLine = Show(endpoint),
        };

    // An explicit deny overrides every allow (IAM user guide, policy evaluation logic), so that the statement itself has to be changed.
    public static Finding Denied(Endpoint endpoint, PolicyRequest call, string statement, List<PolicyCondition> conditions) =>
        new(
            EndpointPolicyDenies,
            endpoint.Id,
            $"has a policy whose Deny statement {statement} denies {call}{Because(call, conditions, "is met")}.",
            conditions.Count == 0
                ? $"Narrow or remove the Deny statement {statement}: no Allow overrides it."
                : $"Change the condition of the Deny statement {statement} so that it is not met by calls through {endpoint.Id}: no Allow overrides it."
        )
        {
            CommandLine = Show(endpoint),
        };

    public static Finding Undecided(Endpoint endpoint, PolicyRequest call, IEnumerable<PolicyCondition> conditions) =>
        new(
            EndpointPolicyUndecided,
            endpoint.Id,
            $"has a policy under which {call} depends on what is not known of the caller or the resource{OfAws(call, conditions)}.",
            call.IsSignedByAws
                ? $"Add a statement that allows {call} and has no condition on callers."
                : "Test the path again with -Action, -Resource and -PrincipalArn, which say what calls are meant."
        )
        {
            CommandLine = Show(endpoint),
        };

    public static Finding Unreadable(Endpoint endpoint) =>
        new(
            EndpointPolicyUndecided,
            endpoint.Id,
            "has a policy that is not written as policies are.",
            "Write the policy anew. To reset it allows every call."
        )
        {
            CommandLine = Aws($"ec2 modify-vpc-endpoint --vpc-endpoint-id {endpoint.Id} --reset-policy"),
        };

    // The value in the call is what an operator does not see in the policy: the hub's VPC, or an owner that is AWS.
    private static string Because(PolicyRequest call, IEnumerable<PolicyCondition> conditions, string outcome)
    {
        var reasons = conditions
            .Select(condition =>
                condition.NamesOwners && AwsResources.Include(call.Resource) ? $"{condition} {outcome}, because the resource belongs to AWS"
                : call.Context.TryGetValue(condition.Key, out var values)
                    ? values.Count == 0 ? $"{condition} {outcome}, because calls through this endpoint have no {condition.Key}"
                        : $"{condition} {outcome}, because {condition.Key} is {string.Join(", ", values)} in calls through this endpoint"
                : $"{condition} {outcome}"
            )
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return reasons.Count == 0 ? "" : $": {string.Join("; ", reasons)}";
    }

    // A test of all resources is decided by none of them alone, and those of AWS are the ones that are forgotten.
    private static string OfAws(PolicyRequest call, IEnumerable<PolicyCondition> conditions) =>
        conditions.FirstOrDefault(condition => condition.NamesOwners) is { } owners && !AwsResources.Include(call.Resource)
            ? $": {owners} admits none of the resources that belong to AWS"
            : "";

    private static CommandLine Show(Endpoint endpoint) =>
        Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {endpoint.Id} --query {"VpcEndpoints[].PolicyDocument"} --output text");
}
