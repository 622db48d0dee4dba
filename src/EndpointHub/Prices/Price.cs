using EndpointHub.Values;

namespace EndpointHub.Prices;

/// <summary>What one item costs in a region.</summary>
internal sealed record Price
{
    /// <summary>The item.</summary>
    public required BilledItem Item { get; init; }

    /// <summary>The region; null where the price is one for all regions of AWS's commercial partition.</summary>
    public string? Region { get; init; }

    /// <summary>The steps of the price, the first units first.</summary>
    public required ValueList<PriceTier> Tiers { get; init; }

    /// <summary>Where it was read.</summary>
    public required string Source { get; init; }

    /// <summary>The day that the source says it held, as <c>yyyy-MM-dd</c>; null where the source bears no date.</summary>
    public string? AsOf { get; init; }

    /// <summary>Spreads a month's quantity over the steps.</summary>
    /// <param name="quantity">The quantity; 0 or more.</param>
    /// <returns>The part that falls on each step; null when the quantity goes beyond what the price is known for.</returns>
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

/// <summary>A step of a price.</summary>
/// <param name="Usd">USD for one unit.</param>
/// <param name="UpTo">The month's last unit that costs this; null when there is no end.</param>
internal sealed record PriceTier(decimal Usd, decimal? UpTo = null);
