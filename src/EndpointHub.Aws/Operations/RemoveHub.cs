using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Planners;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>Deletes what hubs have twice and nothing refers to.</summary>
internal sealed class RemoveHub : Operation<RemoveHubRequest>
{
    private protected override async Task WorkAsync(
        IReadOnlyList<RemoveHubRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var hubs = await FindAsync(requests, context, cancellationToken);
        if (hubs.Count == 0)
            return;

        var projected = hubs.Exists(one => one.Hub.IsProjected) ? hubs.SelectMany(one => one.Hub.Projected).ToValueList() : null;
        var work = await PlannedWork.OnAsync(context, await ScopeAsync(hubs, context, cancellationToken), projected, cancellationToken);
        var before = work.Network;
        var hubOf = new Dictionary<PlannedRequest, ResolvedHub>();
        foreach (var (request, hub) in hubs)
        {
            if (await work.PlanAsync(request.Record, network => DuplicatePlanner.For(network, hub.Key), true, earlier: null, cancellationToken) is { } planned)
                hubOf[planned] = hub;
        }

        await work.CarryOutAsync(
            "Deleting duplicates",
            (planned, result) =>
            {
                foreach (var deletion in result.Steps.OfType<DeleteEndpoint>().Where(deletion => IsOf(planned, deletion)))
                    Emit(hubOf[planned], before.Endpoints[deletion.EndpointId], result, context);
            },
            cancellationToken
        );
    }

    private static bool IsOf(PlannedRequest planned, Step step) => planned.Units.SelectMany(unit => unit.Steps).Any(own => own.Key == step.Key);

    private static async Task<List<(RemoveHubRequest Request, ResolvedHub Hub)>> FindAsync(
        IReadOnlyList<RemoveHubRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var resolver = new TargetResolver(context);
        var found = new List<(RemoveHubRequest, ResolvedHub)>();
        foreach (var request in requests)
        {
            try
            {
                found.Add((request, await resolver.HubAsync(request.Hub, region: null, cancellationToken)));
            }
            catch (EndpointHubException known)
            {
                context.Operator.Fail(known.Problem, request.Record);
            }
        }

        return found;
    }

    // The zones of the spokes may have records of other accounts. Spokes of another account cannot be read here.
    private static async Task<SnapshotScope> ScopeAsync(
        List<(RemoveHubRequest Request, ResolvedHub Hub)> hubs,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var vpcs = new List<ScopedVpc>();
        foreach (var location in hubs.GroupBy(one => one.Hub.Location))
        {
            var own = location.Select(one => one.Hub.VpcId).Distinct(StringComparer.Ordinal).ToList();
            var peerings = await PeeringReader.ReadAsync(context.Access.At(location.Key), own, cancellationToken);
            var peers = peerings
                .Where(peering => peering.IsActive)
                .SelectMany(peering => new[] { peering.Requester, peering.Accepter })
                .Where(side => side.Location.AccountId == location.Key.AccountId)
                .Select(side => new ScopedVpc(side.VpcId, side.Location));
            vpcs.AddRange(own.Select(id => new ScopedVpc(id, location.Key)).Concat(peers));
        }

        return new SnapshotScope
        {
            Vpcs = vpcs.Distinct().ToValueList(),
            HubVpcIds = hubs.Select(one => one.Hub.VpcId).Distinct(StringComparer.Ordinal).ToValueList(),
            IncludesEveryZone = true,
        };
    }

    private static void Emit(ResolvedHub hub, Endpoint endpoint, RequestResult result, OperationContext context)
    {
        var trail = StepTrail.Of(result.Steps);
        context.Operator.Emit(
            new RemovedEndpoint
            {
                Before = endpoint,
                AccountId = hub.Location.AccountId,
                Region = hub.Location.Region,
                HubName = hub.Name,
                RemovedAt = result.TakenAt,
                IsProjected = result.IsProjected,
                Steps = trail.Steps,
                StepRecords = trail.Records,
            }
        );
    }
}
