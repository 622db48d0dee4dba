using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Probing;
using EndpointHub.Aws.Sessions;
using EndpointHub.Errors;
using EndpointHub.Naming;
using EndpointHub.Probing;

namespace EndpointHub.Aws.Operations;

/// <summary>
/// Probes the names of services from the machine that it runs on. It makes no AWS call and needs no credentials, so it can run on an instance
/// inside a spoke.
/// </summary>
internal static class ProbeFromHere
{
    private const int AtATime = 64;

    /// <summary>Probes the names of all requests.</summary>
    /// <param name="requests">The requests, each with a path test to verify, or with services to probe.</param>
    /// <param name="settings">The settings that give the region for services with short names.</param>
    /// <param name="network">The host's network.</param>
    /// <param name="operator">The operator, which receives an <see cref="EndpointProbe"/> for each name and port.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when all probes have completed.</returns>
    /// <exception cref="EndpointHubException">NoRegion: services have short names, and no region is configured.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static async Task RunAsync(
        IReadOnlyList<TestPathRequest> requests,
        AwsSettings settings,
        HostNetwork network,
        IOperator @operator,
        CancellationToken cancellationToken
    )
    {
        var runtime = new AwsRuntime();
        var targets = new List<ProbeTarget>();
        foreach (var request in requests)
        {
            if (request.Path is { } path)
            {
                Add(ProbeTarget.Of(path, out var refused), path.ServiceName, request);
                if (refused.Count > 0)
                    @operator.Fail(Problems.NamesNotProbed(path.ServiceName, refused), request.Record);
            }

            foreach (var service in request.Services)
            {
                var name = ServiceName.IsFull(service)
                    ? service
                    : ServiceName.InFull(
                        service,
                        await new RegionResolver(settings, runtime.Host, runtime.Clock).ResolveAsync(cancellationToken),
                        []
                    );
                Add([.. ProbeTarget.Of(name)], name, request);
            }
        }

        @operator.ReportStatus($"Probing {string.Join(", ", targets.Select(target => target.Name))}");
        var prober = new Prober(network, runtime.Clock);
        // Each probe holds sockets: no more than so many at the same time.
        for (var start = 0; start < targets.Count; start += AtATime)
        {
            var some = targets.GetRange(start, Math.Min(AtATime, targets.Count - start));
            foreach (var probe in some.ConvertAll(target => prober.ProbeAsync(target, cancellationToken)))
                @operator.Emit(await probe);
        }

        void Add(IReadOnlyList<ProbeTarget> found, string service, TestPathRequest request)
        {
            if (found.Count == 0 && request.Path is not { Names.Count: > 0 })
                @operator.Fail(Problems.NamesNotKnownHere(service), request.Record);
            targets.AddRange(found);
        }
    }
}
