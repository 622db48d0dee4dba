using EndpointHub.Costing;
using EndpointHub.Prices;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request to estimate the cost before and after (Measure-EndpointCost). All requests of one call are one estimate.</summary>
public sealed record MeasureCostRequest : OperationRequest
{
    /// <summary>The VPCs; empty means every VPC of account and region that has an endpoint.</summary>
    public ValueList<SpokeReference> Vpcs { get; init; } = ValueList<SpokeReference>.Empty;

    /// <summary>The endpoints to move; empty means every endpoint that can move.</summary>
    public ValueList<string> VpcEndpointIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The hub; null for the only hub of the account and region, or for a new one where there is none.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The services of the hub, by their short or full names; empty means those of the endpoints that can move.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// The traffic, the NAT gateways, the hub's Availability Zones and the currency. The hub, the VPCs and the services are separate properties.
    /// </summary>
    public CostQuestion Question { get; init; } = new();

    /// <summary>The prices in USD that replace those of the built-in table.</summary>
    public ValueList<(BilledItem Item, decimal Usd)> Prices { get; init; } = ValueList<(BilledItem Item, decimal Usd)>.Empty;

    /// <summary>The hours of a month.</summary>
    public int HoursPerMonth { get; init; } = PriceList.UsualHours;

    internal override IEnumerable<string?> HubNames => [Hub?.Name];
}
