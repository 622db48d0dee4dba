using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>Finds hubs by the tags of their endpoints.</summary>
internal sealed class GetHub : Operation<GetHubRequest>
{
    private protected override async Task WorkAsync(
        IReadOnlyList<GetHubRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var access = context.Access;
        var location = access.Hub.Location;
        var vpcIds = (await new TargetResolver(context).FindAllAsync(location, cancellationToken))
            .Select(hub => hub.VpcId)
            .Distinct(StringComparer.Ordinal)
            .ToValueList();
        var network = await context.ReadAsync(
            new SnapshotScope
            {
                Vpcs = vpcIds.Select(id => new ScopedVpc(id, location)).ToValueList(),
                HubVpcIds = vpcIds,
                IncludesNameResolution = false,
            },
            cancellationToken
        );
        var hubs = HubFinder.All(network, access.Clock.GetUtcNow());
        foreach (var request in requests)
        {
            var found = hubs.Where(hub => (request.Name ?? hub.Name) == hub.Name && (request.HubVpcId ?? hub.HubVpcId) == hub.HubVpcId).ToList();
            found.ForEach(context.Operator.Emit);
            if (found.Count == 0 && (request.Name ?? request.HubVpcId) is { } missing)
                context.Operator.Fail(Problems.HubNotFound(missing, location), request.Record);
        }
    }
}
