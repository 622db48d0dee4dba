using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Errors;
using EndpointHub.Inventory;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>Lists endpoints with their duplicates, cost and whether a hub can replace them. Nothing is changed.</summary>
internal sealed class GetInventory : Operation<GetInventoryRequest>
{
    private protected override async Task WorkAsync(
        IReadOnlyList<GetInventoryRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var regionEndpoints = await RegionEndpoints.ListAsync(context.Access, cancellationToken);
        foreach (var warning in regionEndpoints.MisnamedHubs)
            context.Operator.Warn(warning);
        var services = await regionEndpoints.FullNamesAsync(
            requests.SelectMany(request => request.Services).Distinct(StringComparer.Ordinal).ToValueList(),
            cancellationToken
        );
        var isForAll = requests.Any(request => request.VpcId is null);
        var vpcIds = isForAll ? ValueList<string>.Empty : requests.Select(request => request.VpcId!).Distinct(StringComparer.Ordinal).ToValueList();
        var network = await regionEndpoints.ReadAsync(
            vpcIds,
            serviceNames: ValueList<string>.Empty,
            requests.Any(request => request.IncludesReferences),
            cancellationToken
        );
        foreach (var request in requests.Where(request => request.VpcId is not null && network.Vpcs.Find(request.VpcId) is null))
            context.Operator.Fail(Problems.VpcNotFound(request.VpcId!, context.Access.Spoke.Location), request.Record);

        foreach (var endpoint in InventoryBuilder.Of(network, context.Access.Clock.GetUtcNow()))
        {
            if ((isForAll || vpcIds.Contains(endpoint.VpcId)) && (services.Count == 0 || services.Contains(endpoint.ServiceName)))
                context.Operator.Emit(endpoint);
        }
    }
}
