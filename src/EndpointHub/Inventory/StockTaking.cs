using EndpointHub.Hubs;
using EndpointHub.Prices;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Inventory;

/// <summary>Takes stock of a network's endpoints.</summary>
internal static class StockTaking
{
    /// <summary>Every endpoint of a network.</summary>
    /// <param name="now">The network. What it does not hold is no duplicate and shares no hub.</param>
    /// <param name="takenAt">When it was read (UTC).</param>
    /// <returns>The endpoints, ordered by VPC, service and id.</returns>
    public static ValueList<EndpointInventory> Of(NetworkSnapshot now, DateTimeOffset takenAt)
    {
        var mobility = new Mobility(now);
        var holders = now.Endpoints.ToLookup(endpoint => (endpoint.ServiceName, endpoint.Kind), endpoint => endpoint.VpcId);
        return now.Endpoints
            .OrderBy(endpoint => endpoint.VpcId, StringComparer.Ordinal)
            .ThenBy(endpoint => endpoint.ServiceName, StringComparer.Ordinal).ThenBy(endpoint => endpoint.Id, StringComparer.Ordinal)
            .Where(endpoint => now.Vpcs.Find(endpoint.VpcId) is not null)
            .Select(endpoint => Entry(now, endpoint, mobility, takenAt) with
            {
                DuplicateVpcIds = holders[(endpoint.ServiceName, endpoint.Kind)].Where(vpcId => vpcId != endpoint.VpcId)
                    .Distinct(StringComparer.Ordinal).OrderBy(vpcId => vpcId, StringComparer.Ordinal).ToValueList(),
            }).ToValueList();
    }

    private static EndpointInventory Entry(NetworkSnapshot now, Endpoint endpoint, Mobility mobility, DateTimeOffset takenAt)
    {
        var vpc = now.Vpcs[endpoint.VpcId];
        var (obstacle, reason) = mobility.Of(endpoint);
        return new EndpointInventory
        {
            VpcId = vpc.Id,
            VpcName = vpc.Tag("Name"),
            AccountId = vpc.Location.AccountId,
            Region = vpc.Location.Region,
            VpcEndpointId = endpoint.Id,
            ServiceName = endpoint.ServiceName,
            Kind = endpoint.Kind,
            State = endpoint.State,
            AvailabilityZones = endpoint.SubnetIds.Select(id => now.Subnets.Find(id)?.AvailabilityZone).OfType<string>()
                .OrderBy(zone => zone, StringComparer.Ordinal).ToValueList(),
            SubnetIds = endpoint.SubnetIds,
            PrivateDnsEnabled = endpoint.PrivateDnsEnabled,
            RequesterManaged = endpoint.RequesterManaged,
            Tags = endpoint.Tags,
            PartOfHub = endpoint.Tag(HubMark.HubTag),
            Obstacle = obstacle,
            Reason = reason,
            Warnings = obstacle == MoveObstacle.None ? MoveWarnings.Of(now, endpoint).ToValueList() : ValueList<string>.Empty,
            MonthlyCost = MonthlyCost(endpoint, vpc.Location.Region),
            TakenAt = takenAt,
        };
    }

    private static decimal? MonthlyCost(Endpoint endpoint, string region) => endpoint.Kind switch
    {
        EndpointKind.Gateway => 0,
        EndpointKind.Interface => PriceList.For(region).Find(BilledItem.EndpointHours)?.Tiers[0].Usd * endpoint.SubnetIds.Count * PriceList.UsualHours,
        _ => null,
    };
}
