namespace EndpointHub.Paths.Verdicts;

internal static class PathVerdicts
{
    public static PathVerdict ToVerdict(this FindingEffect effect) =>
        effect switch
        {
            FindingEffect.Fails => PathVerdict.Unreachable,
            FindingEffect.Unsettles => PathVerdict.Unknown,
            _ => PathVerdict.Reachable,
        };

    public static PathVerdict Worst(this IEnumerable<PathVerdict> verdicts) =>
        verdicts.Aggregate(PathVerdict.Reachable, (worst, verdict) => verdict > worst ? verdict : worst);

    // Large networks have millions of hops, and this is the innermost loop of a path test.
    public static PathVerdict Worst(this List<PathHop> hops)
    {
        var worst = PathVerdict.Reachable;
        foreach (var hop in hops)
        {
            if (hop.Finding is not null && hop.Verdict > worst)
                worst = hop.Verdict;
        }

        return worst;
    }
}
