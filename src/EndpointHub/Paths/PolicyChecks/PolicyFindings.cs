using EndpointHub.Paths.Policies;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using static EndpointHub.Paths.Verdicts.FindingCode;

namespace EndpointHub.Paths.PolicyChecks;

/// <summary>What can be the matter with an endpoint's policy, each in one place.</summary>
internal static class PolicyFindings
{
    public static Finding Refused(Endpoint endpoint, PolicyRequest call, PolicyDecision decision) => new(
        EndpointPolicyDenies, endpoint.Id,
        decision == PolicyDecision.Denied ? $"has a policy that denies {call}." : $"has a policy that does not allow {call}.",
        Allowing(endpoint, call));

    public static Finding Undecided(Endpoint endpoint, PolicyRequest call) => new(
        EndpointPolicyUndecided, endpoint.Id,
        $"has a policy under which {call} depends on what is not known of the caller or the resource.",
        call.IsSignedByAws
            ? $"{Allowing(endpoint, call)} and says nothing of callers"
            : $"Say with Test-EndpointPath -Action, -Resource and -PrincipalArn which calls are meant, or look at: aws ec2 describe-vpc-endpoints --vpc-endpoint-ids {endpoint.Id} --query VpcEndpoints[].PolicyDocument");

    public static Finding Unreadable(Endpoint endpoint) => new(
        EndpointPolicyUndecided, endpoint.Id,
        "has a policy that is not written as policies are.",
        $"aws ec2 modify-vpc-endpoint --vpc-endpoint-id {endpoint.Id} --reset-policy, or write it anew");

    private static string Allowing(Endpoint endpoint, PolicyRequest call) =>
        $"aws ec2 modify-vpc-endpoint --vpc-endpoint-id {endpoint.Id} --policy-document file://policy.json, with a statement that allows {call}";
}
