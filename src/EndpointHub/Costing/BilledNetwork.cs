using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Costing;

/// <summary>The resources and the traffic of a region's network that are billed in a month.</summary>
internal sealed record BilledNetwork
{
    /// <summary>The VPCs with interface endpoints, ordered by id.</summary>
    public ValueList<BilledVpc> Vpcs { get; init; } = ValueList<BilledVpc>.Empty;

    /// <summary>The number of private hosted zones of hubs.</summary>
    public int HostedZones { get; init; }

    /// <summary>The number of NAT gateways.</summary>
    public int NatGateways { get; init; }

    /// <summary>GB a month through all the endpoints together.</summary>
    public decimal EndpointGB { get; init; }

    /// <summary>GB a month through all the NAT gateways together.</summary>
    public decimal NatGatewayGB { get; init; }

    /// <summary>GB a month that cross Availability Zones over peerings.</summary>
    public decimal CrossZoneGB { get; init; }

    /// <summary>The number of interface endpoints.</summary>
    public int Endpoints => Vpcs.Sum(vpc => vpc.Endpoints);

    /// <summary>
    /// The billed resources of a network: every interface endpoint in any state that its own account pays for, and the zones of every hub. Traffic is
    /// not included, because a network does not show it.
    /// </summary>
    /// <param name="network">The network.</param>
    ///
    public static BilledNetwork In(NetworkSnapshot network) =>
        In(network, static _ => true) with
        {
            HostedZones = HubFinder
                .All(network, default)
                .SelectMany(hub => hub.Zones)
                .Select(zone => zone.HostedZoneId)
                .Distinct(StringComparer.Ordinal)
                .Count(),
        };

    /// <summary>The interface endpoints of a network, without zones, gateways and traffic.</summary>
    /// <param name="network">The network.</param>
    /// <param name="counts">Selects the interface endpoints that are counted.</param>
    ///
    public static BilledNetwork In(NetworkSnapshot network, Func<Endpoint, bool> counts) =>
        new()
        {
            Vpcs = network
                .Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Interface && endpoint.IsBilled() && counts(endpoint))
                .GroupBy(endpoint => endpoint.VpcId, StringComparer.Ordinal)
                .Select(vpc => new BilledVpc(
                    vpc.Key,
                    network.Vpcs.Find(vpc.Key)?.Tag("Name"),
                    vpc.Count(),
                    vpc.Sum(endpoint => endpoint.SubnetIds.Count)
                ))
                .OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal)
                .ToValueList(),
        };

    /// <summary>A copy with more or fewer endpoints in a VPC.</summary>
    internal BilledNetwork With(BilledVpc change)
    {
        var merged = Vpcs.FirstOrDefault(vpc => vpc.VpcId == change.VpcId) is { } present
            ? present with
            {
                Endpoints = present.Endpoints + change.Endpoints,
                EndpointZones = present.EndpointZones + change.EndpointZones,
            }
            : change;
        return this with
        {
            Vpcs = Vpcs.Without(vpc => vpc.VpcId == change.VpcId)
                .Concat(merged.Endpoints > 0 ? [merged] : [])
                .OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal)
                .ToValueList(),
        };
    }
}

/// <summary>A VPC's interface endpoints, as AWS bills them.</summary>
/// <param name="VpcId">The VPC; <c>hub</c> for one that is only planned.</param>
/// <param name="Name">Its name tag, or null.</param>
/// <param name="Endpoints">The number of its endpoints.</param>
/// <param name="EndpointZones">The sum, over its endpoints, of the Availability Zones of each.</param>
internal sealed record BilledVpc(string VpcId, string? Name, int Endpoints, int EndpointZones);
