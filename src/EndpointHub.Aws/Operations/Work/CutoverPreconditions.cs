using EndpointHub.Aws.Pacing;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// What has to be so on this side before names are moved: credentials that outlive the work, and a host that does not cut off itself.
/// </summary>
internal sealed class CutoverPreconditions
{
    // The services that carrying out a plan calls. Route 53 itself is public wherever it can be reached at all.
    private static readonly string[] Called = ["ec2", "sts"];

    // An instance's metadata answers in milliseconds; a machine that is no instance lets one wait.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly Problem? _credentials;
    private readonly string? _confinedTo;

    private CutoverPreconditions(Problem? credentials, string? confinedTo)
    {
        _credentials = credentials;
        _confinedTo = confinedTo;
    }

    /// <summary>Looks at credentials and host.</summary>
    /// <param name="access">The way to AWS.</param>
    /// <param name="network">The network; the host is only looked at where endpoints of services that the work calls are in it.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    /// <returns>What was found.</returns>
    public static async Task<CutoverPreconditions> CheckAsync(AwsAccess access, NetworkSnapshot network, CancellationToken cancellationToken)
    {
        var credentials = await access.Spoke.CheckExpiryAsync() ?? (access.Hub == access.Spoke ? null : await access.Hub.CheckExpiryAsync());
        return new CutoverPreconditions(credentials, network.Endpoints.Any(IsCalled) ? await ConfinementAsync(access, cancellationToken) : null);
    }

    /// <summary>Refuses a plan that would have to begin on unsafe ground. A plan that moves nothing may stand on any.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The plan, with what stands against it.</returns>
    public Plan Apply(Plan plan)
    {
        var moved = plan.Steps.Select(step => step.NameChange?.EndpointId).OfType<string>().Select(id => plan.Before.Endpoints[id]).ToList();
        if (moved.Count == 0)
            return plan;

        var confined = moved.Where(endpoint => endpoint.VpcId == _confinedTo && IsCalled(endpoint)).Select(endpoint => Problems.HostInsideSpoke(endpoint.VpcId, endpoint.ServiceName));
        return plan with { Refusals = plan.Refusals.Concat(confined.Concat(_credentials is null ? [] : [_credentials])).ToValueList() };
    }

    private static bool IsCalled(Endpoint endpoint) => Array.Exists(Called, service => endpoint.ServiceName.EndsWith($".{service}", StringComparison.Ordinal));

    private static async Task<string?> ConfinementAsync(AwsAccess access, CancellationToken cancellationToken)
    {
        var host = access.Spoke.Host;
        var vpc = await WithinAsync(host.VpcOfHost, access.Clock, cancellationToken);
        return vpc is null || await WithinAsync(host.ReachesPublicApis, access.Clock, cancellationToken) ? null : vpc;
    }

    private static async Task<T?> WithinAsync<T>(Func<CancellationToken, Task<T>> ask, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answer = ask(patience.Token);
        var isAnswered = await Task.WhenAny(answer, clock.DelayAsync(Timeout, patience.Token)) == answer;
        patience.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
        return isAnswered ? await answer : default;
    }
}
