using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Introspection;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.Settling;
using EndpointHub.Sandbox.State;

namespace EndpointHub.Sandbox.Hosting;

/// <summary>
/// AWS for this domain, without a server around it. One request at a time is answered, at one instant of the sandbox's clock; what
/// settles meanwhile is carried out first. Given options, clock and the order of requests, every byte is determined.
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
        _limits = new(_world.Agenda);
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

    /// <summary>Whether a state file had something to restore.</summary>
    public bool IsRestored { get; }

    /// <summary>The present instant on the sandbox's own clock.</summary>
    public DateTimeOffset Now => _clock.Now;

    /// <summary>Everything asked so far, oldest first.</summary>
    public IReadOnlyList<RequestLogEntry> Requests
    {
        get
        {
            lock (_one) return [.. _log.Entries];
        }
    }

    /// <summary>While a landscape is built nothing is throttled or delayed, and what is done belongs to it.</summary>
    internal bool IsBuilding { get; set; }

    /// <exception cref="OperationCanceledException">Cancelled while latency was waited for; nothing was done then.</exception>
    public async ValueTask<AwsResponse> HandleAsync(AwsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await LatencyAsync(cancellationToken);
        lock (_one)
        {
            _world.Agenda.AdvanceTo(_clock.Now);
            return Answered(request, keep: true);
        }
    }

    /// <summary>What a query for an A record gets inside the VPC, now or at an instant of the past.</summary>
    public Dns.DnsAnswer Resolve(string vpcId, string name, DateTimeOffset? at = null)
    {
        lock (_one)
        {
            _world.Agenda.AdvanceTo(_clock.Now);
            return _world.Dns.Resolve(vpcId, name, at ?? _world.Now, Options.Rules);
        }
    }

    /// <summary>Every answer that the name had in the VPC since the VPC exists, and for how long.</summary>
    public IReadOnlyList<Dns.DnsInterval> DnsHistory(string vpcId, string name)
    {
        lock (_one)
        {
            _world.Agenda.AdvanceTo(_clock.Now);
            return _world.Dns.History(vpcId, name, Options.Rules);
        }
    }

    /// <summary>Sets what shall go wrong from now on, in place of what was set before.</summary>
    public void SetFaults(IEnumerable<FaultRule> rules)
    {
        lock (_one) _faults.Replace(rules);
    }

    /// <summary>Lets everything that is under way settle at once: the sandbox's clock jumps ahead of it.</summary>
    public void Settle()
    {
        lock (_one)
        {
            _clock.NotBefore(_clock.Now + TimeSpan.FromMinutes(10));
            _world.Agenda.AdvanceTo(_clock.Now);
        }
    }

    /// <summary>Forgets what was asked, not what it did.</summary>
    public void ClearRequests()
    {
        lock (_one) _log.Clear();
    }

    public void Dispose() => _file?.Dispose();

    /// <remarks>Not Task.Delay: a cancelled one continues on the thread pool, and a simulation must stay on its one thread.</remarks>
    private async Task LatencyAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Options.Latency <= TimeSpan.Zero || IsBuilding) return;
        var over = new TaskCompletionSource();
        using var cancellation = cancellationToken.Register(() => over.TrySetCanceled(cancellationToken));
        using var timer = Options.Time.CreateTimer(_ => over.TrySetResult(), state: null, Options.Latency, Timeout.InfiniteTimeSpan);
        await over.Task;
    }

    private AwsResponse Answered(AwsRequest request, bool keep)
    {
        if (!request.Path.StartsWith(Routes.Root, StringComparison.Ordinal)) return Dispatched(request, keep);
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
            Keep(new KeptRequest(_world.Now, entry.Account!, entry.Region!, entry.Service!, request.Method, request.Path, request.Query, request.Body)
            {
                Target = request.Header(AwsRequest.Target),
            });
        return response;
    }

    private void Keep(KeptRequest request)
    {
        var kept = request with { IsLandscape = IsBuilding };
        if (kept.IsLandscape) _landscape.Add(kept);
        _file?.Append(kept);
    }

    private void Replay(KeptRequest kept)
    {
        if (kept.IsLandscape) _landscape.Add(kept);
        _world.Agenda.AdvanceTo(kept.At);
        Answered(kept.ToRequest(), keep: false);
    }

    /// <summary>A new world with nothing in it but the landscape that it opened with, made and settled now.</summary>
    private void Reset()
    {
        _world = new(Options);
        _world.Agenda.AdvanceTo(_clock.Now);
        _limits = new(_world.Agenda);
        _faults.Replace([]);
        _file?.Clear();
        foreach (var kept in _landscape)
        {
            Answered(kept.ToRequest(), keep: false);
            _file?.Append(kept with { At = _world.Now });
        }

        if (_landscape.Count > 0) Settle();
        _log.Clear();
    }
}
