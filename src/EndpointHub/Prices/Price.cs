using EndpointHub.Values;

namespace EndpointHub.Prices;

/// <summary>The price of one item in a region.</summary>
internal sealed record Price
{
    /// <summary>The item.</summary>
    public required BilledItem Item { get; init; }

    /// <summary>The region; null when the price applies to all regions of the aws partition.</summary>
    public string? Region { get; init; }

    /// <summary>The price tiers, the one for the first units first.</summary>
    public required ValueList<PriceTier> Tiers { get; init; }

    /// <summary>The source of the price.</summary>
    public required string Source { get; init; }

    /// <summary>The day for which the source states it, as <c>yyyy-MM-dd</c>; null when the source has no date.</summary>
    public string? AsOf { get; init; }

    /// <summary>Distributes a month's quantity over the tiers.</summary>
    /// <param name="quantity">The quantity; 0 or more.</param>
    /// <returns>The quantity in each tier; null when the quantity exceeds the known tiers.</returns>
    public ValueList<(decimal Quantity, decimal Usd)>? Spread(decimal quantity)
    {
        var parts = new List<(decimal, decimal)>();
        var reached = 0m;
        foreach (var tier in Tiers)
        {
            var part = Math.Min(quantity, tier.UpTo ?? quantity) - reached;
            if (part <= 0)
                break;
            parts.Add((part, tier.Usd));
            reached += part;
        }

        return reached < quantity ? null : parts.ToValueList();
    }
}

/// <summary>A price tier.</summary>
/// <param name="Usd">USD for one unit.</param>
/// <param name="UpTo">The last unit of a month in this tier; null when it has no upper limit.</param>
internal sealed record PriceTier(decimal Usd, decimal? UpTo = null);
