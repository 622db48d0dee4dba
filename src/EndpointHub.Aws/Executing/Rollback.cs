using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Executing;

/// <summary>
/// Puts an endpoint's names back where they were: what has begun to answer goes first, because AWS refuses private DNS while a zone of its names
/// stands, and a zone while private DNS does; then what answered before comes again, then the marks.
/// </summary>
internal sealed class Rollback(IReadOnlyList<StepRun> runs, NetworkSnapshot before, IStepRunner carrier, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>Does it, as far as it goes.</summary>
    /// <param name="cause">Why it has to be.</param>
    /// <returns>What to report.</returns>
    public async Task<Problem> RunAsync(Problem cause)
    {
        var inverses = runs.Where(run => run.MayHaveTakenEffect).Reverse()
            .Select(run => run.Step.Bound(carrier.Symbols).InverseOn(before)).ToList();
        using var deadline = new Deadline(clock, Limit);

        // Whether they are gone, what comes next tells better than their own end: it is refused until then.
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
            await carrier.BeginAsync(step, awaitsZoneToGo: true, deadline.Token);
            if (settles)
                await carrier.SettleAsync(step, deadline.Token);
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
