using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Reading;
using EndpointHub.Intents;
using EndpointHub.Planners;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>Cuts spokes over to their hub, or switches private DNS off on single endpoints.</summary>
internal sealed class CutOver : Operation<CutOverRequest>
{
    private protected override async Task WorkAsync(
        IReadOnlyList<CutOverRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var endpoints = requests
            .Where(request => request.VpcEndpointId is not null)
            .GroupBy(request => request.VpcEndpointId, StringComparer.Ordinal);
        await SwitchOffAsync([.. endpoints.Select(same => same.First())], context, cancellationToken);
        await CutOverAsync([.. requests.Where(request => request.Spoke is not null)], context, cancellationToken);
    }

    private static async Task CutOverAsync(List<CutOverRequest> requests, OperationContext context, CancellationToken cancellationToken)
    {
        var tasks = await SpokeWork.FindAsync(requests, request => (request.Spoke!, request.Hub), context, cancellationToken);
        if (tasks.Count == 0)
            return;

        var work = await SpokeWork.ReadAsync(tasks, context, cancellationToken);
        var preconditions = await CutoverPreconditions.CheckAsync(context.Access, work.Network, cancellationToken);
        await work.CarryOutAsync(
            tasks,
            (task, network) => preconditions.Apply(CutoverPlanner.For(network, Intent(task, network))),
            "Cutting spokes over",
            (task, result) => task.EmitMoved(result, context),
            cancellationToken,
            (task, network) => EarlierStages.BeforeCutover(network, Intent(task, network))
        );
    }

    private static CutoverIntent Intent(SpokeTask<CutOverRequest> task, NetworkSnapshot network) =>
        new()
        {
            Hub = task.Hub.Key,
            SpokeVpcId = task.Spoke.VpcId,
            ServiceNames = task.FullNames(task.Request.Services, network),
            Allowed = task.Request.Allowed,
            IncludedOwners = task.Request.IncludedOwners,
            ClientSubnetIds = task.Request.ClientSubnetIds,
        };

    private static async Task SwitchOffAsync(List<CutOverRequest> requests, OperationContext context, CancellationToken cancellationToken)
    {
        if (requests.Count == 0)
            return;

        var location = context.Access.Spoke.Location;
        var found = (
            await EndpointReader.FindAsync(context.Access.At(location), requests.Select(request => request.VpcEndpointId!), cancellationToken)
        ).ToList();
        var scope = new SnapshotScope
        {
            Vpcs = found.Select(endpoint => endpoint.VpcId).Distinct(StringComparer.Ordinal).Select(id => new ScopedVpc(id, location)).ToValueList(),
        };
        var work = await PlannedWork.OnAsync(context, scope, projected: null, cancellationToken);
        var planned = new Dictionary<PlannedRequest, string>();
        foreach (var request in requests)
        {
            var intent = new PrivateDnsIntent { EndpointIds = ValueList.Of(request.VpcEndpointId!), IncludedOwners = request.IncludedOwners };
            if (
                await work.PlanAsync(
                    request.Record,
                    network => PrivateDnsPlanner.For(network, intent),
                    allowsPartialPlan: false,
                    earlier: null,
                    cancellationToken
                ) is
                { } plannedRequest
            )
            {
                planned[plannedRequest] = request.VpcEndpointId!;
            }
        }

        await work.CarryOutAsync(
            "Switching private DNS off",
            (plannedRequest, result) => context.Operator.Emit(result.Network.Endpoints[planned[plannedRequest]]),
            cancellationToken
        );
    }
}
