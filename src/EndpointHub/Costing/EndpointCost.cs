using EndpointHub.Prices;
using EndpointHub.Values;

namespace EndpointHub.Costing;

/// <summary>The monthly cost of endpoints now and with a hub, and the difference.</summary>
public sealed record EndpointCost
{
    /// <summary>The present bill.</summary>
    public required Bill Before { get; init; }

    /// <summary>The bill with the hub.</summary>
    public required Bill After { get; init; }

    /// <summary>Another currency for the totals; null for USD alone.</summary>
    public ExchangeRate? ExchangeRate { get; init; }

    /// <summary>The hub's name; null for one that is only planned.</summary>
    public string? HubName { get; init; }

    /// <summary>The hub's VPC; null for a hub that is only planned.</summary>
    public string? HubVpcId { get; init; }

    /// <summary>The number of Availability Zones in which the hub gets each new endpoint.</summary>
    public int HubAvailabilityZones { get; init; }

    /// <summary>The VPCs that were measured, ordered by id.</summary>
    public ValueList<string> VpcIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The services, by their full names, whose endpoints in the VPCs the hub replaces.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints that the hub replaces.</summary>
    public ValueList<string> MovedEndpointIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints that the hub has twice. They are on both bills.</summary>
    public ValueList<string> DuplicateEndpointIds { get; init; } = ValueList<string>.Empty;

    /// <summary>USD a month for the endpoints that the hub has twice, at the price of the first tier.</summary>
    public decimal MonthlyDuplicateCost { get; init; }

    /// <summary>The notes about what the figures leave out and assume.</summary>
    public ValueList<string> Notes { get; init; } = ValueList<string>.Empty;

    /// <summary>The time at which the network was read (UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>The region.</summary>
    public string Region => After.Region;

    /// <summary>USD a month now.</summary>
    public decimal MonthlyBefore => Before.Total;

    /// <summary>USD a month with the hub.</summary>
    public decimal MonthlyAfter => After.Total;

    /// <summary>The saving in USD a month; negative when the hub costs more than it saves.</summary>
    public decimal MonthlySaving => MonthlyBefore - MonthlyAfter;

    /// <summary>True if the hub saves money.</summary>
    public bool Pays => MonthlySaving > 0;

    /// <summary>Both totals and the saving in USD, and in the other currency when one was specified.</summary>
    public ValueList<CostTotal> Totals =>
        ExchangeRate is { } rate ? ValueList.Of(TotalIn(ExchangeRate.Usd), TotalIn(rate)) : ValueList.Of(TotalIn(ExchangeRate.Usd));

    /// <summary>The lines of both bills side by side.</summary>
    public ValueList<CostLine> Lines =>
        Before
            .Lines.Concat(After.Lines)
            .GroupBy(line => (line.Item, line.Resource))
            .OrderBy(line => line.Key.Item)
            .ThenBy(line => line.Key.Resource, StringComparer.Ordinal)
            .Select(line => CostLine.Of(line.Key.Item, line.Key.Resource, Before, After))
            .ToValueList();

    /// <summary>The result in one sentence.</summary>
    public string Summary =>
        MonthlySaving switch
        {
            > 0 => FormattableString.Invariant($"The hub saves {MonthlySaving:#,0.00} USD a month."),
            0 => "The hub saves nothing.",
            _ => FormattableString.Invariant($"The hub costs {-MonthlySaving:#,0.00} USD a month more than it saves."),
        };

    /// <summary>The result in one sentence.</summary>
    /// <returns>One line, short enough for the name of a test.</returns>
    public override string ToString() => Summary;

    private CostTotal TotalIn(ExchangeRate rate) => new(rate.Currency, MonthlyBefore * rate.PerUsd, MonthlyAfter * rate.PerUsd);
}

/// <summary>The amounts of both bills for the same item and resource.</summary>
/// <param name="Item">The item.</param>
/// <param name="Resource">The VPC, or the region.</param>
/// <param name="What">The description: that of the bill with the hub, or of the present bill when the item is gone.</param>
/// <param name="Before">USD a month now.</param>
/// <param name="After">USD a month with the hub.</param>
public sealed record CostLine(BilledItem Item, string Resource, string What, decimal Before, decimal After)
{
    /// <summary>The added cost in USD a month; negative for a saving.</summary>
    public decimal Difference => After - Before;

    internal static CostLine Of(BilledItem item, string resource, Bill before, Bill after)
    {
        bool Matches(BillLine line) => line.Item == item && line.Resource == resource;
        return new CostLine(
            item,
            resource,
            after.Lines.Concat(before.Lines).First(Matches).What,
            before.Lines.Where(Matches).Sum(line => line.Amount),
            after.Lines.Where(Matches).Sum(line => line.Amount)
        );
    }
}

/// <summary>The totals of both bills in one currency.</summary>
/// <param name="Currency">Its code, for example <c>JPY</c>.</param>
/// <param name="Before">The present monthly cost.</param>
/// <param name="After">The monthly cost with the hub.</param>
public sealed record CostTotal(string Currency, decimal Before, decimal After)
{
    /// <summary>The saving; negative when the hub costs more than it saves.</summary>
    public decimal Saving => Before - After;
}

/// <summary>An exchange rate to the US dollar.</summary>
/// <param name="Currency">The other currency's code, for example <c>JPY</c>.</param>
/// <param name="PerUsd">The amount of that currency for one US dollar; greater than 0.</param>
public sealed record ExchangeRate(string Currency, decimal PerUsd)
{
    /// <summary>The US dollar itself, the currency of AWS bills.</summary>
    public static ExchangeRate Usd { get; } = new("USD", 1);
}
