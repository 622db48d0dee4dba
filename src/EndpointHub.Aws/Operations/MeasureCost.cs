using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Costing;
using EndpointHub.Errors;
using EndpointHub.Prices;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>Estimates the cost now, and the cost with a hub that replaces every endpoint that can move. Nothing is changed.</summary>
internal sealed class MeasureCost : Operation<MeasureCostRequest>
{
    private protected override async Task WorkAsync(
        IReadOnlyList<MeasureCostRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var first = requests[0];
        var location = context.Access.Spoke.Location;
        var resolver = new TargetResolver(context);
        if (ReportUnresolved(requests, resolver, context.Operator))
            return;

        var vpcIds = Named(requests, request => request.Vpcs.Select(vpc => vpc.Key.VpcId).ToValueList());
        var endpointIds = Named(requests, request => request.VpcEndpointIds);
        var hub = first.Hub is null ? null : await resolver.HubAsync(first.Hub, location.Region, cancellationToken);

        var regionEndpoints = await RegionEndpoints.ListAsync(context.Access, cancellationToken);
        var services = await regionEndpoints.FullNamesAsync(first.Services, cancellationToken);
        var network = await regionEndpoints.ReadAsync(
            vpcIds,
            services.Count > 0
                ? services
                : regionEndpoints.ServicesOf(vpcIds).Concat(first.Hub?.KnownHub?.ServiceNames ?? []).Distinct(StringComparer.Ordinal).ToValueList(),
            searchesZones: false,
            cancellationToken
        );
        if (ReportMissing(requests, network, location, context.Operator))
            return;

        var question = InHub(
            network,
            hub,
            first.Hub?.KnownHub,
            first.Question with
            {
                ServiceNames = services,
                VpcIds = vpcIds,
                VpcEndpointIds = endpointIds,
            }
        );
        var prices = first.Prices.Aggregate(PriceList.For(location.Region), (list, price) => list.With(price.Item, price.Usd));
        var cost = CostForecast.Of(network, question, prices, first.HoursPerMonth, context.Access.Clock.GetUtcNow());
        context.Operator.Emit(cost);
        if (cost.MonthlySaving < 0)
            context.Operator.Warn(cost.Summary);
    }

    // A record without ids means every VPC or endpoint.
    private static ValueList<string> Named(IReadOnlyList<MeasureCostRequest> requests, Func<MeasureCostRequest, ValueList<string>> ids) =>
        requests.All(request => ids(request).Count > 0)
            ? requests.SelectMany(ids).Distinct(StringComparer.Ordinal).ToValueList()
            : ValueList<string>.Empty;

    private static bool ReportUnresolved(IReadOnlyList<MeasureCostRequest> requests, TargetResolver resolver, IOperator @operator)
    {
        var isAnyRefused = false;
        foreach (var request in requests)
        {
            try
            {
                foreach (var vpc in request.Vpcs)
                    resolver.Spoke(vpc);
            }
            catch (EndpointHubException refused)
            {
                @operator.Fail(refused.Problem, request.Record);
                isAnyRefused = true;
            }
        }

        return isAnyRefused;
    }

    // An estimate without a resource that was named would be mistaken for a complete one.
    private static bool ReportMissing(IReadOnlyList<MeasureCostRequest> requests, NetworkSnapshot network, Location location, IOperator @operator)
    {
        var missing = requests
            .SelectMany(request => MissingResources(request, network, location).Select(problem => (request.Record, Problem: problem)))
            .ToList();
        missing.ForEach(one => @operator.Fail(one.Problem, one.Record));
        return missing.Count > 0;
    }

    private static IEnumerable<Problem> MissingResources(MeasureCostRequest request, NetworkSnapshot network, Location location)
    {
        var vpcIds = request.Vpcs.Select(vpc => vpc.Key.VpcId).ToValueList();
        bool Exists(string endpointId) =>
            network.Endpoints.Find(endpointId) is { } endpoint && (vpcIds.Count == 0 || vpcIds.Contains(endpoint.VpcId));
        return vpcIds
            .Where(id => network.Vpcs.Find(id) is null)
            .Select(id => Problems.VpcNotFound(id, location))
            .Concat(
                request
                    .VpcEndpointIds.Where(id => !Exists(id))
                    .Select(id => Problems.EndpointNotFound(id, vpcIds.Count > 0 ? vpcIds.ToString() : location.ToString()))
            );
    }

    // The default is the only hub of the region, or a new hub where there is none.
    private static CostQuestion InHub(NetworkSnapshot network, ResolvedHub? hub, Hub? knownHub, CostQuestion question)
    {
        if (hub is not null)
        {
            var withHub =
                Hub.In(network, hub.Key, default) is not null ? question with { Hub = hub.Key }
                : hub.IsProjected ? question
                : throw new EndpointHubException(Problems.HubNotFound(hub.Name, hub.Location));
            return knownHub is { IsProjected: true } ? ProjectedQuestion(withHub, knownHub) : withHub;
        }

        var hubs = HubFinder.All(network, default);
        return hubs.Count switch
        {
            0 => question,
            1 => question with { Hub = hubs[0].GetKey() },
            _ => throw new EndpointHubException(Problems.HubAmbiguous("-Hub", hubs.Select(hub => hub.GetKey().ToString()).ToValueList())),
        };
    }

    private static CostQuestion ProjectedQuestion(CostQuestion question, Hub hub) =>
        question with
        {
            ServiceNames = question.ServiceNames.Count > 0 ? question.ServiceNames : hub.ServiceNames.ToValueList(),
            HubAvailabilityZones =
                question.HubAvailabilityZones ?? hub.Endpoints.Select(endpoint => endpoint.SubnetIds.Count).DefaultIfEmpty(1).Max(),
        };
}
