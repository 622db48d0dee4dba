using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Inventory;
using EndpointHub.Naming;
using EndpointHub.Prices;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Costing;

/// <summary>Estimates the cost of moving endpoints to a hub: the present bill, and the bill after all eligible endpoints have moved.</summary>
internal static class CostForecast
{
    private const string PlannedHub = "hub";

    /// <summary>Calculates both bills.</summary>
    /// <param name="snapshot">The network. It contains the measured VPCs and every other VPC with an endpoint for the same services.</param>
    /// <param name="question">The parameters of the estimate.</param>
    /// <param name="prices">The region's prices.</param>
    /// <param name="hoursPerMonth">The hours of the month.</param>
    /// <param name="takenAt">The time at which the network was read (UTC).</param>
    /// <returns>Both bills and their difference.</returns>
    /// <exception cref="EndpointHubException">PriceUnknown, or TrafficExceeded.</exception>
    public static EndpointCost Of(NetworkSnapshot snapshot, CostQuestion question, PriceList prices, int hoursPerMonth, DateTimeOffset takenAt)
    {
        if (question.NatGatewayGBToHub > question.NatGatewayGB)
            throw new EndpointHubException(Problems.TrafficExceeded(question.NatGatewayGBToHub, question.NatGatewayGB));

        var vpcIds = (question.VpcIds.Count > 0 ? question.VpcIds : snapshot.Vpcs.Select(vpc => vpc.Id))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(id => id, StringComparer.Ordinal)
            .ToValueList();
        var inventory = InventoryBuilder.Of(snapshot, takenAt).Where(endpoint => vpcIds.Contains(endpoint.VpcId)).ToList();
        var moving = inventory.Where(endpoint => Moves(endpoint, question)).ToList();
        var services = (question.ServiceNames.Count > 0 ? question.ServiceNames : moving.Select(endpoint => endpoint.ServiceName))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(service => service, StringComparer.Ordinal)
            .ToValueList();
        var hub = question.Hub is { } key ? snapshot.HubEndpoints(key).ToList() : [];
        var zones =
            question.HubAvailabilityZones
            ?? (hub.Count > 0 ? hub.Select(endpoint => endpoint.SubnetIds.Count) : moving.Select(endpoint => endpoint.SubnetIds.Count))
                .DefaultIfEmpty(1)
                .Max();

        // When no endpoint is left to move, the cross-zone traffic to the hub is part of the present bill already.
        var before = Before(snapshot, vpcIds, hub, question) with
        {
            CrossZoneGB = services.Count == 0 ? question.CrossZoneGB : 0,
        };
        var after = After(snapshot, before, moving, services, hub, zones, question);
        var duplicates = question.Hub is { } present ? snapshot.DuplicateEndpoints(present).Select(duplicate => duplicate.Extra).ToList() : [];
        var duplicateHours = hoursPerMonth * duplicates.Sum(endpoint => endpoint.SubnetIds.Count);
        var duplicateCost = duplicateHours == 0 ? 0 : duplicateHours * (prices.Find(BilledItem.EndpointHours)?.Tiers[0].Usd ?? 0);
        return new EndpointCost
        {
            Before = Bill.Of(before, prices, hoursPerMonth),
            After = Bill.Of(after, prices, hoursPerMonth),
            ExchangeRate = question.ExchangeRate,
            HubName = question.Hub?.Name,
            HubVpcId = question.Hub?.VpcId,
            HubAvailabilityZones = zones,
            VpcIds = vpcIds,
            ServiceNames = services,
            MovedEndpointIds = moving.Select(endpoint => endpoint.VpcEndpointId).ToValueList(),
            DuplicateEndpointIds = duplicates.Select(endpoint => endpoint.Id).ToValueList(),
            MonthlyDuplicateCost = duplicateCost,
            Notes = CostNotes.Of(inventory, moving, question).Concat(CostNotes.OfDuplicates(duplicates.Count, duplicateCost)).ToValueList(),
            TakenAt = takenAt,
        };
    }

    // A service that is requested by name is moved even when that saves nothing, so that the bill shows it.
    private static bool Moves(EndpointInventory endpoint, CostQuestion question) =>
        (endpoint.CanMove || (endpoint.Obstacle == MoveBlocker.NothingToSave && question.ServiceNames.Count > 0))
        && (question.ServiceNames.Count == 0 || question.ServiceNames.Contains(endpoint.ServiceName))
        && (question.VpcEndpointIds.Count == 0 || question.VpcEndpointIds.Contains(endpoint.VpcEndpointId));

    private static BilledNetwork Before(NetworkSnapshot snapshot, ValueList<string> vpcIds, List<Endpoint> hub, CostQuestion question) =>
        BilledNetwork.In(snapshot, endpoint => vpcIds.Contains(endpoint.VpcId) || hub.Contains(endpoint)) with
        {
            HostedZones = question.Hub is { } key ? snapshot.HubZones(key).Concat(snapshot.ForeignAnsweringZones(key)).Distinct().Count() : 0,
            NatGateways = question.NatGateways,
            NatGatewayGB = question.NatGatewayGB,
            EndpointGB = question.EndpointGB,
        };

    private static BilledNetwork After(
        NetworkSnapshot snapshot,
        BilledNetwork before,
        List<EndpointInventory> moving,
        ValueList<string> services,
        List<Endpoint> hub,
        int zones,
        CostQuestion question
    )
    {
        var added = services.Count(service => hub.TrueForAll(endpoint => endpoint.ServiceName != service));
        var names = services.SelectMany(service => ServiceZones.Of(snapshot, service, question.Hub)).Select(zone => zone.Name);
        var present = question.Hub is { } key ? snapshot.HubZones(key).Concat(snapshot.ForeignAnsweringZones(key)).Select(zone => zone.Name) : [];
        return moving
            .Aggregate(before, (network, endpoint) => network.With(new BilledVpc(endpoint.VpcId, endpoint.VpcName, -1, -endpoint.SubnetIds.Count)))
            .With(new BilledVpc(question.Hub?.VpcId ?? PlannedHub, snapshot.Vpcs.Find(question.Hub?.VpcId)?.Tag("Name"), added, added * zones)) with
        {
            HostedZones = names.Concat(present).Distinct(StringComparer.Ordinal).Count(),
            NatGatewayGB = question.NatGatewayGB - question.NatGatewayGBToHub,
            EndpointGB = question.EndpointGB + question.NatGatewayGBToHub,
            CrossZoneGB = question.CrossZoneGB,
        };
    }
}
