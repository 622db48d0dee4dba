using EndpointHub.Aws.Pacing;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// The preconditions of a cut-over on the client side: credentials that do not expire during the work, and a host that does not lose its own access
/// to AWS.
/// </summary>
internal sealed class CutoverPreconditions
{
    // The services with interface endpoints that a cut-over calls. Route 53 is only reached publicly.
    private static readonly string[] Called = ["ec2", "sts"];

    // The instance metadata service answers in milliseconds. On other machines the request waits for a timeout.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly Problem? _credentials;
    private readonly string? _confinedTo;

    private CutoverPreconditions(Problem? credentials, string? confinedTo)
    {
        _credentials = credentials;
        _confinedTo = confinedTo;
    }

    /// <summary>Checks the credentials and the host.</summary>
    /// <param name="access">The access to AWS.</param>
    /// <param name="network">The network. The host is only checked if it contains endpoints of services that the cut-over calls.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The preconditions.</returns>
    public static async Task<CutoverPreconditions> CheckAsync(AwsAccess access, NetworkSnapshot network, CancellationToken cancellationToken)
    {
        var credentials = await access.Spoke.CheckExpiryAsync() ?? (access.Hub == access.Spoke ? null : await access.Hub.CheckExpiryAsync());
        return new CutoverPreconditions(credentials, network.Endpoints.Any(IsCalled) ? await FindConfiningVpcAsync(access, cancellationToken) : null);
    }

    /// <summary>Refuses a plan whose preconditions are not met. A plan that moves no names has none.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The plan with its refusals.</returns>
    public Plan Apply(Plan plan)
    {
        var moved = plan.Steps.Select(step => step.NameChange?.EndpointId).OfType<string>().Select(id => plan.Before.Endpoints[id]).ToList();
        if (moved.Count == 0)
            return plan;

        var confined = moved
            .Where(endpoint => endpoint.VpcId == _confinedTo && IsCalled(endpoint))
            .Select(endpoint => Problems.HostInsideSpoke(endpoint.VpcId, endpoint.ServiceName));
        return plan with { Refusals = plan.Refusals.Concat(confined.Concat(_credentials is null ? [] : [_credentials])).ToValueList() };
    }

    private static bool IsCalled(Endpoint endpoint) =>
        Array.Exists(Called, service => endpoint.ServiceName.EndsWith($".{service}", StringComparison.Ordinal));

    private static async Task<string?> FindConfiningVpcAsync(AwsAccess access, CancellationToken cancellationToken)
    {
        var host = access.Spoke.Host;
        var vpc = await WithinAsync(host.VpcOfHost, access.Clock, cancellationToken);
        return vpc is null || await WithinAsync(host.ReachesPublicApis, access.Clock, cancellationToken) ? null : vpc;
    }

    private static async Task<T?> WithinAsync<T>(Func<CancellationToken, Task<T>> query, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answer = query(timeout.Token);
        var isAnswered = await Task.WhenAny(answer, clock.DelayAsync(Timeout, timeout.Token)) == answer;
        timeout.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
        return isAnswered ? await answer : default;
    }
}
