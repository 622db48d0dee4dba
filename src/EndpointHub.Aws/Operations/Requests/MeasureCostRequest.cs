using EndpointHub.Costing;
using EndpointHub.Prices;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>The bill shall be made out, before and after (Measure-EndpointCost). All records of one call are one bill.</summary>
public sealed record MeasureCostRequest : OperationRequest
{
    /// <summary>The VPCs; empty means every VPC of account and region that has an endpoint.</summary>
    public ValueList<SpokeReference> Vpcs { get; init; } = ValueList<SpokeReference>.Empty;

    /// <summary>The endpoints that shall move; empty means every one that can.</summary>
    public ValueList<string> VpcEndpointIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The hub; null for the one of account and region, or for one that is only planned where there is none.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The services that the hub shall have, by their short or full names; empty means those of the endpoints that can move.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>The traffic, the NAT gateways, the hub's Availability Zones and the currency; hub, VPCs and services stand above.</summary>
    public CostQuestion Question { get; init; } = new();

    /// <summary>Prices in USD that take the place of known ones.</summary>
    public ValueList<(BilledItem Item, decimal Usd)> Prices { get; init; } = ValueList<(BilledItem Item, decimal Usd)>.Empty;

    /// <summary>The hours of the month.</summary>
    public int HoursPerMonth { get; init; } = PriceList.UsualHours;
}
