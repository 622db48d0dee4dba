using EndpointHub.Paths.Verdicts;
using EndpointHub.Values;

namespace EndpointHub.Paths;

/// <summary>Joins the findings of one cause: a cause affects many names, subnets and addresses, and an operator corrects it once.</summary>
internal static class FindingCauses
{
    // More sentences than this are not read; every hop has its own.
    private const int SentenceLimit = 2;

    /// <summary>One finding for each code, with all resources that it affects.</summary>
    /// <param name="found">What was found on the way, in order.</param>
    public static IEnumerable<Finding> Join(IEnumerable<Finding> found) =>
        found.GroupBy(finding => finding.Code).Select(cause => cause.ToList()).Select(cause => cause.Count == 1 ? cause[0] : Joined(cause));

    // The way to the hub and that of image layers have different remedies, so a sentence of each comes first.
    private static IEnumerable<(int Turn, (string Resource, string Reason) Text)> InTurn(IEnumerable<Finding> findings) =>
        findings.Select(finding => (finding.Resource, finding.Reason)).Distinct().Select((reason, turn) => (turn, reason));

    private static Finding Joined(List<Finding> cause)
    {
        var first = cause[0];
        var resources = cause.SelectMany(finding => finding.Resources).Distinct(StringComparer.Ordinal).ToValueList();
        var reasons = cause
            .GroupBy(finding => finding.IsAboutLayers)
            .SelectMany(InTurn)
            .OrderBy(reason => reason.Turn)
            .Select(reason => reason.Text)
            .ToList();
        var command = cause.Select(finding => finding.CommandLine).Aggregate((all, next) => all is null ? next : all.Then(next));
        var advice = cause.Select(finding => finding.Advice).OfType<string>().Distinct(StringComparer.Ordinal).Take(SentenceLimit).ToList();
        if (command is { LeavesOut: true })
            advice.Add("Then test the path again: it names what else the same resource drops.");

        return first with
        {
            Resources = resources,
            Reason =
                string.Join(" ", reasons.Take(SentenceLimit).Select((one, index) => index == 0 ? one.Reason : $"{one.Resource} {one.Reason}"))
                + (
                    reasons.Count > SentenceLimit
                        ? FormattableString.Invariant($" {reasons.Count - SentenceLimit} more of the same cause stand on the hops.")
                        : ""
                ),
            Advice = advice.Count == 0 ? null : string.Join(" ", advice),
            CommandLine = command,
        };
    }
}
