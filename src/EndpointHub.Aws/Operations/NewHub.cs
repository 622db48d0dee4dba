using EndpointHub.Aws.Reading;
using EndpointHub.Naming;
using EndpointHub.Planning.Intents;
using EndpointHub.Planning.Planners;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Operations;

/// <summary>Makes hubs: a security group, and an endpoint with private DNS off for each service.</summary>
public sealed class NewHub : Operation<NewHubRequest>
{
    private protected override async Task WorkAsync(IReadOnlyList<NewHubRequest> requests, OperationContext context, CancellationToken cancellationToken)
    {
        var location = context.Access.Hub.Location;
        var fullNames = await FullNamesAsync(requests.SelectMany(request => request.Services).ToValueList(), context.Access.At(location), location.Region, cancellationToken);
        var vpcIds = requests.Select(request => request.VpcId).Distinct(StringComparer.Ordinal).ToValueList();
        var scope = new SnapshotScope
        {
            Vpcs = vpcIds.Select(id => new ScopedVpc(id, location)).ToValueList(),
            HubVpcIds = vpcIds,
            ServiceNames = fullNames.Values.Distinct(StringComparer.Ordinal).ToValueList(),
        };
        var work = await PlannedWork.OnAsync(context, scope, foretold: null, cancellationToken);
        var asked = new Dictionary<Part, NewHubRequest>();
        foreach (var request in requests)
        {
            var intent = new HubIntent
            {
                HubName = request.Name,
                HubVpcId = request.VpcId,
                SubnetIds = request.SubnetIds,
                ServiceNames = request.Services.Each(service => fullNames[service]),
                SecurityGroupIds = request.SecurityGroupIds,
                PolicyDocument = request.PolicyDocument,
            };
            if (await work.PlanAsync(request.Record, now => HubPlanner.For(now, intent), standsApart: false, cancellationToken) is { } part)
                asked[part] = request;
        }

        await work.CarryOutAsync("Making hubs", (part, result) =>
        {
            var hub = Hub.In(result.Now, asked[part].Name, asked[part].VpcId, result.TakenAt);
            if (hub is not null)
                context.Operator.Emit(hub with { Steps = result.Steps, IsProjected = result.IsProjected });
        }, cancellationToken);
    }

    // Most services have the common form of name; only when one has not, the whole list of the region is asked for.
    private static async Task<Dictionary<string, string>> FullNamesAsync(
        ValueList<string> services, Apis apis, string region, CancellationToken cancellationToken)
    {
        var common = services.Distinct(StringComparer.Ordinal).ToDictionary(service => service, service => ServiceName.InFull(service, region, []), StringComparer.Ordinal);
        var found = (await ServiceReader.ReadAsync(apis, common.Values, cancellationToken)).Select(service => service.Name).ToList();
        if (common.Values.All(found.Contains))
            return common;

        var described = await ServiceReader.NamesAsync(apis, cancellationToken);
        return common.Keys.ToDictionary(service => service, service => ServiceName.InFull(service, region, described), StringComparer.Ordinal);
    }
}
