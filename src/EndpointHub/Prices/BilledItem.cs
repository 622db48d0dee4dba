namespace EndpointHub.Prices;

/// <summary>The items of an AWS bill that a hub changes.</summary>
public enum BilledItem
{
    /// <summary>An interface endpoint, by the hour in each Availability Zone, in any state (PrivateLink pricing).</summary>
    EndpointHours,

    /// <summary>Data processed by interface endpoints, in GB.</summary>
    EndpointTraffic,

    /// <summary>A NAT gateway, by the hour.</summary>
    NatGatewayHours,

    /// <summary>Data processed by NAT gateways, in GB.</summary>
    NatGatewayTraffic,

    /// <summary>A private hosted zone, by the month.</summary>
    HostedZones,

    /// <summary>Data that crosses Availability Zones over a peering connection. The sender and the receiver are both billed.</summary>
    CrossZoneTraffic,
}

/// <summary>The name, the unit and the price parameter of each item.</summary>
public static class BilledItems
{
    /// <summary>The display name of an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>For example <c>Endpoint hours</c>.</returns>
    public static string NameOf(BilledItem item) => FactsOf(item).Name;

    /// <summary>The unit of an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>For example <c>GB</c>.</returns>
    public static string UnitOf(BilledItem item) => FactsOf(item).Unit;

    /// <summary>The parameter of Measure-EndpointCost that gives its price.</summary>
    /// <param name="item">The item.</param>
    /// <returns>For example <c>-EndpointHourPrice</c>.</returns>
    public static string ParameterOf(BilledItem item) => FactsOf(item).Parameter;

    internal static string Describe(BilledItem item) => $"{NameOf(item).ToLowerInvariant()} (per {UnitOf(item)})";

    private static (string Name, string Unit, string Parameter) FactsOf(BilledItem item) =>
        item switch
        {
            BilledItem.EndpointHours => ("Endpoint hours", "AZ-hour", "-EndpointHourPrice"),
            BilledItem.EndpointTraffic => ("Endpoint traffic", "GB", "-EndpointGBPrice"),
            BilledItem.NatGatewayHours => ("NAT gateway hours", "hour", "-NatGatewayHourPrice"),
            BilledItem.NatGatewayTraffic => ("NAT gateway traffic", "GB", "-NatGatewayGBPrice"),
            BilledItem.HostedZones => ("Hosted zones", "zone-month", "-HostedZonePrice"),
            BilledItem.CrossZoneTraffic => ("Traffic between zones", "GB in one direction", "-CrossZoneGBPrice"),
            _ => throw new ArgumentOutOfRangeException(nameof(item), item, "is not a billed item."),
        };
}
