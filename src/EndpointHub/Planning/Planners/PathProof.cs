using EndpointHub.Paths;

namespace EndpointHub.Planning.Planners;

/// <summary>Demands that names lead to a hub and packets get there and back, from every subnet of a spoke.</summary>
internal static class PathProof
{
    /// <summary>What is lacking for a proof.</summary>
    /// <returns>The problem, or null for a path that is proven.</returns>
    public static Problem? Lacking(PathIndex network, string spokeVpcId, string hubVpcId, string service)
    {
        // Image layers never come through the hub: their way is the same before and after.
        var path = PathAnalyzer.Analyze(network, new PathQuestion(spokeVpcId, hubVpcId, service) { FollowsLayers = false });
        if (path.Verdict == PathVerdict.Reachable)
            return null;

        return Problems.PathNotProven(spokeVpcId, service, Decisive(path));
    }

    /// <summary>What is lacking for a proof that names lead to a VPC's own endpoint, and packets get there and back.</summary>
    /// <returns>The problem, or null for a path that is proven.</returns>
    public static Problem? LackingToOwn(PathIndex network, string vpcId, string service)
    {
        var path = PathAnalyzer.Analyze(network, new PathQuestion(vpcId, vpcId, service) { FollowsLayers = false });
        return path.Verdict == PathVerdict.Reachable ? null : Problems.OwnPathNotProven(vpcId, service, Decisive(path));
    }

    private static string Decisive(EndpointPath path)
    {
        var decisive = path.Findings.OrderByDescending(finding => finding.Effect).FirstOrDefault();
        return decisive?.ToString() ?? $"the verdict is {path.Verdict}.";
    }
}
