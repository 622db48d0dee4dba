using EndpointHub.Errors;
using EndpointHub.Paths;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>Demands that names lead to a hub and packets get there and back, from every subnet of a spoke.</summary>
internal static class PathProof
{
    /// <summary>What is lacking for a proof.</summary>
    /// <returns>The problem, or null for a path that is proven.</returns>
    public static Problem? Unproven(PathIndex network, string spokeVpcId, string hubVpcId, string service) =>
        Unproven(network, spokeVpcId, hubVpcId, service, ValueList<FindingCode>.Empty);

    /// <summary>The same where some of what leaves a path unknown is known by other means.</summary>
    /// <returns>The problem, or null for a path that is proven but for that.</returns>
    public static Problem? Unproven(PathIndex network, string spokeVpcId, string hubVpcId, string service, ValueList<FindingCode> allowed)
    {
        // Image layers never come through the hub: their way is the same before and after.
        var path = PathAnalyzer.Analyze(network, new PathQuestion(spokeVpcId, hubVpcId, service) { FollowsLayers = false });
        var open = path.Findings.Where(finding => finding.Effect == FindingEffect.Unsettles).ToList();
        return path.Verdict == PathVerdict.Reachable || (path.Verdict == PathVerdict.Unknown && open.TrueForAll(finding => allowed.Contains(finding.Code)))
            ? null
            : Problems.PathNotProven(spokeVpcId, service, Describe(path, Decisive(path, allowed)), path.HubName);
    }

    /// <summary>What is lacking for a proof that names lead to a VPC's own endpoint, and packets get there and back.</summary>
    /// <returns>The problem, or null for a path that is proven.</returns>
    public static Problem? LackingToOwn(PathIndex network, string vpcId, string service)
    {
        var path = PathAnalyzer.Analyze(network, new PathQuestion(vpcId, vpcId, service) { FollowsLayers = false });
        var decisive = Decisive(path, ValueList<FindingCode>.Empty);
        return path.Verdict == PathVerdict.Reachable ? null : Problems.OwnPathNotProven(vpcId, service, Describe(path, decisive), decisive?.CommandLine);
    }

    private static Finding? Decisive(EndpointPath path, ValueList<FindingCode> allowed) =>
        path.Findings.OrderBy(finding => allowed.Contains(finding.Code)).ThenByDescending(finding => finding.Effect).FirstOrDefault();

    private static string Describe(EndpointPath path, Finding? decisive) => decisive?.ToString() ?? $"the verdict is {path.Verdict}.";
}
