using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Costing;

/// <summary>What of a region's network stands on the bill of a month.</summary>
internal sealed record BilledNetwork
{
    /// <summary>The VPCs with interface endpoints, ordered by id.</summary>
    public ValueList<BilledVpc> Vpcs { get; init; } = ValueList<BilledVpc>.Empty;

    /// <summary>How many private hosted zones stand for hubs.</summary>
    public int HostedZones { get; init; }

    /// <summary>How many NAT gateways there are.</summary>
    public int NatGateways { get; init; }

    /// <summary>GB a month through all the endpoints together.</summary>
    public decimal EndpointGB { get; init; }

    /// <summary>GB a month through all the NAT gateways together.</summary>
    public decimal NatGatewayGB { get; init; }

    /// <summary>GB a month that cross Availability Zones over peerings.</summary>
    public decimal CrossZoneGB { get; init; }

    /// <summary>How many interface endpoints there are.</summary>
    public int Endpoints => Vpcs.Sum(vpc => vpc.Endpoints);

    /// <summary>What a network holds of it: every interface endpoint, in whatever state, and the zones of every hub. Traffic cannot be seen.</summary>
    /// <param name="network">The network.</param>
    /// <returns>What is billed of it.</returns>
    public static BilledNetwork In(NetworkSnapshot network) => In(network, static _ => true) with
    {
        HostedZones = HubFinder.All(network, default).SelectMany(hub => hub.Zones).Select(zone => zone.HostedZoneId).Distinct(StringComparer.Ordinal).Count(),
    };

    /// <summary>What the network's endpoints are, without anything else.</summary>
    /// <param name="network">The network.</param>
    /// <param name="counts">Which of its interface endpoints count.</param>
    /// <returns>Those, by their VPCs.</returns>
    public static BilledNetwork In(NetworkSnapshot network, Func<Endpoint, bool> counts) => new()
    {
        Vpcs = network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Interface && counts(endpoint))
            .GroupBy(endpoint => endpoint.VpcId, StringComparer.Ordinal)
            .Select(vpc => new BilledVpc(vpc.Key, network.Vpcs.Find(vpc.Key)?.Tag("Name"), vpc.Count(), vpc.Sum(endpoint => endpoint.SubnetIds.Count)))
            .OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal).ToValueList(),
    };

    /// <summary>This network with more endpoints in a VPC, or fewer.</summary>
    internal BilledNetwork With(BilledVpc change)
    {
        var united = Vpcs.FirstOrDefault(vpc => vpc.VpcId == change.VpcId) is { } present
            ? present with { Endpoints = present.Endpoints + change.Endpoints, EndpointZones = present.EndpointZones + change.EndpointZones }
            : change;
        return this with
        {
            Vpcs = Vpcs.Without(vpc => vpc.VpcId == change.VpcId).Concat(united.Endpoints > 0 ? [united] : [])
                .OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal).ToValueList(),
        };
    }
}

/// <summary>A VPC's interface endpoints, as AWS bills them.</summary>
/// <param name="VpcId">The VPC; <c>hub</c> for one that is only planned.</param>
/// <param name="Name">Its name tag, or null.</param>
/// <param name="Endpoints">How many endpoints it has.</param>
/// <param name="EndpointZones">Over all of them, in how many Availability Zones each stands.</param>
internal sealed record BilledVpc(string VpcId, string? Name, int Endpoints, int EndpointZones);
