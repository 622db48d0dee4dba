using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Costing;
using EndpointHub.Errors;
using EndpointHub.Prices;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>Makes out the bill of now, and the one with everything in the hub that can move. Nothing is changed.</summary>
internal sealed class MeasureCost : Operation<MeasureCostRequest>
{
    private protected override async Task WorkAsync(IReadOnlyList<MeasureCostRequest> requests, OperationContext context, CancellationToken cancellationToken)
    {
        var asked = requests[0];
        var location = context.Access.Spoke.Location;
        var finder = new TargetResolver(context);
        var vpcIds = Named(requests, request => request.Vpcs.Select(vpc => finder.Spoke(vpc).VpcId).ToValueList());
        var endpointIds = Named(requests, request => request.VpcEndpointIds);
        var place = asked.Hub is null ? null : await finder.HubAsync(asked.Hub, location.Region, cancellationToken);

        var stock = await RegionEndpoints.ListAsync(context.Access, cancellationToken);
        var services = await stock.FullNamesAsync(asked.Services, cancellationToken);
        var network = await stock.ReadAsync(vpcIds, services.Count > 0 ? services : stock.ServicesOf(vpcIds), cancellationToken);
        if (Missing(requests, network, location, context.Operator))
            return;

        var question = InHub(network, place, asked.Hub?.Picture, asked.Question with { ServiceNames = services, VpcIds = vpcIds, VpcEndpointIds = endpointIds });
        var prices = asked.Prices.Aggregate(PriceList.For(location.Region), (list, price) => list.With(price.Item, price.Usd));
        var cost = CostForecast.Of(network, question, prices, asked.HoursPerMonth, context.Access.Clock.GetUtcNow());
        context.Operator.Emit(cost);
        if (cost.MonthlySaving < 0)
            context.Operator.Warn(cost.Summary);
    }

    // One record that names nothing stands for everything.
    private static ValueList<string> Named(IReadOnlyList<MeasureCostRequest> requests, Func<MeasureCostRequest, ValueList<string>> ids) =>
        requests.All(request => ids(request).Count > 0) ? requests.SelectMany(ids).Distinct(StringComparer.Ordinal).ToValueList() : ValueList<string>.Empty;

    // A bill that leaves out what was named would be taken for the whole.
    private static bool Missing(IReadOnlyList<MeasureCostRequest> requests, NetworkSnapshot network, Location location, IOperator @operator)
    {
        var missing = requests.SelectMany(request => MissingOf(request, network, location).Select(problem => (request.Record, Problem: problem))).ToList();
        missing.ForEach(one => @operator.Fail(one.Problem, one.Record));
        return missing.Count > 0;
    }

    private static IEnumerable<Problem> MissingOf(MeasureCostRequest request, NetworkSnapshot network, Location location)
    {
        var vpcIds = request.Vpcs.Select(vpc => vpc.Key.VpcId).ToValueList();
        bool Stands(string endpointId) => network.Endpoints.Find(endpointId) is { } endpoint && (vpcIds.Count == 0 || vpcIds.Contains(endpoint.VpcId));
        return vpcIds.Where(id => network.Vpcs.Find(id) is null).Select(id => Problems.VpcNotFound(id, location))
            .Concat(request.VpcEndpointIds.Where(id => !Stands(id)).Select(id => Problems.EndpointNotFound(id, vpcIds.Count > 0 ? vpcIds.ToString() : location.ToString())));
    }

    // Without a hub given the region's own is meant; where there is none, one that is still to be made.
    private static CostQuestion InHub(NetworkSnapshot network, ResolvedHub? place, Hub? picture, CostQuestion question)
    {
        if (place is not null)
        {
            var inPlace = Hub.In(network, place.Key, default) is not null ? question with { Hub = place.Key }
                : place.IsProjected ? question
                : throw new EndpointHubException(Problems.HubNotFound(place.Name, place.Location));
            return picture is { IsProjected: true } ? ProjectedQuestion(inPlace, picture) : inPlace;
        }

        var hubs = HubFinder.All(network, default);
        return hubs.Count switch
        {
            0 => question,
            1 => question with { Hub = hubs[0].GetKey() },
            _ => throw new EndpointHubException(Problems.HubAmbiguous("-Hub", hubs.Select(hub => hub.GetKey().ToString()).ToValueList())),
        };
    }

    private static CostQuestion ProjectedQuestion(CostQuestion question, Hub hub) => question with
    {
        ServiceNames = question.ServiceNames.Count > 0 ? question.ServiceNames : hub.ServiceNames.ToValueList(),
        HubAvailabilityZones = question.HubAvailabilityZones ?? hub.Endpoints.Select(endpoint => endpoint.SubnetIds.Count).DefaultIfEmpty(1).Max(),
    };
}
