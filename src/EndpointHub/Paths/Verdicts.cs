namespace EndpointHub.Paths;

internal static class Verdicts
{
    public static PathVerdict ToVerdict(this FindingEffect effect) => effect switch
    {
        FindingEffect.Fails => PathVerdict.Unreachable,
        FindingEffect.Unsettles => PathVerdict.Unknown,
        _ => PathVerdict.Reachable,
    };

    public static PathVerdict Worst(this IEnumerable<PathVerdict> verdicts) =>
        verdicts.Aggregate(PathVerdict.Reachable, (worst, verdict) => verdict > worst ? verdict : worst);
}
