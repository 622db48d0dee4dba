using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Aws.Sessions;
using EndpointHub.Errors;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>The way to AWS for both sides of a hub: who calls on the spokes' side and on the hub's, at the pace that AWS allows.</summary>
public sealed class AwsAccess : IDisposable
{
    private readonly Dictionary<Location, AwsSession> _elsewhere = [];
    private readonly AwsRuntime _runtime;
    private readonly Pacer _pacer;

    private AwsAccess(AwsSession spoke, AwsSession hub, AwsRuntime runtime, Pacer pacer)
    {
        Spoke = spoke;
        Hub = hub;
        _runtime = runtime;
        _pacer = pacer;
    }

    /// <summary>The session of the spokes' side.</summary>
    public AwsSession Spoke { get; }

    /// <summary>The session of the hub's side; the spokes' own where none was named.</summary>
    public AwsSession Hub { get; }

    /// <summary>The clock of budgets, settling and pictures.</summary>
    public TimeProvider Clock => _runtime.Clock;

    internal SnapshotReader Reader => new(At);

    internal PlanExecutor Executor => new(NewCarrier, Clock);

    internal IStepRunner NewCarrier() => new StepRunner(At, _pacer, Clock, _runtime.Jitter);

    /// <summary>Opens the way.</summary>
    /// <param name="settings">Who calls, and where.</param>
    /// <param name="hubSettings">Who calls on the hub's side; null for the same.</param>
    /// <param name="runtime">What the clients run on.</param>
    /// <param name="pacer">The budgets, shared by whatever runs together; null for budgets of its own.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    /// <returns>The access; the caller disposes it.</returns>
    /// <exception cref="EndpointHubException">No credentials, no region, or why AWS did not answer.</exception>
    public static async Task<AwsAccess> OpenAsync(
        AwsSettings settings, AwsSettings? hubSettings, AwsRuntime runtime, Pacer? pacer, CancellationToken cancellationToken)
    {
        var budgets = pacer ?? new Pacer(runtime.Clock);
        var spoke = await OpenAsync(settings, runtime, budgets, cancellationToken);
        try
        {
            var hub = hubSettings is null ? spoke : await OpenAsync(hubSettings, runtime, budgets, cancellationToken);
            return new AwsAccess(spoke, hub, runtime, budgets);
        }
        catch
        {
            spoke.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var session in _elsewhere.Values)
            session.Dispose();
        if (Hub != Spoke)
            Hub.Dispose();
        Spoke.Dispose();
    }

    /// <summary>The APIs of a place.</summary>
    /// <param name="location">The account and region.</param>
    /// <returns>The APIs.</returns>
    /// <exception cref="EndpointHubException">AccountMismatch: neither side's credentials are of that account.</exception>
    internal Apis At(Location location)
    {
        var session = SessionAt(location);
        return new Apis(session.Ec2, session.Route53, session.Resolver, session.Profiles) { CheckExpiryAsync = session.CheckExpiryAsync };
    }

    private static async Task<AwsSession> OpenAsync(AwsSettings settings, AwsRuntime runtime, Pacer pacer, CancellationToken cancellationToken)
    {
        var pacing = new SessionPacing(pacer, runtime.Observer);
        try
        {
            var session = await AwsSession.OpenAsync(settings, runtime with { Observer = pacing }, cancellationToken);
            pacing.AccountId = session.AccountId;
            return session;
        }
        catch (EndpointHubException known) when (known.Problem.CommandLine is not null)
        {
            throw CompletingOperator.Complete(known, settings.Region, settings.ProfileName);
        }
    }

    private AwsSession SessionAt(Location location)
    {
        var side = location.AccountId == Hub.AccountId && location.AccountId != Spoke.AccountId ? Hub : Spoke;
        side.RequireAccount(location.ToString(), location.AccountId);
        if (side.Region == location.Region)
            return side;

        if (!_elsewhere.TryGetValue(location, out var session))
            _elsewhere[location] = session = side.ForRegion(location.Region);
        return session;
    }
}
