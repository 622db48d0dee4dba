using EndpointHub.Errors;
using EndpointHub.Prices;
using EndpointHub.Values;
using static EndpointHub.Prices.BilledItem;

namespace EndpointHub.Costing;

/// <summary>The cost of a network in a month, in USD, with its lines. No amount is rounded.</summary>
public sealed record Bill
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The hours of the month.</summary>
    public required int HoursPerMonth { get; init; }

    /// <summary>The lines: endpoints by VPC first, then traffic, NAT gateways, zones.</summary>
    public required ValueList<BillLine> Lines { get; init; }

    /// <summary>The number of interface endpoints.</summary>
    public required int Endpoints { get; init; }

    /// <summary>USD a month.</summary>
    public decimal Total => Lines.Sum(line => line.Amount);

    /// <summary>Calculates the bill of a month.</summary>
    /// <param name="network">The billed resources.</param>
    /// <param name="prices">The region's prices.</param>
    /// <param name="hoursPerMonth">The hours of the month, for example 720 or 730; 1 to 744.</param>
    /// <returns>The bill.</returns>
    /// <exception cref="EndpointHubException">PriceUnknown: the price of an item is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of hours is not that of a month.</exception>
    internal static Bill Of(BilledNetwork network, PriceList prices, int hoursPerMonth = PriceList.UsualHours)
    {
        if (hoursPerMonth is < 1 or > 744)
            throw new ArgumentOutOfRangeException(nameof(hoursPerMonth), hoursPerMonth, "A month has 1 to 744 hours.");

        var entries = Entries(network, prices.Region, hoursPerMonth).Where(entry => entry.Quantity > 0).ToList();
        var unknown = entries
            .Where(entry => prices.Find(entry.Item)?.Spread(entry.Quantity) is null)
            .Select(entry => entry.Item)
            .Distinct()
            .ToValueList();
        if (unknown.Count > 0)
        {
            throw new EndpointHubException(
                Problems.PriceUnknown(
                    prices.Region,
                    unknown.Select(BilledItems.Describe).ToValueList(),
                    unknown.Select(BilledItems.ParameterOf).ToValueList()
                )
            );
        }

        return new Bill
        {
            Region = prices.Region,
            HoursPerMonth = hoursPerMonth,
            Endpoints = network.Endpoints,
            Lines = entries.SelectMany(entry => LinesOf(entry, prices.Find(entry.Item)!)).ToValueList(),
        };
    }

    private static IEnumerable<Entry> Entries(BilledNetwork network, string region, int hours)
    {
        foreach (var vpc in network.Vpcs)
        {
            yield return new(
                EndpointHours,
                vpc.VpcId,
                vpc.EndpointZones * hours,
                $"{Counted(vpc.Endpoints, "endpoint")} in {vpc.Name ?? vpc.VpcId}, {Counted(vpc.EndpointZones, "AZ")} x {hours} h"
            );
        }

        // The price tiers apply to a region's traffic over all of its endpoints (PrivateLink pricing).
        yield return new(EndpointTraffic, region, network.EndpointGB, "through endpoints");
        yield return new(NatGatewayHours, region, network.NatGateways * hours, $"{Counted(network.NatGateways, "NAT gateway")} x {hours} h");
        yield return new(NatGatewayTraffic, region, network.NatGatewayGB, "through NAT gateways");
        yield return new(HostedZones, region, network.HostedZones, Counted(network.HostedZones, "hosted zone"));
        yield return new(CrossZoneTraffic, region, 2 * network.CrossZoneGB, "between Availability Zones, sent and received");
    }

    private static IEnumerable<BillLine> LinesOf(Entry entry, Price price) =>
        price
            .Spread(entry.Quantity)!
            .Select(part => new BillLine
            {
                Item = entry.Item,
                Resource = entry.Resource,
                What = entry.What,
                Quantity = part.Quantity,
                UnitPrice = part.Usd,
                PriceSource = price.Source,
                PriceAsOf = price.AsOf,
            });

    private static string Counted(int count, string thing) => FormattableString.Invariant($"{count} {thing}{(count == 1 ? "" : "s")}");

    private sealed record Entry(BilledItem Item, string Resource, decimal Quantity, string What);
}

/// <summary>A line of a bill.</summary>
public sealed record BillLine
{
    /// <summary>The item.</summary>
    public required BilledItem Item { get; init; }

    /// <summary>The VPC, or the region for a line that applies to the whole region.</summary>
    public required string Resource { get; init; }

    /// <summary>The description of the line.</summary>
    public required string What { get; init; }

    /// <summary>The number of units in a month.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The unit.</summary>
    public string Unit => BilledItems.UnitOf(Item);

    /// <summary>USD for one unit.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>USD a month.</summary>
    public decimal Amount => Quantity * UnitPrice;

    /// <summary>The source of the price.</summary>
    public required string PriceSource { get; init; }

    /// <summary>The day that the source says the price held; null when the source has no date.</summary>
    public string? PriceAsOf { get; init; }
}
