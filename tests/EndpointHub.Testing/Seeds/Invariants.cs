using System.Globalization;
using EndpointHub.Testing.Simulation;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Sandbox.Http;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Seeds;

/// <summary>A promise that a run broke.</summary>
/// <param name="Invariant">Which.</param>
/// <param name="What">How.</param>
/// <param name="At">When it shows in the trace; null when only the end shows it.</param>
public sealed record Violation(string Invariant, string What, DateTimeOffset? At = null);

/// <summary>What every run must keep, judged from the sandbox's records and not from what the product says of itself, its announced windows apart.</summary>
public static class Invariants
{
    public static IReadOnlyList<Violation> Of(SeedRun run) =>
        [.. FinalStateIsPredicted(run), .. RehearsalForetellsTheRun(run), .. RehearsalChangesNothing(run), .. NothingIsDoneTwice(run), .. NothingFailsUnexpectedly(run), .. new NameContinuityCheck(run).Violations()];

    /// <summary>What was read before, changed as the steps foretell, is what is read afterwards.</summary>
    private static IEnumerable<Violation> FinalStateIsPredicted(SeedRun run)
    {
        var predicted = run.Done.Aggregate(run.Before, (network, step) => AsAwsMadeIt(network.After(step), step, run.After));
        foreach (var difference in SnapshotDifferences.Between(predicted, run.After))
            yield return new Violation("final state = predicted state", difference);
    }

    /// <summary>Names and addresses are AWS's to choose: a prediction takes them from what came to be.</summary>
    private static NetworkSnapshot AsAwsMadeIt(NetworkSnapshot network, Step step, NetworkSnapshot after)
    {
        if (step is not CreateEndpoint created || after.Endpoints.Find(created.EndpointId) is not { } real)
            return network;
        var symbols = created.SubnetIds.Select(subnet => EndpointSymbols.InterfaceIdOf(created.EndpointId, subnet));
        var interfaces = symbols.Aggregate(network.NetworkInterfaces, (table, id) => table.Without(id));
        return network with
        {
            Endpoints = network.Endpoints.With(network.Endpoints[created.EndpointId] with { RegionalName = real.RegionalName, NetworkInterfaceIds = real.NetworkInterfaceIds }),
            NetworkInterfaces = after.NetworkInterfaces.Where(nic => real.NetworkInterfaceIds.Contains(nic.Id)).Aggregate(interfaces, (table, nic) => table.With(nic)),
        };
    }

    /// <summary>
    /// The rehearsal asks the questions that the run then asks, each with the same calls. Their order may differ: spokes go on to the next command in
    /// the order in which they are finished, which a rehearsal cannot know.
    /// </summary>
    private static IEnumerable<Violation> RehearsalForetellsTheRun(SeedRun run)
    {
        var projected = run.ProjectedSteps.Select(Question).Order(StringComparer.Ordinal).ToList();
        var asked = run.Asked.Select(Question).Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < Math.Max(projected.Count, asked.Count); i++)
        {
            var (before, snapshot) = (projected.ElementAtOrDefault(i) ?? "nothing", asked.ElementAtOrDefault(i) ?? "nothing");
            if (before != snapshot)
            {
                yield return new Violation("the rehearsal foretells the run", $"foretold {before}, asked {snapshot}");
                break;
            }
        }
    }

    private static string Question(PlanUnit unit) =>
        $"{unit.Kind} {unit.Subject}: {string.Join(' ', unit.Steps.Select(step => step.Action.Name).Order(StringComparer.Ordinal))}";

    private static IEnumerable<Violation> RehearsalChangesNothing(SeedRun run) =>
        Changes(run.Log.DryRun).Select(request => new Violation("a rehearsal changes nothing", request.Action!, request.At));

    private static IEnumerable<Violation> NothingIsDoneTwice(SeedRun run)
    {
        foreach (var again in Changes(run.Log.Repetition))
            yield return new Violation("a second run changes nothing", again.Action!, again.At);
        foreach (var same in Changes(run.Log.Run).GroupBy(Meaning).Where(group => group.Count() > 1))
            yield return new Violation("nothing is done twice", same.Key, same.Last().At);
    }

    /// <summary>The only refusals that a healthy run meets are those that it provokes: a zone that has yet to go.</summary>
    private static IEnumerable<Violation> NothingFailsUnexpectedly(SeedRun run)
    {
        foreach (var (name, stage) in run.Stages.Where(stage => stage.Name is MigrationPipeline.Connections or MigrationPipeline.Zones or MigrationPipeline.Cutover))
        {
            var returned = stage.Results.Count + stage.Failures.Count;
            if (returned < run.Landscape.Spokes.Count)
                yield return new Violation("what is not returned is reported", $"{returned} of {run.Landscape.Spokes.Count} {name}: {string.Join("; ", stage.Messages)}");
        }

        foreach (var (problem, _) in run.Failures)
            yield return new Violation("nothing fails", $"{problem.Code}: {problem}");
        foreach (var refused in run.Log.Run.Where(request => request.Error is not null and not "ConflictingDomainExists"))
            yield return new Violation("nothing is refused", $"{refused.Action}: {refused.Error}", refused.At);
    }

    private static IEnumerable<RequestLogEntry> Changes(IEnumerable<RequestLogEntry> requests) =>
        requests.Where(request => request is { IsMutating: true, IsExecuted: true, Error: null });

    private static string Meaning(RequestLogEntry request) => string.Create(CultureInfo.InvariantCulture,
        $"{request.Action} {string.Join(' ', request.Parameters.Where(p => !IsToken(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"))}");

    private static bool IsToken(string parameter) =>
        parameter.EndsWith("ClientToken", StringComparison.OrdinalIgnoreCase) || parameter.EndsWith("CallerReference", StringComparison.OrdinalIgnoreCase);
}
