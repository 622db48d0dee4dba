using EndpointHub.Hubs;
using EndpointHub.Values;

namespace EndpointHub.Costing;

/// <summary>What shall be measured. Traffic cannot be read from a network: it is given, and none is what nobody gave.</summary>
public sealed record CostQuestion
{
    /// <summary>The hub; null for one that is only planned.</summary>
    public HubKey? Hub { get; init; }

    /// <summary>In how many Availability Zones the hub gets endpoints; null for as many as it has, else as the endpoints that move have.</summary>
    public int? HubAvailabilityZones { get; init; }

    /// <summary>The VPCs; empty means all of the network.</summary>
    public ValueList<string> VpcIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints that shall move; empty means all that can.</summary>
    public ValueList<string> VpcEndpointIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The services that the hub shall have, by their full names; empty means those of the endpoints that can move.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>GB a month through the endpoints, now and in the hub.</summary>
    public decimal EndpointGB { get; init; }

    /// <summary>How many NAT gateways there are; a hub leaves them as they are.</summary>
    public int NatGateways { get; init; }

    /// <summary>GB a month through the NAT gateways now.</summary>
    public decimal NatGatewayGB { get; init; }

    /// <summary>GB a month of these that take the hub's endpoints then.</summary>
    public decimal NatGatewayGBToHub { get; init; }

    /// <summary>GB a month that cross Availability Zones on their way to the hub.</summary>
    public decimal CrossZoneGB { get; init; }

    /// <summary>Another currency to show the sums in; null for USD alone.</summary>
    public ExchangeRate? ExchangeRate { get; init; }
}
