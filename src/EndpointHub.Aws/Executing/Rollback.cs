using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Executing;

/// <summary>
/// Restores the former answers for an endpoint's names. The new answer is removed first, because AWS refuses private DNS while a zone of the same name
/// is associated, and the association while private DNS is on. Then the former answer is restored, and last the tags.
/// </summary>
internal sealed class Rollback(IReadOnlyList<StepRun> runs, NetworkSnapshot before, IStepRunner runner, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>Rolls back as many steps as possible.</summary>
    /// <param name="cause">The problem that caused the rollback.</param>
    /// <returns>The problem to report.</returns>
    public async Task<Problem> RunAsync(Problem cause)
    {
        var inverses = runs.Where(run => run.MayHaveTakenEffect).Reverse()
            .Select(run => run.Step.Bound(runner.Symbols).InverseOn(before)).ToList();
        using var deadline = new Deadline(clock, Limit);

        // These need not settle: AWS refuses the next calls until the removal is complete, and they are repeated until then.
        await TryAllAsync(inverses.Where(step => step.NameChange?.Effect == NameEffect.RemovesAnswer), settles: false, deadline);
        var failures = await TryAllAsync(inverses.Where(step => step.NameChange?.Effect == NameEffect.AddsAnswer), settles: true, deadline);
        await TryAllAsync(inverses.Where(step => step.NameChange is null), settles: true, deadline);
        return ProblemOf(cause, failures.Count > 0 ? failures[0] : null);
    }

    private Problem ProblemOf(Problem cause, Problem? obstacle)
    {
        var changes = runs.Select(run => run.Step.NameChange).OfType<NameChange>().ToLookup(change => change.Effect);
        if (changes[NameEffect.AddsAnswer].FirstOrDefault(change => change.ZoneName is not null) is { ZoneName: { } zoneName, VpcId: { } spokeVpcId })
        {
            return obstacle is null
                ? Problems.CutoverTakenBack(spokeVpcId, zoneName, cause.Reason)
                : Problems.CutoverStuck(spokeVpcId, zoneName, cause.Reason, obstacle.ToString());
        }

        var endpointId = changes[NameEffect.AddsAnswer].First().EndpointId!;
        var vpcId = changes[NameEffect.RemovesAnswer].First(change => change.VpcId is not null).VpcId!;
        return obstacle is null
            ? Problems.ReturnTakenBack(vpcId, endpointId, cause.Reason)
            : Problems.ReturnStuck(vpcId, endpointId, cause.Reason, obstacle.ToString());
    }

    private async Task<IReadOnlyList<Problem>> TryAllAsync(IEnumerable<Step> steps, bool settles, Deadline deadline) =>
        [.. (await Task.WhenAll(steps.Select(step => TryAsync(step, settles, deadline)).ToArray())).OfType<Problem>()];

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
