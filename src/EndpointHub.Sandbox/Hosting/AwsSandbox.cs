using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Introspection;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.Settling;
using EndpointHub.Sandbox.State;

namespace EndpointHub.Sandbox.Hosting;

/// <summary>
/// The simulated AWS, without a server. It handles one request at a time, at one instant of the sandbox's clock, after it has carried out every
/// scheduled change that is due by then. Equal options, clock and order of requests give byte-identical responses.
/// </summary>
public sealed class AwsSandbox : IDisposable
{
    private readonly Lock _one = new();
    private readonly SandboxClock _clock;
    private readonly StateFile? _file;
    private readonly RequestLog _log = new();
    private readonly Faults _faults = new();
    private readonly List<KeptRequest> _landscape = [];
    private World _world;
    private Limits _limits;

    public AwsSandbox(SandboxOptions? options = null)
    {
        Options = options ?? new();
        _clock = new(Options.Time, Options.Speed);
        _world = new(Options);
        _limits = new(_world.Scheduler);
        _file = Options.StateFile is { } path ? new(path) : null;
        foreach (var kept in _file?.Load() ?? [])
        {
            Replay(kept);
            _clock.NotBefore(kept.At);
            IsRestored = true;
        }

        _log.Clear();
    }

    public SandboxOptions Options { get; }

    /// <summary>True if requests were restored from a state file.</summary>
    public bool IsRestored { get; }

    /// <summary>The present instant on the sandbox's own clock.</summary>
    public DateTimeOffset Now => _clock.Now;

    /// <summary>The requests received so far, oldest first.</summary>
    public IReadOnlyList<RequestLogEntry> Requests
    {
        get
        {
            lock (_one)
                return [.. _log.Entries];
        }
    }

    /// <summary>While a landscape is built, requests are neither throttled nor delayed, and they are recorded as part of the landscape.</summary>
    internal bool IsBuilding { get; set; }

    /// <exception cref="OperationCanceledException">Cancelled during the simulated latency; the request has then changed nothing.</exception>
    public async ValueTask<AwsResponse> HandleAsync(AwsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await LatencyAsync(cancellationToken);
        lock (_one)
        {
            _world.Scheduler.AdvanceTo(_clock.Now);
            return Answered(request, keep: true);
        }
    }

    /// <summary>Resolves an A query inside the VPC, now or at an instant of the past.</summary>
    public Dns.DnsAnswer Resolve(string vpcId, string name, DateTimeOffset? at = null)
    {
        lock (_one)
        {
            _world.Scheduler.AdvanceTo(_clock.Now);
            return _world.Dns.Resolve(vpcId, name, at ?? _world.Now, Options.Rules);
        }
    }

    /// <summary>Returns every answer to an A query for the name since the VPC was created, each with its interval.</summary>
    public IReadOnlyList<Dns.DnsInterval> DnsHistory(string vpcId, string name)
    {
        lock (_one)
        {
            _world.Scheduler.AdvanceTo(_clock.Now);
            return _world.Dns.History(vpcId, name, Options.Rules);
        }
    }

    /// <summary>Replaces the fault rules.</summary>
    public void SetFaults(IEnumerable<FaultRule> rules)
    {
        lock (_one)
            _faults.Replace(rules);
    }

    /// <summary>Completes all pending changes by moving the sandbox's clock forward.</summary>
    public void Settle()
    {
        lock (_one)
        {
            _clock.NotBefore(_clock.Now + TimeSpan.FromMinutes(10));
            _world.Scheduler.AdvanceTo(_clock.Now);
        }
    }

    /// <summary>Clears the request log; the state is not changed.</summary>
    public void ClearRequests()
    {
        lock (_one)
            _log.Clear();
    }

    public void Dispose() => _file?.Dispose();

    /// <remarks>Task.Delay is not used because its cancellation continues on the thread pool, and a simulation must stay on one thread.</remarks>
    private async Task LatencyAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Options.Latency <= TimeSpan.Zero || IsBuilding)
            return;
        var over = new TaskCompletionSource();
        using var cancellation = cancellationToken.Register(() => over.TrySetCanceled(cancellationToken));
        using var timer = Options.Time.CreateTimer(_ => over.TrySetResult(), state: null, Options.Latency, Timeout.InfiniteTimeSpan);
        await over.Task;
    }

    private AwsResponse Answered(AwsRequest request, bool keep)
    {
        if (!request.Path.StartsWith(Routes.Root, StringComparison.Ordinal))
            return Dispatched(request, keep);
        var response = new Routes(_world, _log, _faults, Reset).Answer(request);
        if (keep && response.Status == 200 && request.Path == Routes.RequesterManaged)
            Keep(new KeptRequest(_world.Now, "", "", "", request.Method, request.Path, request.Query, request.Body));
        return response;
    }

    private AwsResponse Dispatched(AwsRequest request, bool keep)
    {
        var entry = _log.Open(_world.Now, Options.Seed);
        var response = new Dispatcher(_world, _faults, keep && Options.Throttles && !IsBuilding ? _limits : null).Answer(request, entry);
        _log.Close(entry);
        if (keep && entry is { IsMutating: true, IsExecuted: true })
        {
            Keep(
                new KeptRequest(_world.Now, entry.Account!, entry.Region!, entry.Service!, request.Method, request.Path, request.Query, request.Body)
                {
                    Target = request.Header(AwsRequest.Target),
                }
            );
        }

        return response;
    }

    private void Keep(KeptRequest request)
    {
        var kept = request with { IsLandscape = IsBuilding };
        if (kept.IsLandscape)
            _landscape.Add(kept);
        _file?.Append(kept);
    }

    private void Replay(KeptRequest kept)
    {
        if (kept.IsLandscape)
            _landscape.Add(kept);
        _world.Scheduler.AdvanceTo(kept.At);
        Answered(kept.ToRequest(), keep: false);
    }

    /// <summary>Discards the state and builds the initial landscape again, settled at the present instant.</summary>
    private void Reset()
    {
        _world = new(Options);
        _world.Scheduler.AdvanceTo(_clock.Now);
        _limits = new(_world.Scheduler);
        _faults.Replace([]);
        _file?.Clear();
        foreach (var kept in _landscape)
        {
            Answered(kept.ToRequest(), keep: false);
            _file?.Append(kept with { At = _world.Now });
        }

        if (_landscape.Count > 0)
            Settle();
        _log.Clear();
    }
}
