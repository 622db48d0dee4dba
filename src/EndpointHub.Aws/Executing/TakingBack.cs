using EndpointHub.Aws.Pacing;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Executing;

/// <summary>
/// Puts an endpoint's names back where they were: the zones disassociated first, because AWS refuses private DNS while one of them stands
/// (the conflict works both ways), then private DNS on, then the marks.
/// </summary>
internal sealed class TakingBack(IReadOnlyList<StepRun> runs, NetworkSnapshot before, IStepCarrier carrier, TimeProvider clock)
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

        // Whether the zones are gone, the switching on tells better than their change: it is refused until then.
        await TryAllAsync(inverses.OfType<DisassociateZone>(), settles: false, deadline);
        var failures = await TryAllAsync(inverses.OfType<EnablePrivateDns>(), settles: true, deadline);
        await TryAllAsync(inverses.Where(step => step is not (DisassociateZone or EnablePrivateDns)), settles: true, deadline);

        var association = runs.Select(run => run.Step).OfType<AssociateZone>().First();
        return failures.Count > 0
            ? Problems.CutoverStuck(association.Vpc.VpcId, association.ZoneName, cause.Reason, failures[0].ToString())
            : Problems.CutoverTakenBack(association.Vpc.VpcId, association.ZoneName, cause.Reason);
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
