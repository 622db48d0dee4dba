using Amazon.Runtime;
using EndpointHub.Aws.Executing.Calls;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Aws.Sessions;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Executing;

/// <summary>Carries out steps at AWS. A runner serves a single run, because it stores the ids that the run has created.</summary>
internal sealed class StepRunner(ApisAt apis, Pacer pacer, TimeProvider clock, Func<double> jitter) : IStepRunner
{
    // A call whose response was lost is repeated. Each repeated call recognises what an earlier one has done.
    private const int Attempts = 4;

    private readonly Dictionary<string, string> _changes = new(StringComparer.Ordinal);
    private readonly Settling _settling = new(apis, clock);
    private readonly ZoneWatch _zones = new(clock);
    private readonly EndpointDeletions _deletions = new(apis, clock);

    /// <inheritdoc/>
    public SymbolTable Symbols { get; } = new();

    /// <inheritdoc/>
    public async Task ReserveAsync(Step step, CancellationToken cancellationToken)
    {
        if (!step.SharesCalls)
            await pacer.ReserveAsync(step.Action, step.Location, cancellationToken);

        // The wait may have been long. From the next call on, a rollback would need valid credentials.
        if (step.NameChange?.EndpointId is not null && await CheckExpiryAsync(step) is { } expiry)
            throw new StepFailure(expiry, mayHaveTakenEffect: false);
    }

    /// <inheritdoc/>
    public async Task BeginAsync(Step step, bool expectsZoneRemoval, CancellationToken cancellationToken)
    {
        var bound = step.Bound(Symbols);
        var call = new StepCall(apis(step.Location), clock, _zones, _deletions, IsRepeat: false, expectsZoneRemoval, cancellationToken);
        var since = clock.GetUtcNow();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await StepCalls.MakeAsync(bound, call);
                RecordResult(step, call);
                return;
            }
            catch (Exception failure) when (Convert(failure, bound.Subject, step) is { } problem)
            {
                var isLost = IsLost(failure);
                call = call with { IsRepeat = call.IsRepeat || (isLost && !SessionPacing.IsOfRead(failure)) };
                var mayAppear = MayAppear(failure, step, bound) && clock.GetUtcNow() - since < Pace.Appearing.Limit;
                var isWorthwhile = (isLost || Throttling.Is(failure)) && attempt < Attempts;
                if (!mayAppear && !isWorthwhile)
                {
                    throw call.IsRepeat || call.Created is not null
                        ? NotConfirmed(step, problem, failure)
                        : new StepFailure(problem, mayHaveTakenEffect: false, failure);
                }
            }

            await clock.DelayAsync(TimeSpan.FromSeconds(Pace.Appearing.Interval.TotalSeconds * (1 + jitter())), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task SettleAsync(Step step, CancellationToken cancellationToken)
    {
        var bound = step.Bound(Symbols);
        try
        {
            _changes.TryGetValue(step.Key, out var change);
            await _settling.WaitForAsync(step, bound, change, Symbols, cancellationToken);
        }
        catch (Exception failure) when (Convert(failure, bound.Settlement?.ResourceId ?? bound.Subject, step) is { } problem)
        {
            throw NotConfirmed(step, problem, failure);
        }
    }

    /// <inheritdoc/>
    public string? StateOf(Step step) => _settling.StateOf(step);

    // Credentials that cannot be renewed must fail the step, so that a group that has begun is rolled back.
    private async Task<Problem?> CheckExpiryAsync(Step step)
    {
        try
        {
            return await apis(step.Location).CheckExpiryAsync();
        }
        catch (Exception failure) when (Convert(failure, step.Subject, step) is { } problem)
        {
            return problem;
        }
    }

    private static Problem? Convert(Exception failure, string resource, Step step) =>
        CallFailure.ToProblem(failure, resource, step.Action.ToString(), "the credentials in use");

    // The change is sent, so another outcome than a refusal: it may be in effect, or AWS completes it later.
    private StepFailure NotConfirmed(Step step, Problem problem, Exception failure)
    {
        var bound = step.Bound(Symbols);
        var resource = bound.Settlement?.ResourceId is { } id && !SymbolicId.Is(id) ? id : bound.Subject;
        _changes.TryGetValue(step.Key, out var change);
        return new StepFailure(
            Problems.NotConfirmed(
                resource,
                bound.Description,
                problem.ToString(),
                bound.Settlement?.PollCommand(change is null ? null : SdkMapping.BareId(change))
            ),
            mayHaveTakenEffect: true,
            failure
        );
    }

    private static bool IsLost(Exception failure) =>
        failure switch
        {
            _ when Throttling.Is(failure) => false,
            AmazonUnmarshallingException => true,
            AmazonServiceException { ErrorCode: { Length: > 0 } } answer => (int)answer.StatusCode >= 500,
            AmazonServiceException or HttpRequestException or IOException or TimeoutException => true,
            _ => false,
        };

    // EC2 is eventually consistent: a resource that this run has just created may not be found yet. Only such a step differs from its bound form.
    private static bool MayAppear(Exception failure, Step step, Step bound) =>
        failure is AmazonServiceException { ErrorCode: { } code } && code.EndsWith(".NotFound", StringComparison.Ordinal) && step != bound;

    private void RecordResult(Step step, StepCall call)
    {
        if (step.Creates is { } symbol && call.Created is { } created)
            Symbols.Bind(symbol, created);
        if (step.Settlement is { ResourceId: { } planned } && call.Replacement is { } replacement)
            Symbols.Bind(planned, replacement);
        if (call.ChangeId is { } change)
            _changes[step.Key] = change;
    }
}
