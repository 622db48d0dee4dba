using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.PolicyChecks;

/// <summary>Evaluates the policy of an endpoint.</summary>
internal static class PolicyCheck
{
    /// <summary>Evaluates the policy for calls. An endpoint without a policy of its own allows everything and has no hop.</summary>
    /// <param name="index">The network.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="calls">The calls.</param>
    public static IEnumerable<PolicyHop> Hops(PathIndex index, Endpoint endpoint, IEnumerable<PolicyRequest> calls)
    {
        if (endpoint.PolicyDocument is null)
            return [];

        var context = ContextThrough(endpoint, index.Snapshot.Vpcs.Find(endpoint.VpcId));
        return calls.Select(call => call with { Context = Joined(context, call.Context) }).Select(call => Evaluate(index, endpoint, call)).ToList();
    }

    private static PolicyHop Evaluate(PathIndex index, Endpoint endpoint, PolicyRequest call)
    {
        if (index.PolicyOf(endpoint) is not { } policy)
            return new PolicyHop(endpoint.Id, call.ToString(), PolicyDecision.Unknown, PolicyFindings.Unreadable(endpoint));

        var decision = policy.Decide(call);
        return new PolicyHop(
            endpoint.Id,
            call.ToString(),
            decision,
            decision switch
            {
                PolicyDecision.Allowed => null,
                PolicyDecision.Unknown => PolicyFindings.Undecided(endpoint, call),
                _ => PolicyFindings.Refused(endpoint, call, decision),
            }
        );
    }

    /// <summary>
    /// The context of every call through an endpoint. It has no public source address (IAM user guide, global condition
    /// keys: aws:SourceIp), which policies for access through the internet often require.
    /// </summary>
    private static Dictionary<string, ValueList<string>> ContextThrough(Endpoint endpoint, Vpc? vpc) =>
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:SourceVpce"] = ValueList.Of(endpoint.Id),
            ["aws:SourceVpc"] = ValueList.Of(endpoint.VpcId),
            ["aws:SecureTransport"] = ValueList.Of("true"),
            ["aws:SourceIp"] = ValueList<string>.Empty,
            ["aws:RequestedRegion"] = vpc is null ? ValueList<string>.Empty : ValueList.Of(vpc.Location.Region),
        };

    private static Dictionary<string, ValueList<string>> Joined(
        Dictionary<string, ValueList<string>> context,
        IReadOnlyDictionary<string, ValueList<string>> callers
    )
    {
        var joined = new Dictionary<string, ValueList<string>>(context, StringComparer.OrdinalIgnoreCase);
        foreach (var entry in callers)
            joined[entry.Key] = entry.Value;
        return joined;
    }
}
