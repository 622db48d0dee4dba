using EndpointHub.Values;

namespace EndpointHub.Prices;

/// <summary>The prices of a region: the built-in ones, and those that were specified instead.</summary>
internal sealed record PriceList
{
    /// <summary>The hours of a month in the examples of AWS's pricing pages: 365 x 24 / 12.</summary>
    public const int UsualHours = 730;

    // The partitions for China and for governments have their own prices and currencies.
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
    /// <returns>The list; empty when no price of the region is known.</returns>
    public static PriceList For(string region)
    {
        var isCommercial = !Array.Exists(OtherPartitions, start => region.StartsWith(start, StringComparison.Ordinal));
        return new PriceList(region, KnownPrices.All.Where(price => price.Region == region || (price.Region is null && isCommercial)).ToValueList());
    }

    /// <summary>A copy of this list in which a specified price replaces the built-in one.</summary>
    /// <param name="item">The item.</param>
    /// <param name="usd">USD for one unit; 0 or more.</param>
    /// <returns>The changed list.</returns>
    public PriceList With(BilledItem item, decimal usd) =>
        new(
            Region,
            Prices
                .Without(price => price.Item == item)
                .With(
                    new Price
                    {
                        Item = item,
                        Region = Region,
                        Tiers = ValueList.Of(new PriceTier(usd)),
                        Source = $"given with {BilledItems.ParameterOf(item)}",
                    }
                )
        );

    /// <summary>The price of an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The price; null when it is not known.</returns>
    public Price? Find(BilledItem item) => Prices.FirstOrDefault(price => price.Item == item);
}
