using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Planning;

namespace EndpointHub.AwsTests.Executing;

/// <summary>Runs steps with the results that a test defines for parts of their keys, and logs the calls with their times.</summary>
internal sealed class ScriptedStepRunner(TimeProvider clock) : IStepRunner
{
    private readonly Dictionary<string, Func<CancellationToken, Task>> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _settling = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _queues = new(StringComparer.Ordinal);

    public SymbolTable Symbols { get; } = new();

    /// <summary>The log, for example <c>sent CreateRoute rtb-1 10.0.0.0/16</c>.</summary>
    public List<string> Log { get; } = [];

    public void OnCall(string key, Func<CancellationToken, Task> answer) => _calls[key] = answer;

    public void Refuse(string key, string code = "Refused") =>
        OnCall(key, _ => throw new StepFailure(Problems.CallRefused(key, key, code, "No."), mayHaveTakenEffect: false));

    public void SettlesIn(string key, double seconds) => _settling[key] = TimeSpan.FromSeconds(seconds);

    public void QueuesFor(string key, double seconds) => _queues[key] = TimeSpan.FromSeconds(seconds);

    public Task ReserveAsync(Step step, CancellationToken cancellationToken) =>
        clock.DelayAsync(_queues.GetValueOrDefault(step.Key), cancellationToken);

    public async Task BeginAsync(Step step, bool expectsZoneRemoval, CancellationToken cancellationToken)
    {
        Log.Add($"sent {step.Key}");
        cancellationToken.ThrowIfCancellationRequested();
        if (step.Creates is { } symbol)
            Symbols.Bind(symbol, symbol.Replace("new/", "real-", StringComparison.Ordinal));
        if (_calls.TryGetValue(step.Key, out var answer))
            await answer(cancellationToken);
    }

    public string? StateOf(Step step) => "pending";

    public async Task SettleAsync(Step step, CancellationToken cancellationToken)
    {
        await clock.DelayAsync(_settling.GetValueOrDefault(step.Key), cancellationToken);
        Log.Add($"settled {step.Key}");
    }
}
