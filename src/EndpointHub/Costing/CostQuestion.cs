using EndpointHub.Hubs;
using EndpointHub.Values;

namespace EndpointHub.Costing;

/// <summary>The parameters of a cost estimate. Traffic cannot be read from a network, so it is specified; the default is none.</summary>
public sealed record CostQuestion
{
    /// <summary>The hub; null for one that is only planned.</summary>
    public HubKey? Hub { get; init; }

    /// <summary>
    /// The number of Availability Zones in which the hub gets endpoints. Null means as many as its endpoints have, or the moving endpoints when it
    /// has none.
    /// </summary>
    public int? HubAvailabilityZones { get; init; }

    /// <summary>The VPCs; empty means all of the network.</summary>
    public ValueList<string> VpcIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints to move; empty means all that can move.</summary>
    public ValueList<string> VpcEndpointIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The services of the hub, by their full names; empty means those of the endpoints that can move.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>GB a month through the endpoints, now and in the hub.</summary>
    public decimal EndpointGB { get; init; }

    /// <summary>The number of NAT gateways. A hub does not change them.</summary>
    public int NatGateways { get; init; }

    /// <summary>GB a month through the NAT gateways now.</summary>
    public decimal NatGatewayGB { get; init; }

    /// <summary>GB a month of these that use the hub's endpoints afterwards.</summary>
    public decimal NatGatewayGBToHub { get; init; }

    /// <summary>GB a month that cross Availability Zones between spokes and hub.</summary>
    public decimal CrossZoneGB { get; init; }

    /// <summary>Another currency for the totals; null for USD alone.</summary>
    public ExchangeRate? ExchangeRate { get; init; }
}
