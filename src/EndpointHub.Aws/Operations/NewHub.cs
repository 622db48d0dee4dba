using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Reading;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Planners;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>Creates or extends hubs: a security group, and an endpoint with private DNS off for each service.</summary>
internal sealed class NewHub : Operation<NewHubRequest>
{
    private protected override async Task WorkAsync(
        IReadOnlyList<NewHubRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var location = context.Access.Hub.Location;
        var apis = context.Access.At(location);
        var names = await RegionNames.OfAsync(requests.SelectMany(ServicesOf).ToValueList(), apis, location.Region, cancellationToken);
        var vpcIds = requests.Select(request => request.VpcId).Distinct(StringComparer.Ordinal).ToValueList();
        var peers = await PeersAsync(apis, location, vpcIds, cancellationToken);
        var scope = new SnapshotScope
        {
            Vpcs = vpcIds.Select(id => new ScopedVpc(id, location)).Concat(peers).ToValueList(),
            HubVpcIds = vpcIds,
            ServiceNames = names.Full.Values.Distinct(StringComparer.Ordinal).ToValueList(),
        };
        var work = await PlannedWork.OnAsync(context, scope, projected: null, cancellationToken);
        var requestOf = new Dictionary<PlannedRequest, NewHubRequest>();
        foreach (var request in requests)
        {
            var intent = new HubIntent
            {
                Hub = new HubKey(request.Name, request.VpcId),
                SubnetIds = request.SubnetIds,
                NewSubnets = request.NewSubnetsIn(location.Region),
                ServiceNames = ServicesOf(request).Each(service => names.Full[service]),
                RegionServiceNames = names.Offered,
                SecurityGroupIds = request.SecurityGroupIds,
                PolicyDocument = request.PolicyDocument,
                Tags = request.Tags,
            };
            if (
                await work.PlanAsync(
                    request.Record,
                    network => HubPlanner.For(network, intent),
                    allowsPartialPlan: false,
                    earlier: null,
                    cancellationToken
                ) is
                { } plannedRequest
            )
            {
                requestOf[plannedRequest] = request;
            }
        }

        await work.CarryOutAsync(
            "Creating hubs",
            (plannedRequest, result) =>
            {
                var hub = Hub.In(result.Network, new HubKey(requestOf[plannedRequest].Name, requestOf[plannedRequest].VpcId), result.TakenAt);
                if (hub is not null)
                {
                    var trail = StepTrail.Of(result.Steps);
                    context.Operator.Emit(hub with { Steps = trail.Steps, StepRecords = trail.Records, IsProjected = result.IsProjected });
                }

                if (requestOf[plannedRequest].Workload.PullsImages)
                {
                    context.Operator.Warn(
                        "Image layers come from S3, which a hub cannot serve. Each spoke that pulls images needs its own S3 gateway endpoint. Add it with Add-S3GatewayEndpoint."
                    );
                }
            },
            cancellationToken
        );
    }

    private static ValueList<string> ServicesOf(NewHubRequest request) =>
        request.Services.Concat(request.Workload.Services()).Distinct(StringComparer.Ordinal).ToValueList();

    // An extended hub has new addresses, to which connected spokes need routes. Spokes of another account cannot be read here.
    private static async Task<IEnumerable<ScopedVpc>> PeersAsync(
        Apis apis,
        Location location,
        ValueList<string> vpcIds,
        CancellationToken cancellationToken
    ) =>
        (await PeeringReader.ReadAsync(apis, vpcIds, cancellationToken))
            .Where(peering => peering.IsActive)
            .SelectMany(peering => new[] { peering.Requester, peering.Accepter })
            .Where(side => side.Location.AccountId == location.AccountId && !vpcIds.Contains(side.VpcId))
            .Select(side => new ScopedVpc(side.VpcId, side.Location))
            .Distinct();
}
