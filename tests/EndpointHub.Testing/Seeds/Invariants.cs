using System.Globalization;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Sandbox.Http;
using EndpointHub.Testing.Simulation;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Seeds;

/// <summary>A violated invariant.</summary>
/// <param name="Invariant">The invariant.</param>
/// <param name="What">The details.</param>
/// <param name="At">The time of the violation; null when it is found in the final state.</param>
internal sealed record Violation(string Invariant, string What, DateTimeOffset? At = null);

/// <summary>
/// The invariants of every run. They are checked with the sandbox's records, not with the product's output, except for the announced cut-over
/// windows.
/// </summary>
internal static class Invariants
{
    public static IReadOnlyList<Violation> Of(SeedRun run) =>
        [
            .. FinalStateIsPredicted(run),
            .. DryRunPredictsTheRun(run),
            .. DryRunChangesNothing(run),
            .. NothingIsDoneTwice(run),
            .. NothingFailsUnexpectedly(run),
            .. new NameContinuityCheck(run).Violations(),
        ];

    /// <summary>The initial snapshot with the predicted effect of the steps must equal the final snapshot.</summary>
    private static IEnumerable<Violation> FinalStateIsPredicted(SeedRun run)
    {
        var predicted = run.Done.Aggregate(run.Before, (network, step) => AsAwsMadeIt(network.After(step), step, run.After));
        foreach (var difference in SnapshotDifferences.Between(predicted, run.After))
            yield return new Violation("final state = predicted state", difference);
    }

    /// <summary>AWS assigns names and addresses, so the prediction uses the assigned ones.</summary>
    private static NetworkSnapshot AsAwsMadeIt(NetworkSnapshot network, Step step, NetworkSnapshot after)
    {
        if (step is not CreateEndpoint created || after.Endpoints.Find(created.EndpointId) is not { } real)
            return network;
        var symbols = created.SubnetIds.Select(subnet => EndpointSymbols.InterfaceIdOf(created.EndpointId, subnet));
        var interfaces = symbols.Aggregate(network.NetworkInterfaces, (table, id) => table.Without(id));
        return network with
        {
            Endpoints = network.Endpoints.With(
                network.Endpoints[created.EndpointId] with
                {
                    RegionalName = real.RegionalName,
                    NetworkInterfaceIds = real.NetworkInterfaceIds,
                }
            ),
            NetworkInterfaces = after
                .NetworkInterfaces.Where(nic => real.NetworkInterfaceIds.Contains(nic.Id))
                .Aggregate(interfaces, (table, nic) => table.With(nic)),
        };
    }

    /// <summary>
    /// The dry run shows the plan units of the run with the same calls. Their order may differ, because spokes pass to the next command in
    /// the order in which they are finished, which a dry run cannot predict.
    /// </summary>
    private static IEnumerable<Violation> DryRunPredictsTheRun(SeedRun run)
    {
        var projected = run.ProjectedSteps.Select(Question).Order(StringComparer.Ordinal).ToList();
        var asked = run.Asked.Select(Question).Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < Math.Max(projected.Count, asked.Count); i++)
        {
            var (before, snapshot) = (projected.ElementAtOrDefault(i) ?? "nothing", asked.ElementAtOrDefault(i) ?? "nothing");
            if (before != snapshot)
            {
                yield return new Violation("the dry run predicts the run", $"predicted {before}, found {snapshot}");
                break;
            }
        }
    }

    private static string Question(PlanUnit unit) =>
        $"{unit.Kind} {unit.Subject}: {string.Join(' ', unit.Steps.Select(step => step.Action.Name).Order(StringComparer.Ordinal))}";

    private static IEnumerable<Violation> DryRunChangesNothing(SeedRun run) =>
        Changes(run.Log.DryRun).Select(request => new Violation("a dry run changes nothing", request.Action!, request.At));

    private static IEnumerable<Violation> NothingIsDoneTwice(SeedRun run)
    {
        foreach (var again in Changes(run.Log.Repetition))
            yield return new Violation("a second run changes nothing", again.Action!, again.At);
        foreach (var same in Changes(run.Log.Run).GroupBy(Meaning).Where(group => group.Count() > 1))
            yield return new Violation("nothing is done twice", same.Key, same.Last().At);
    }

    /// <summary>The only expected error is ConflictingDomainExists, while AWS still removes the private DNS of an endpoint.</summary>
    private static IEnumerable<Violation> NothingFailsUnexpectedly(SeedRun run)
    {
        foreach (
            var (name, stage) in run.Stages.Where(stage =>
                stage.Name is MigrationPipeline.Connections or MigrationPipeline.Zones or MigrationPipeline.Cutover
            )
        )
        {
            var returned = stage.Results.Count + stage.Failures.Count;
            if (returned < run.Landscape.Spokes.Count)
            {
                yield return new Violation(
                    "every spoke is returned or reported as failed",
                    $"{returned} of {run.Landscape.Spokes.Count} {name}: {string.Join("; ", stage.Messages)}"
                );
            }
        }

        foreach (var (problem, _) in run.Failures)
            yield return new Violation("nothing fails", $"{problem.Code}: {problem}");
        foreach (var refused in run.Log.Run.Where(request => request.Error is not null and not "ConflictingDomainExists"))
            yield return new Violation("nothing is refused", $"{refused.Action}: {refused.Error}", refused.At);
    }

    private static IEnumerable<RequestLogEntry> Changes(IEnumerable<RequestLogEntry> requests) =>
        requests.Where(request => request is { IsMutating: true, IsExecuted: true, Error: null });

    private static string Meaning(RequestLogEntry request) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Action} {string.Join(' ', request.Parameters.Where(p => !IsToken(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"))}"
        );

    private static bool IsToken(string parameter) =>
        parameter.EndsWith("ClientToken", StringComparison.OrdinalIgnoreCase)
        || parameter.EndsWith("CallerReference", StringComparison.OrdinalIgnoreCase);
}
