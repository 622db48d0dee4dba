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
    /// <returns>The problem, or null when the path is proven.</returns>
    public static Problem? Unproven(PathIndex network, string spokeVpcId, string hubVpcId, string service) =>
        Unproven(network, spokeVpcId, hubVpcId, service, ValueList<FindingCode>.Empty);

    /// <summary>Checks the path of a service from a spoke to a hub, except for findings that the operator has checked by other means.</summary>
    /// <returns>The problem, or null when the path is proven except for these findings.</returns>
    public static Problem? Unproven(PathIndex network, string spokeVpcId, string hubVpcId, string service, ValueList<FindingCode> allowed)
    {
        // Image layers never use the hub. Their path is the same before and after.
        var path = PathAnalyzer.Analyze(network, new PathQuestion(spokeVpcId, hubVpcId, service) { FollowsLayers = false });
        var open = path.Findings.Where(finding => finding.Effect == FindingEffect.Unsettles).ToList();
        return
            path.Verdict == PathVerdict.Reachable
            || (path.Verdict == PathVerdict.Unknown && open.TrueForAll(finding => allowed.Contains(finding.Code)))
            ? null
            : Problems.PathNotProven(spokeVpcId, service, Describe(path, Decisive(path, allowed)), path.HubName);
    }

    /// <summary>Checks the path of a service from a VPC to its own endpoint.</summary>
    /// <returns>The problem, or null when the path is proven.</returns>
    public static Problem? UnprovenToOwn(PathIndex network, string vpcId, string service)
    {
        var path = PathAnalyzer.Analyze(network, new PathQuestion(vpcId, vpcId, service) { FollowsLayers = false });
        var decisive = Decisive(path, ValueList<FindingCode>.Empty);
        return path.Verdict == PathVerdict.Reachable
            ? null
            : Problems.OwnPathNotProven(vpcId, service, Describe(path, decisive), decisive?.CommandLine);
    }

    private static Finding? Decisive(EndpointPath path, ValueList<FindingCode> allowed) =>
        path.Findings.OrderBy(finding => allowed.Contains(finding.Code)).ThenByDescending(finding => finding.Effect).FirstOrDefault();

    private static string Describe(EndpointPath path, Finding? decisive) => decisive?.ToString() ?? $"the verdict is {path.Verdict}.";
}
