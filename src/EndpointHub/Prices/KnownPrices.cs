using EndpointHub.Values;
using static EndpointHub.Prices.BilledItem;

namespace EndpointHub.Prices;

/// <summary>
/// The built-in prices. All other prices are unknown: they differ between regions without a rule, so none is
/// ever taken from another region. AWS Price List names: <c>VpcEndpoint-Hours</c>, <c>VpcEndpoint-Bytes</c>, <c>NatGateway-Hours</c>,
/// <c>NatGateway-Bytes</c>, <c>VpcPeering-In-Bytes</c>.
/// </summary>
internal static class KnownPrices
{
    // AWS bills traffic in GB of 2^30 bytes, and defines its tiers in PB of 2^20 GB.
    private const decimal Petabyte = 1024 * 1024;

    private const string PrivateLinkPage = "aws.amazon.com/privatelink/pricing";
    private const string PriceListApi = "AWS Price List, AmazonVPC";
    private const string Quoted = "AWS price as quoted by third parties";

    /// <summary>All known prices.</summary>
    public static ValueList<Price> All { get; } =
        ValueList.Of(
            Of(EndpointHours, "us-east-1", PrivateLinkPage, asOf: null, 0.010m),
            Stepped(EndpointTraffic, "us-east-1", PrivateLinkPage, asOf: null),
            Of(NatGatewayHours, "us-east-1", Quoted, asOf: null, 0.045m),
            Of(NatGatewayTraffic, "us-east-1", Quoted, asOf: null, 0.045m),
            Of(EndpointHours, "eu-west-1", "a bill of 42.24 USD for 3,840 h", asOf: null, 0.011m),
            FirstPetabyte(EndpointTraffic, "eu-west-1", Quoted, asOf: null),
            Of(NatGatewayHours, "eu-west-1", Quoted, asOf: null, 0.048m),
            Of(NatGatewayTraffic, "eu-west-1", Quoted, asOf: null, 0.048m),
            Of(EndpointHours, "eu-west-2", Quoted, asOf: null, 0.011m),
            FirstPetabyte(EndpointTraffic, "eu-west-2", Quoted, asOf: null),
            Of(NatGatewayHours, "eu-west-2", Quoted, asOf: null, 0.050m),
            Of(NatGatewayTraffic, "eu-west-2", Quoted, asOf: null, 0.050m),
            Of(EndpointHours, "eu-central-1", Quoted, "2026-09-22", 0.012m),
            FirstPetabyte(EndpointTraffic, "eu-central-1", Quoted, "2026-09-22"),
            Of(EndpointHours, "ap-south-1", Quoted, asOf: null, 0.013m),
            Of(EndpointHours, "ap-southeast-1", Quoted, "2026-08-12", 0.013m),
            FirstPetabyte(EndpointTraffic, "ap-southeast-1", Quoted, "2026-08-12"),
            Of(NatGatewayHours, "ap-southeast-1", Quoted, "2026-08-12", 0.059m),
            Of(NatGatewayTraffic, "ap-southeast-1", Quoted, "2026-08-12", 0.059m),
            Of(EndpointHours, "ap-northeast-1", PriceListApi, "2026-09-17", 0.014m),
            Stepped(EndpointTraffic, "ap-northeast-1", PriceListApi, "2026-09-17"),
            Of(NatGatewayHours, "ap-northeast-1", Quoted, asOf: null, 0.062m),
            Of(NatGatewayTraffic, "ap-northeast-1", PriceListApi, "2026-09-17", 0.062m),
            // The first 25 hosted zones of an account cost more. The bill assumes that the hub's zones are among them.
            Everywhere(
                HostedZones,
                "aws.amazon.com/route53/pricing, as quoted by third parties",
                new PriceTier(0.50m, UpTo: 25),
                new PriceTier(0.10m)
            ),
            Everywhere(CrossZoneTraffic, "EC2 data transfer, as quoted by third parties", new PriceTier(0.01m))
        );

    private static Price Of(BilledItem item, string region, string source, string? asOf, decimal usd) =>
        new()
        {
            Item = item,
            Region = region,
            Tiers = ValueList.Of(new PriceTier(usd)),
            Source = source,
            AsOf = asOf,
        };

    private static Price Stepped(BilledItem item, string region, string source, string? asOf) =>
        Of(item, region, source, asOf, 0) with
        {
            Tiers = ValueList.Of(new PriceTier(0.01m, UpTo: Petabyte), new PriceTier(0.006m, UpTo: 5 * Petabyte), new PriceTier(0.004m)),
        };

    // In these regions only the first tier is known.
    private static Price FirstPetabyte(BilledItem item, string region, string source, string? asOf) =>
        Of(item, region, source, asOf, 0) with
        {
            Tiers = ValueList.Of(new PriceTier(0.01m, UpTo: Petabyte)),
        };

    private static Price Everywhere(BilledItem item, string source, params PriceTier[] tiers) =>
        new()
        {
            Item = item,
            Tiers = tiers.ToValueList(),
            Source = source,
        };
}
