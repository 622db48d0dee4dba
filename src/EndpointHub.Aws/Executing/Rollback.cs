using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Executing;

/// <summary>
/// Restores the former answers for an endpoint's names. The new answer is removed first, because AWS refuses private DNS while a zone of the same
/// name is associated, and the association while private DNS is on. Then the former answer is restored, and last the tags.
/// </summary>
internal sealed class Rollback(IReadOnlyList<StepRun> runs, NetworkSnapshot before, IStepRunner runner, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>Rolls back as many steps as possible.</summary>
    /// <param name="cause">The problem that caused the rollback.</param>
    /// <returns>The problem to report.</returns>
    public async Task<Problem> RunAsync(Problem cause)
    {
        var inverses = runs.Where(run => run.MayHaveTakenEffect).Reverse().Select(run => run.Step.Bound(runner.Symbols).InverseOn(before)).ToList();
        using var deadline = new Deadline(clock, Limit);

        // These need not settle: AWS refuses the next calls until the removal is complete, and they are repeated until then.
        var removals = await TryAllAsync(inverses.Where(step => step.NameChange?.Effect == NameEffect.RemovesAnswer), settles: false, deadline);
        var additions = await TryAllAsync(inverses.Where(step => step.NameChange?.Effect == NameEffect.AddsAnswer), settles: true, deadline);
        await TryAllAsync(inverses.Where(step => step.NameChange is null), settles: true, deadline);
        return additions.Count == 0
            ? TakenBack(cause)
            : Stuck(cause, additions[0].Problem, [.. removals.Concat(additions).Select(failure => failure.Step)]);
    }

    private ILookup<NameEffect, NameChange> Changes() =>
        runs.Select(run => run.Step.NameChange).OfType<NameChange>().ToLookup(change => change.Effect);

    private Problem TakenBack(Problem cause)
    {
        var changes = Changes();
        return ZoneThatAnswers(changes) is { ZoneName: { } zone, VpcId: { } spokeVpcId }
            ? Problems.CutoverTakenBack(spokeVpcId, zone, cause.Reason)
            : Problems.ReturnTakenBack(LeftVpc(changes), changes[NameEffect.AddsAnswer].First().EndpointId!, cause.Reason);
    }

    private Problem Stuck(Problem cause, Problem obstacle, IReadOnlyList<Step> undone)
    {
        var changes = Changes();
        var command = undone
            .Select(step => step.CommandLine)
            .OfType<CommandLine>()
            .Aggregate((CommandLine?)null, (all, next) => all?.Then(next) ?? next);
        return ZoneThatAnswers(changes) is { ZoneName: { } zone, VpcId: { } spokeVpcId }
            ? Problems.CutoverStuck(spokeVpcId, Zones(changes[NameEffect.AddsAnswer]), zone, cause.Reason, obstacle.ToString(), command)
            : Problems.ReturnStuck(
                LeftVpc(changes),
                Zones(changes[NameEffect.RemovesAnswer]),
                changes[NameEffect.AddsAnswer].First().EndpointId!,
                cause.Reason,
                obstacle.ToString(),
                command
            );
    }

    private static NameChange? ZoneThatAnswers(ILookup<NameEffect, NameChange> changes) =>
        changes[NameEffect.AddsAnswer].FirstOrDefault(change => change.ZoneName is not null);

    private static string LeftVpc(ILookup<NameEffect, NameChange> changes) =>
        changes[NameEffect.RemovesAnswer].First(change => change.VpcId is not null).VpcId!;

    private static ValueList<string> Zones(IEnumerable<NameChange> changes) =>
        changes.Select(change => change.ZoneName).OfType<string>().Distinct(StringComparer.Ordinal).ToValueList();

    private async Task<IReadOnlyList<(Step Step, Problem Problem)>> TryAllAsync(IEnumerable<Step> steps, bool settles, Deadline deadline)
    {
        var tried = await Task.WhenAll(steps.Select(async step => (Step: step, Problem: await TryAsync(step, settles, deadline))).ToArray());
        return [.. tried.Where(one => one.Problem is not null).Select(one => (one.Step, one.Problem!))];
    }

    private async Task<Problem?> TryAsync(Step step, bool settles, Deadline deadline)
    {
        try
        {
            await runner.BeginAsync(step, expectsZoneRemoval: true, deadline.Token);
            if (settles)
                await runner.SettleAsync(step, deadline.Token);
            return null;
        }
        catch (StepFailure failure)
        {
            return failure.Problem;
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            return Problems.NotSettled(step.Subject, step.Description, Limit);
        }
    }
}
