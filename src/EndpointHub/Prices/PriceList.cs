using EndpointHub.Values;

namespace EndpointHub.Prices;

/// <summary>The prices of a region: those that are known, and those that were given in their place.</summary>
internal sealed record PriceList
{
    /// <summary>The hours of AWS's own month in its price examples: 365 x 24 / 12.</summary>
    public const int UsualHours = 730;

    // China and the government's clouds are partitions with prices, and currencies, of their own.
    private static readonly string[] OtherPartitions = ["cn-", "us-gov-", "us-iso", "eu-isoe-", "eusc-"];

    private PriceList(string region, ValueList<Price> prices)
    {
        Region = region;
        Prices = prices;
    }

    /// <summary>The region.</summary>
    public string Region { get; }

    /// <summary>One price for each item that has one.</summary>
    public ValueList<Price> Prices { get; }

    /// <summary>The known prices of a region.</summary>
    /// <param name="region">The region.</param>
    /// <returns>The list; empty for a region that nothing is known of.</returns>
    public static PriceList For(string region)
    {
        var isCommercial = !Array.Exists(OtherPartitions, start => region.StartsWith(start, StringComparison.Ordinal));
        return new PriceList(region, KnownPrices.All.Where(price => price.Region == region || (price.Region is null && isCommercial)).ToValueList());
    }

    /// <summary>This list with a price given by whoever asks, in place of the known one.</summary>
    /// <param name="item">The item.</param>
    /// <param name="usd">USD for one unit; 0 or more.</param>
    /// <returns>The changed list.</returns>
    public PriceList With(BilledItem item, decimal usd) => new(Region, Prices.Without(price => price.Item == item).With(new Price
    {
        Item = item,
        Region = Region,
        Tiers = ValueList.Of(new PriceTier(usd)),
        Source = $"given with {BilledItems.ParameterOf(item)}",
    }));

    /// <summary>The price of an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The price; null when it is not known.</returns>
    public Price? Find(BilledItem item) => Prices.FirstOrDefault(price => price.Item == item);
}
