namespace EndpointHub.Prices;

/// <summary>What AWS bills that a hub adds to or takes from: a closed set.</summary>
public enum BilledItem
{
    /// <summary>An interface endpoint, by the hour in each Availability Zone, whatever its state (PrivateLink pricing).</summary>
    EndpointHours,

    /// <summary>What travels through interface endpoints.</summary>
    EndpointTraffic,

    /// <summary>A NAT gateway, by the hour.</summary>
    NatGatewayHours,

    /// <summary>What travels through NAT gateways.</summary>
    NatGatewayTraffic,

    /// <summary>A private hosted zone, by the month.</summary>
    HostedZones,

    /// <summary>What crosses Availability Zones over a peering: billed to the side that sends and to the side that receives.</summary>
    CrossZoneTraffic,
}

/// <summary>How each item is named, counted and priced.</summary>
public static class BilledItems
{
    /// <summary>The item for people.</summary>
    /// <param name="item">The item.</param>
    /// <returns>For example <c>Endpoint hours</c>.</returns>
    public static string NameOf(BilledItem item) => FactsOf(item).Name;

    /// <summary>What one of it is.</summary>
    /// <param name="item">The item.</param>
    /// <returns>For example <c>GB</c>.</returns>
    public static string UnitOf(BilledItem item) => FactsOf(item).Unit;

    /// <summary>The parameter of Measure-EndpointCost that gives its price.</summary>
    /// <param name="item">The item.</param>
    /// <returns>For example <c>-EndpointHourPrice</c>.</returns>
    public static string ParameterOf(BilledItem item) => FactsOf(item).Parameter;

    internal static string Describe(BilledItem item) => $"{NameOf(item).ToLowerInvariant()} (per {UnitOf(item)})";

    private static (string Name, string Unit, string Parameter) FactsOf(BilledItem item) => item switch
    {
        BilledItem.EndpointHours => ("Endpoint hours", "AZ-hour", "-EndpointHourPrice"),
        BilledItem.EndpointTraffic => ("Endpoint traffic", "GB", "-EndpointGBPrice"),
        BilledItem.NatGatewayHours => ("NAT gateway hours", "hour", "-NatGatewayHourPrice"),
        BilledItem.NatGatewayTraffic => ("NAT gateway traffic", "GB", "-NatGatewayGBPrice"),
        BilledItem.HostedZones => ("Hosted zones", "zone-month", "-HostedZonePrice"),
        BilledItem.CrossZoneTraffic => ("Traffic between zones", "GB in one direction", "-CrossZoneGBPrice"),
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "is not an item of a bill."),
    };
}
