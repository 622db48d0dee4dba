using EndpointHub.Errors;
using EndpointHub.Paths;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>Checks that names resolve to an endpoint and that packets reach it and return, from every subnet of a VPC.</summary>
internal static class PathProof
{
    /// <summary>Checks the path of a service from a spoke to a hub.</summary>
    /// <returns>The refusal, or null when the path is proven. Its text names a finding that the operator did not allow, if there is one.</returns>
    public static Refusal? Unproven(
        PathIndex network,
        string spokeVpcId,
        string hubVpcId,
        string service,
        ValueList<string> allowed,
        ValueList<string>? clientSubnetIds = null
    ) =>
        Unproven(
            network,
            new PathQuestion(spokeVpcId, hubVpcId, service) { ClientSubnetIds = clientSubnetIds ?? ValueList<string>.Empty },
            allowed,
            (path, decisive) => Problems.PathNotProven(spokeVpcId, service, Describe(path, decisive), path.HubName)
        );

    /// <summary>Checks the path of a service from a VPC to its own endpoint.</summary>
    /// <returns>The refusal, or null when the path is proven.</returns>
    public static Refusal? UnprovenToOwn(PathIndex network, string vpcId, string service, ValueList<string> allowed) =>
        Unproven(
            network,
            new PathQuestion(vpcId, vpcId, service),
            allowed,
            (path, decisive) => Problems.OwnPathNotProven(vpcId, service, Describe(path, decisive), decisive?.CommandLine)
        );

    private static Refusal? Unproven(
        PathIndex network,
        PathQuestion question,
        ValueList<string> allowed,
        Func<EndpointPath, Finding?, Problem> problem
    )
    {
        // Image layers never use the hub. Their path is the same before and after.
        var path = PathAnalyzer.Analyze(network, question with { FollowsLayers = false });
        if (path.Verdict == PathVerdict.Reachable)
            return null;

        var decisive = path
            .Findings.OrderBy(finding => allowed.Contains(finding.Code.ToString()))
            .ThenByDescending(finding => finding.Effect)
            .FirstOrDefault();
        var open = path.Findings.Where(finding => finding.Effect == FindingEffect.Unsettles).Select(finding => finding.Code.ToString());
        return new Refusal(problem(path, decisive))
        {
            FindingCodes = path.Verdict == PathVerdict.Unknown ? open.Distinct(StringComparer.Ordinal).ToValueList() : ValueList<string>.Empty,
        };
    }

    private static string Describe(EndpointPath path, Finding? decisive) => decisive?.ToString() ?? $"the verdict is {path.Verdict}.";
}
