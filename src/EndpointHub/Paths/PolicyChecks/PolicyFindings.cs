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
    public static Finding Refused(Endpoint endpoint, PolicyRequest call, PolicyDecision decision) =>
        new(
            EndpointPolicyDenies,
            endpoint.Id,
            decision == PolicyDecision.Denied ? $"has a policy that denies {call}." : $"has a policy that does not allow {call}.",
            decision == PolicyDecision.Denied ? $"Narrow the statement that denies {call}." : $"Add a statement that allows {call}."
        )
        {
            CommandLine = Show(endpoint),
        };

    public static Finding Undecided(Endpoint endpoint, PolicyRequest call) =>
        new(
            EndpointPolicyUndecided,
            endpoint.Id,
            $"has a policy under which {call} depends on what is not known of the caller or the resource.",
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

    private static CommandLine Show(Endpoint endpoint) =>
        Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {endpoint.Id} --query {"VpcEndpoints[].PolicyDocument"} --output text");
}
