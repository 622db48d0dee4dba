using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.PolicyChecks;

/// <summary>Evaluates the policy of an endpoint.</summary>
internal static class PolicyCheck
{
    /// <summary>Evaluates the policy for calls. An endpoint without a policy of its own, or of a service that takes none, allows everything
    /// and has no hop.</summary>
    /// <param name="index">The network.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="calls">The calls.</param>
    public static IEnumerable<PolicyHop> Hops(PathIndex index, Endpoint endpoint, IEnumerable<PolicyRequest> calls)
    {
        // AWS ignores the policy where the service takes none (PrivateLink guide, endpoint policies: considerations).
        if (endpoint.PolicyDocument is null || index.Snapshot.Services.Find(endpoint.ServiceName) is { SupportsPolicies: false })
            return [];

        var context = EndpointContext.Of(endpoint.Id, endpoint.VpcId, index.Snapshot.Vpcs.Find(endpoint.VpcId));
        return calls
            .Select(call => call with { Context = Joined(context, call.Context), IsThroughGateway = endpoint.Kind == EndpointKind.Gateway })
            .Select(call => Evaluate(index, endpoint, call))
            .ToList();
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
                PolicyDecision.Unknown => PolicyFindings.Undecided(endpoint, call, policy.DecidingConditions(call, decision)),
                PolicyDecision.Denied when policy.DenialOf(call) is { } denial => PolicyFindings.Denied(
                    endpoint,
                    call,
                    denial,
                    [.. policy.DecidingConditions(call, decision)]
                ),
                _ => PolicyFindings.NotAllowed(endpoint, call, policy.DecidingConditions(call, decision)),
            }
        );
    }

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
