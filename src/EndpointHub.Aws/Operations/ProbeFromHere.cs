using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Probing;
using EndpointHub.Aws.Sessions;
using EndpointHub.Errors;
using EndpointHub.Naming;
using EndpointHub.Probing;

namespace EndpointHub.Aws.Operations;

/// <summary>
/// Follows services' names for real, from the machine that it runs on. AWS is not asked and no credentials are needed, so that it may run on an instance
/// inside a spoke.
/// </summary>
internal static class ProbeFromHere
{
    /// <summary>Probes.</summary>
    /// <param name="requests">The records: each an analysis to bear out, or services to look for.</param>
    /// <param name="settings">Where the region of services comes from that were given by short names.</param>
    /// <param name="network">The host's network.</param>
    /// <param name="operator">Who is given an <see cref="EndpointProbe"/> for each name and port.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that ends when every probe has.</returns>
    /// <exception cref="EndpointHubException">NoRegion: services were given by short names, and no region is found.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task RunAsync(
        IReadOnlyList<TestPathRequest> requests, AwsSettings settings, HostNetwork network, IOperator @operator, CancellationToken cancellationToken)
    {
        var runtime = new AwsRuntime();
        var targets = new List<ProbeTarget>();
        foreach (var request in requests)
        {
            if (request.Path is { } path)
                Add([.. ProbeTarget.Of(path)], path.ServiceName, request);
            foreach (var service in request.Services)
            {
                var name = ServiceName.IsFull(service)
                    ? service
                    : ServiceName.InFull(service, await new RegionResolver(settings, runtime.Host).ResolveAsync(cancellationToken), []);
                Add([.. ProbeTarget.Of(name)], name, request);
            }
        }

        @operator.ReportStatus($"Probing {string.Join(", ", targets.Select(target => target.Name))}");
        var prober = new Prober(network, runtime.Clock);
        foreach (var probe in targets.ConvertAll(target => prober.ProbeAsync(target, cancellationToken)))
            @operator.Emit(await probe);

        void Add(List<ProbeTarget> found, string service, TestPathRequest request)
        {
            if (found.Count == 0)
                @operator.Fail(Problems.NamesNotKnownHere(service), request.Record);
            targets.AddRange(found);
        }
    }
}
