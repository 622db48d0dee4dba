using EndpointHub.Prices;
using EndpointHub.Values;

namespace EndpointHub.Costing;

/// <summary>Two bills of a month and what lies between them: what endpoints cost now, and what they cost with a hub.</summary>
public sealed record EndpointCost
{
    /// <summary>The bill of now.</summary>
    public required Bill Before { get; init; }

    /// <summary>The bill of then.</summary>
    public required Bill After { get; init; }

    /// <summary>Another currency to show it in; null for USD alone.</summary>
    public ExchangeRate? ExchangeRate { get; init; }

    /// <summary>The hub's name; null for one that is only planned.</summary>
    public string? HubName { get; init; }

    /// <summary>The hub's VPC; null for a hub that is only planned.</summary>
    public string? HubVpcId { get; init; }

    /// <summary>In how many Availability Zones the hub gets each further endpoint.</summary>
    public int HubAvailabilityZones { get; init; }

    /// <summary>The VPCs that were measured, ordered by id.</summary>
    public ValueList<string> VpcIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The services, by their full names, that the hub serves then to VPCs whose own endpoints go.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints that go.</summary>
    public ValueList<string> MovedEndpointIds { get; init; } = ValueList<string>.Empty;

    /// <summary>What the figures leave out, and what they take for granted.</summary>
    public ValueList<string> Notes { get; init; } = ValueList<string>.Empty;

    /// <summary>When the network was read (UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>The region.</summary>
    public string Region => After.Region;

    /// <summary>USD a month now.</summary>
    public decimal MonthlyBefore => Before.Total;

    /// <summary>USD a month then.</summary>
    public decimal MonthlyAfter => After.Total;

    /// <summary>USD a month that are saved; negative when the hub costs more than it saves.</summary>
    public decimal MonthlySaving => MonthlyBefore - MonthlyAfter;

    /// <summary>Whether money is saved at all.</summary>
    public bool Pays => MonthlySaving > 0;

    /// <summary>The three sums in USD, and in the other currency where one was given.</summary>
    public ValueList<CostTotal> Totals => ExchangeRate is { } rate
        ? ValueList.Of(TotalIn(ExchangeRate.Usd), TotalIn(rate))
        : ValueList.Of(TotalIn(ExchangeRate.Usd));

    /// <summary>Both bills' lines side by side.</summary>
    public ValueList<CostLine> Lines => Before.Lines.Concat(After.Lines)
        .GroupBy(line => (line.Item, line.Resource))
        .OrderBy(line => line.Key.Item).ThenBy(line => line.Key.Resource, StringComparer.Ordinal)
        .Select(line => CostLine.Of(line.Key.Item, line.Key.Resource, Before, After)).ToValueList();

    /// <summary>The result in one sentence.</summary>
    public string Summary => MonthlySaving switch
    {
        > 0 => FormattableString.Invariant($"The hub saves {MonthlySaving:#,0.00} USD a month."),
        0 => "The hub saves nothing.",
        _ => FormattableString.Invariant($"The hub does not pay: it costs {-MonthlySaving:#,0.00} USD a month more than it saves."),
    };

    /// <summary>The result in one sentence.</summary>
    /// <returns>One line, short enough for a test's name.</returns>
    public override string ToString() => Summary;

    private CostTotal TotalIn(ExchangeRate rate) => new(rate.Currency, MonthlyBefore * rate.PerUsd, MonthlyAfter * rate.PerUsd);
}

/// <summary>What both bills say about the same thing.</summary>
/// <param name="Item">The item.</param>
/// <param name="Resource">The VPC, or the region.</param>
/// <param name="What">What it is for: then, or now where it will be no more.</param>
/// <param name="Before">USD a month now.</param>
/// <param name="After">USD a month then.</param>
public sealed record CostLine(BilledItem Item, string Resource, string What, decimal Before, decimal After)
{
    /// <summary>USD a month that are added; negative for what is saved.</summary>
    public decimal Difference => After - Before;

    internal static CostLine Of(BilledItem item, string resource, Bill before, Bill after)
    {
        bool IsMeant(BillLine line) => line.Item == item && line.Resource == resource;
        return new CostLine(item, resource, after.Lines.Concat(before.Lines).First(IsMeant).What,
            before.Lines.Where(IsMeant).Sum(line => line.Amount), after.Lines.Where(IsMeant).Sum(line => line.Amount));
    }
}

/// <summary>The sums of two bills in one currency.</summary>
/// <param name="Currency">Its code, for example <c>JPY</c>.</param>
/// <param name="Before">A month now.</param>
/// <param name="After">A month then.</param>
public sealed record CostTotal(string Currency, decimal Before, decimal After)
{
    /// <summary>What is saved; negative when the hub costs more than it saves.</summary>
    public decimal Saving => Before - After;
}

/// <summary>What a US dollar is worth.</summary>
/// <param name="Currency">The other currency's code, for example <c>JPY</c>.</param>
/// <param name="PerUsd">How much of it one US dollar is; more than 0.</param>
public sealed record ExchangeRate(string Currency, decimal PerUsd)
{
    /// <summary>The dollar itself, in which AWS bills.</summary>
    public static ExchangeRate Usd { get; } = new("USD", 1);
}
