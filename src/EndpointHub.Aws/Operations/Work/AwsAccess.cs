using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Aws.Sessions;
using EndpointHub.Errors;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>The access to AWS for both sides of a hub: a session for the spokes and one for the hub, with shared rate limits.</summary>
internal sealed class AwsAccess : IDisposable
{
    private readonly Dictionary<Location, AwsSession> _otherRegions = [];
    private readonly AwsRuntime _runtime;
    private readonly Pacer _pacer;

    private AwsAccess(AwsSession spoke, AwsSession hub, AwsRuntime runtime, Pacer pacer)
    {
        Spoke = spoke;
        Hub = hub;
        _runtime = runtime;
        _pacer = pacer;
    }

    /// <summary>Gets the session for the spokes.</summary>
    public AwsSession Spoke { get; }

    /// <summary>Gets the session for the hub; the same as for the spokes unless the hub has its own.</summary>
    public AwsSession Hub { get; }

    /// <summary>Gets the clock of rate limits, waits and time stamps.</summary>
    public TimeProvider Clock => _runtime.Clock;

    internal SnapshotReader Reader => new(At);

    internal PlanExecutor Executor => new(NewStepRunner, Clock);

    internal IStepRunner NewStepRunner() => new StepRunner(At, _pacer, Clock, _runtime.Jitter);

    /// <summary>Opens the sessions.</summary>
    /// <param name="settings">The credentials and the region.</param>
    /// <param name="hubSettings">The credentials for the hub; null for the same.</param>
    /// <param name="runtime">The runtime of the clients.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The access, which the caller disposes.</returns>
    /// <exception cref="EndpointHubException">There are no credentials or no region, or the call to AWS failed.</exception>
    public static async Task<AwsAccess> OpenAsync(
        AwsSettings settings,
        AwsSettings? hubSettings,
        AwsRuntime runtime,
        CancellationToken cancellationToken
    )
    {
        var pacer = new Pacer(runtime.Buckets.Of(runtime.Clock, settings.EndpointUrl ?? runtime.Host.Variable("AWS_ENDPOINT_URL")));
        var spoke = await OpenAsync(settings, runtime, pacer, cancellationToken);
        try
        {
            var hub = hubSettings is null ? spoke : await OpenAsync(hubSettings, runtime, pacer, cancellationToken);
            return new AwsAccess(spoke, hub, runtime, pacer);
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
        foreach (var session in _otherRegions.Values)
            session.Dispose();
        if (Hub != Spoke)
            Hub.Dispose();
        Spoke.Dispose();
    }

    /// <summary>Returns the APIs of an account and region.</summary>
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

        if (!_otherRegions.TryGetValue(location, out var session))
            _otherRegions[location] = session = side.ForRegion(location.Region);
        return session;
    }
}
