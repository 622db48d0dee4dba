using System.Globalization;
using System.Text.RegularExpressions;
using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Http;
using EndpointHub.Testing.Seeds;
using EndpointHub.Testing.Simulation;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Faults;

/// <summary>Compares what a command said with the sandbox's own state, its log and its DNS history.</summary>
/// <param name="aws">The sandbox.</param>
/// <param name="landscape">The landscape.</param>
/// <param name="report">What the command reported.</param>
/// <param name="since">When the command began.</param>
/// <param name="requests">The requests of the command.</param>
/// <param name="after">The network after all asynchronous changes have completed.</param>
internal sealed partial class Claims(
    SimulatedAws aws,
    SeededLandscape landscape,
    RecordingOperator report,
    DateTimeOffset since,
    IReadOnlyList<RequestLogEntry> requests,
    NetworkSnapshot after
)
{
    /// <summary>What is wrong in the messages.</summary>
    public IEnumerable<string> OfMessages()
    {
        foreach (var (problem, _) in report.Failures)
        {
            var changes = requests.Count(request => request is { IsMutating: true, IsExecuted: true, Error: null });
            var isWholeWork = landscape.Spokes.Count == 1;
            if (isWholeWork && problem.Reason.Contains("None of its changes was made", StringComparison.Ordinal) && changes > 0)
                yield return $"{changes} changes were made";
            if (problem.Reason.Contains("Nothing else was changed", StringComparison.Ordinal) && changes > 0)
                yield return $"{changes} other changes were made";
            foreach (Match match in Answered().Matches(problem.Reason))
            {
                foreach (var zone in match.Groups["zones"].Value.Split(", "))
                {
                    var answer = aws.Sandbox.Resolve(match.Groups["vpc"].Value, Asked(zone));
                    if (SourceOf(answer) != match.Groups["by"].Value)
                        yield return $"{zone} is answered by {SourceOf(answer)} ({answer.Kind})";
                }
            }

            foreach (Match match in Unanswered().Matches(problem.Reason))
            {
                foreach (var zone in match.Groups["zones"].Value.Split(", "))
                {
                    if (aws.Sandbox.Resolve(match.Groups["vpc"].Value, Asked(zone)).Addresses.Count > 0)
                        yield return $"{zone} has a private answer";
                }
            }

            if (problem.Code is "CutoverStuck" or "ReturnStuck" && problem.Command is not { Length: > 0 })
                yield return "no command lets the names answer again";
        }
    }

    /// <summary>What is wrong in the objects: their endpoints and windows, and deleted endpoints without a record.</summary>
    public IEnumerable<string> OfObjects()
    {
        foreach (var spoke in report.Results.OfType<SpokeConnection>())
        {
            var real = SpokeConnection.In(after, spoke.GetHubKey(), spoke.VpcId, spoke.TakenAt);
            if (real?.Stage != spoke.Stage)
                yield return $"{spoke.VpcId} is returned as {spoke.Stage} and is {real?.Stage}";
        }

        foreach (var gap in landscape.Spokes.SelectMany(Gaps))
        {
            if (!IsInWindow(gap) && !IsInMessage(gap))
                yield return $"{gap.Zone} had no answer in {gap.VpcId} from {gap.From:HH:mm:ss.fff} to {gap.To:HH:mm:ss.fff}, and nothing says so";
        }

        var removed = report.Results.OfType<RemovedEndpoint>().Select(one => one.VpcEndpointId).ToList();
        foreach (var id in landscape.Spokes.SelectMany(spoke => spoke.OwnEndpointIds))
        {
            var isDeletedNow = requests.Any(request =>
                request is { Action: "DeleteVpcEndpoints", IsExecuted: true, Error: null }
                && request.Parameters.Any(parameter => parameter.Value == id)
            );
            if (isDeletedNow && !removed.Contains(id))
                yield return $"{id} was deleted, and its record was not returned";
        }
    }

    // Where a spoke has no endpoint of its own, a forced reversal is meant to leave the names without an answer.
    private IEnumerable<Gap> Gaps(SeededSpoke spoke) =>
        from zone in after.Zones
        where zone.Serves(landscape.HubVpcId) && HasOwn(spoke, zone)
        let history = aws.Sandbox.DnsHistory(spoke.VpcId, Asked(zone.Name)).ToList()
        from interval in history.Select((one, position) => (One: one, Before: position > 0 ? history[position - 1] : null))
        where interval.One.From > since && interval.One.Answer.Addresses.Count == 0 && interval.Before?.Answer.Addresses.Count > 0
        select new Gap(spoke.VpcId, zone.Name, interval.One.From, interval.One.To);

    private bool HasOwn(SeededSpoke spoke, PrivateZone zone)
    {
        var targets = (zone.Records ?? ValueList<ZoneRecord>.Empty).Select(record => record.Alias).ToList();
        var services = after.Endpoints.Where(endpoint => targets.Contains(endpoint.RegionalName)).Select(endpoint => endpoint.ServiceName).ToList();
        return after.EndpointsOf(spoke.VpcId).Any(own => services.Contains(own.ServiceName));
    }

    private bool IsInWindow(Gap gap) =>
        report
            .Results.OfType<SpokeConnection>()
            .Where(spoke => spoke.VpcId == gap.VpcId)
            .SelectMany(spoke => spoke.CutoverWindows)
            .Any(window => window.ZoneName == gap.Zone && window.OpenedAt <= gap.From && (window.ClosedAt is null || gap.To <= window.ClosedAt));

    private bool IsInMessage(Gap gap) =>
        report.Failures.Any(failure =>
            failure.Problem.Resource == gap.VpcId
            && (
                failure.Problem.Code is "CutoverStuck" or "ReturnStuck"
                || (
                    GapText().Match(failure.Problem.Reason) is { Success: true } text
                    && gap.To - gap.From <= TimeSpan.FromSeconds(double.Parse(text.Groups[1].Value, CultureInfo.InvariantCulture) + 0.05)
                )
            )
        );

    // The names of this service are below a wildcard.
    private static string Asked(string zone) => zone.StartsWith("dkr", StringComparison.Ordinal) ? $"{SimulatedAws.Account}.{zone}" : zone;

    private string SourceOf(DnsAnswer answer) =>
        answer.Owner == SimulatedAws.Account ? "the hub"
        : answer.Addresses.Count == 0 ? "nothing"
        : after
            .Endpoints.FirstOrDefault(endpoint =>
                endpoint.NetworkInterfaceIds.Any(id => answer.Addresses.Contains(after.NetworkInterfaces[id].Address.ToString()))
            )
            ?.Id
            ?? "another resource";

    [GeneratedRegex(@"he names of (?<zones>[\w.-]+(, [\w.-]+)*) resolve to (?<by>the hub|vpce-\w+) in (?<vpc>vpc-\w+)")]
    private static partial Regex Answered();

    [GeneratedRegex(@"he names of (?<zones>[\w.-]+(, [\w.-]+)*) have no private answer in (?<vpc>vpc-\w+)")]
    private static partial Regex Unanswered();

    [GeneratedRegex(@"may have had no private answer for ([\d.]+) s")]
    private static partial Regex GapText();

    private sealed record Gap(string VpcId, string Zone, DateTimeOffset From, DateTimeOffset? To);
}
