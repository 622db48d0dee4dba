using EndpointHub.Hubs;
using EndpointHub.Planners;
using EndpointHub.Prices;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Inventory;

/// <summary>Builds the inventory of a network's endpoints.</summary>
internal static class InventoryBuilder
{
    /// <summary>Every endpoint of a network.</summary>
    /// <param name="network">The network. Endpoints that it does not contain are not counted as duplicates.</param>
    /// <param name="takenAt">The time at which the network was read (UTC).</param>
    /// <returns>The endpoints, ordered by VPC, service and id.</returns>
    public static ValueList<EndpointInventory> Of(NetworkSnapshot network, DateTimeOffset takenAt)
    {
        var eligibility = new MoveEligibility(network);
        var vpcIdsByService = network.Endpoints.ToLookup(endpoint => (endpoint.ServiceName, endpoint.Kind), endpoint => endpoint.VpcId);
        return network
            .Endpoints.OrderBy(endpoint => endpoint.VpcId, StringComparer.Ordinal)
            .ThenBy(endpoint => endpoint.ServiceName, StringComparer.Ordinal)
            .ThenBy(endpoint => endpoint.Id, StringComparer.Ordinal)
            .Where(endpoint => network.Vpcs.Find(endpoint.VpcId) is not null)
            .Select(endpoint =>
                Entry(network, endpoint, eligibility, takenAt) with
                {
                    DuplicateVpcIds = vpcIdsByService[(endpoint.ServiceName, endpoint.Kind)]
                        .Where(vpcId => vpcId != endpoint.VpcId)
                        .Distinct(StringComparer.Ordinal)
                        .OrderBy(vpcId => vpcId, StringComparer.Ordinal)
                        .ToValueList(),
                }
            )
            .ToValueList();
    }

    private static EndpointInventory Entry(NetworkSnapshot network, Endpoint endpoint, MoveEligibility eligibility, DateTimeOffset takenAt)
    {
        var vpc = network.Vpcs[endpoint.VpcId];
        var (obstacle, reason) = eligibility.Of(endpoint);
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
            AvailabilityZones = endpoint
                .SubnetIds.Select(id => network.Subnets.Find(id)?.AvailabilityZone)
                .OfType<string>()
                .OrderBy(zone => zone, StringComparer.Ordinal)
                .ToValueList(),
            SubnetIds = endpoint.SubnetIds,
            PrivateDnsEnabled = endpoint.PrivateDnsEnabled,
            RequesterManaged = endpoint.RequesterManaged,
            Tags = endpoint.Tags,
            ManagedBy = EndpointOwners.OwnerOf(endpoint)?.Owner,
            PartOfHub = endpoint.HubName(),
            Obstacle = obstacle,
            Reason = reason,
            Warnings = (
                obstacle == MoveBlocker.None ? MoveWarnings.Of(network, endpoint) : MoveWarnings.OfDuplicate(network, endpoint)
            ).ToValueList(),
            References = network.ZoneSearch is null
                ? null
                : EndpointReferences.Of(network, endpoint).Select(reference => reference.ToString()).ToValueList(),
            UnreadZones = network.ZoneSearch is null
                ? null
                : EndpointReferences
                    .UnlistedAccountIds(network, vpc.Id)
                    .Select(account => $"all zones of account {account}")
                    .Concat(EndpointReferences.UnreadZones(network, vpc.Id).Select(zone => zone.Text))
                    .ToValueList(),
            MonthlyCost = MonthlyCost(endpoint, vpc.Location.Region),
            TakenAt = takenAt,
        };
    }

    private static decimal? MonthlyCost(Endpoint endpoint, string region) =>
        endpoint.Kind switch
        {
            EndpointKind.Gateway => 0,
            _ when !endpoint.IsBilled() => 0,
            EndpointKind.Interface => PriceList.For(region).Find(BilledItem.EndpointHours)?.Tiers[0].Usd
                * endpoint.SubnetIds.Count
                * PriceList.UsualHours,
            _ => null,
        };
}
