using System.Diagnostics.CodeAnalysis;
using EndpointHub.Sandbox.Files;
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
    private bool _isBuilding;
    private World _world;
    private Limits _limits;

    /// <exception cref="IOException">The state file cannot be used.</exception>
    public AwsSandbox(SandboxOptions? options = null)
    {
        Options = options ?? new();
        _clock = new(Options.Time, Options.Speed);
        Clear();
        if (Options.StateFile is not { } path)
            return;
        _file = new(path, Options.Seed);
        try
        {
            var history = _file.Load();
            Restore(path, history);
            IsRestored = history.Header is not null;
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public SandboxOptions Options { get; }

    /// <summary>True if the state was restored from a state file.</summary>
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

    /// <summary>
    /// Builds the initial landscape, to which a reset returns. Meanwhile requests are neither throttled nor delayed. Afterwards all changes are
    /// settled and the request log is empty.
    /// </summary>
    /// <exception cref="IOException">The state file cannot be written.</exception>
    internal async Task BuildAsync(Func<Task> buildAsync)
    {
        _isBuilding = true;
        await buildAsync();
        _isBuilding = false;
        Settle();
        ClearRequests();
        _file?.Begin(_landscape, _clock.Now);
    }

    /// <summary>Repeats the requests of a state file at their recorded instants, as a part of the landscape.</summary>
    /// <exception cref="IOException">The file cannot be used.</exception>
    internal void Repeat(string path)
    {
        var history = StateFile.Read(path, Options.Seed);
        lock (_one)
        {
            foreach (var kept in history.Landscape.Concat(history.Changes))
            {
                Replay(path, kept);
                _landscape.Add(kept);
            }
        }
    }

    /// <remarks>Task.Delay is not used because its cancellation continues on the thread pool, and a simulation must stay on one thread.</remarks>
    private async Task LatencyAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Options.Latency <= TimeSpan.Zero || _isBuilding)
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
        try
        {
            var response = new Routes(_world, _log, _faults, () => Reset(request)).Answer(request);
            if (keep && response.Status == 200 && request.Path == Routes.RequesterManaged)
                Keep(Kept(request, response.Status));
            return response;
        }
        catch (UnusableFileException error) when (_file is not null)
        {
            Restore(Options.StateFile!, _file.Load());
            return Routes.Error(503, $"Nothing was changed: {error.Message}");
        }
    }

    private AwsResponse Dispatched(AwsRequest request, bool keep)
    {
        var log = keep ? _log : new RequestLog();
        var entry = log.Open(_world.Now, Options.Seed);
        var dispatcher = new Dispatcher(_world, keep ? _faults : new(), keep && Options.Throttles && !_isBuilding ? _limits : null);
        var response = dispatcher.Answer(request, entry);
        log.Close(entry);
        if (!keep || entry is not { IsMutating: true, IsExecuted: true })
            return response;
        try
        {
            Keep(
                Kept(request, response.Status) with
                {
                    Account = entry.Account!,
                    Region = entry.Region!,
                    Service = entry.Service!,
                    Target = request.Header(AwsRequest.Target),
                }
            );
            return response;
        }
        catch (UnusableFileException error)
        {
            // The change exists in memory only, and the caller must not see it: the state becomes that of the file again.
            Restore(Options.StateFile!, _file!.Load());
            return Dispatcher.NotStored(request, entry, error.Message);
        }
    }

    private KeptRequest Kept(AwsRequest request, int status) =>
        new(_world.Now, "", "", "", request.Method, request.Path, request.Query, request.Body, status);

    private void Keep(KeptRequest kept)
    {
        if (_isBuilding)
            _landscape.Add(kept);
        else
            _file?.Append(kept);
    }

    /// <summary>Creates the state that the requests of a state file created.</summary>
    private void Restore(string path, StateHistory history)
    {
        Clear();
        _landscape.Clear();
        _landscape.AddRange(history.Landscape);
        foreach (var kept in history.Landscape.Concat(history.Changes))
            Replay(path, kept);
        if (history.Header is { } header)
            _clock.NotBefore(header.ReadyAt);
    }

    private void Replay(string path, KeptRequest kept)
    {
        _world.Scheduler.AdvanceTo(kept.At);
        _clock.NotBefore(kept.At);
        var status = Answered(kept.ToRequest(), keep: false).Status;
        if (status != kept.Status)
        {
            throw new UnusableFileException(
                $"{path}, request {kept.Number}, gets status {status} and not {kept.Status} as recorded: the file was edited, or written with other options."
            );
        }
    }

    /// <summary>Discards the state and creates the initial landscape again, exactly as it was at the start.</summary>
    private void Reset(AwsRequest request)
    {
        _file?.Append(Kept(request, 200));
        Clear();
        foreach (var kept in _landscape)
            Replay(Options.StateFile ?? "The landscape", kept);
        _world.Scheduler.AdvanceTo(_clock.Now);
        _faults.Replace([]);
        _log.Clear();
    }

    [MemberNotNull(nameof(_world), nameof(_limits))]
    private void Clear()
    {
        _world = new(Options);
        _limits = new(_world.Scheduler);
    }
}
