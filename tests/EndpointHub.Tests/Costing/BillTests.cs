using EndpointHub.Costing;
using EndpointHub.Tests.Landscapes;

namespace EndpointHub.Tests.Costing;

/// <summary>Expected figures are calculated by hand; the arithmetic is in a comment.</summary>
public sealed class BillTests
{
    private static readonly PriceList Tokyo = PriceList.For("ap-northeast-1");
    private static readonly PriceList Virginia = PriceList.For("us-east-1");

    [Fact]
    public void Eight_services_in_three_vpcs_are_billed_per_zone_and_hour()
    {
        var bill = Bill.Of(BilledNetwork.In(Landscape.Seed()), Tokyo, 720);

        // 8 services x 3 VPCs x 1 AZ x 720 h x 0.014 USD = 17,280 AZ-hours x 0.014 USD.
        Assert.Equal(241.92m, bill.Total);
        Assert.Equal(24, bill.Endpoints);
        // At 150 JPY per US dollar.
        var cost = new EndpointCost
        {
            Before = bill,
            After = bill,
            ExchangeRate = new ExchangeRate("JPY", 150),
        };
        Assert.Equal([new CostTotal("USD", 241.92m, 241.92m), new CostTotal("JPY", 36_288m, 36_288m)], cost.Totals);
        // One VPC: 8 x 720 h = 5,760 AZ-hours, a third of the bill.
        Assert.Equal(
            [("vpc-dev", 5760m, 80.64m), ("vpc-prd", 5760m, 80.64m), ("vpc-stg", 5760m, 80.64m)],
            bill.Lines.Select(line => (line.Resource, line.Quantity, line.Amount))
        );
    }

    [Fact]
    public void Two_nat_gateways_are_billed_per_hour_and_gigabyte()
    {
        var bill = Bill.Of(new BilledNetwork { NatGateways = 2, NatGatewayGB = 2 }, Tokyo);

        // 2 x (730 h x 0.062 + 1 GB x 0.062) = 2 x 45.322; 90.64 when rounded for output.
        Assert.Equal(90.644m, bill.Total);
        Assert.Equal([90.52m, 0.124m], bill.Lines.Select(line => line.Amount));
    }

    [Fact]
    public void Traffic_beyond_a_petabyte_costs_less()
    {
        var bill = Bill.Of(new BilledNetwork { EndpointGB = 6 * 1_048_576m }, Virginia);

        // 1 PB x 0.01 + 4 PB x 0.006 + 1 PB x 0.004, with 1,048,576 GB in a PB.
        Assert.Equal([10_485.76m, 25_165.824m, 4_194.304m], bill.Lines.Select(line => line.Amount));
        Assert.Equal(39_845.888m, bill.Total);
    }

    [Fact]
    public void Zones_beyond_the_twenty_fifth_cost_less()
    {
        // 25 x 0.50 + 5 x 0.10.
        Assert.Equal(13.00m, Bill.Of(new BilledNetwork { HostedZones = 30 }, Tokyo).Total);
    }

    [Fact]
    public void Traffic_across_zones_is_billed_in_both_directions()
    {
        // 500 GB x 2 x 0.01.
        Assert.Equal(10.00m, Bill.Of(new BilledNetwork { CrossZoneGB = 500 }, Tokyo).Total);
    }

    [Fact]
    public void Interface_endpoints_are_billed_in_every_state_and_gateway_endpoints_never()
    {
        var network = Landscape.Seed(ValueList.Of("kms")).Changing("vpce-dev-kms", endpoint => endpoint with { State = "rejected" });

        // kms in dev, stg and prd; the three S3 gateways are free: 3 x 730 h x 0.014.
        Assert.Equal(30.66m, Bill.Of(BilledNetwork.In(network), Tokyo).Total);
    }

    [Fact]
    public void Every_line_names_its_item_and_the_source_of_its_price()
    {
        var line = Assert.Single(
            Bill.Of(BilledNetwork.In(Landscape.Seed(ValueList.Of("kms")), endpoint => endpoint.VpcId == "vpc-dev"), Tokyo).Lines
        );

        Assert.Equal("1 endpoint in vpc-dev, 1 AZ x 730 h", line.What);
        Assert.Equal(("AZ-hour", 0.014m, "AWS Price List, AmazonVPC", "2026-09-17"), (line.Unit, line.UnitPrice, line.PriceSource, line.PriceAsOf));
    }

    [Fact]
    public void A_given_price_replaces_the_built_in_price()
    {
        var bill = Bill.Of(BilledNetwork.In(Landscape.Seed()), Tokyo.With(BilledItem.EndpointHours, 0.0126m), 720);

        // A discount of 10 %: 17,280 x 0.0126.
        Assert.Equal(217.728m, bill.Total);
        Assert.All(bill.Lines, line => Assert.Equal("given with -EndpointHourPrice", line.PriceSource));
    }

    [Theory]
    [InlineData("eu-north-1", BilledItem.EndpointHours, "-EndpointHourPrice")]
    [InlineData("ap-south-1", BilledItem.EndpointTraffic, "-EndpointGBPrice")]
    [InlineData("eu-central-1", BilledItem.NatGatewayHours, "-NatGatewayHourPrice")]
    [InlineData("eu-central-1", BilledItem.NatGatewayTraffic, "-NatGatewayGBPrice")]
    [InlineData("cn-north-1", BilledItem.HostedZones, "-HostedZonePrice")]
    [InlineData("us-gov-west-1", BilledItem.CrossZoneTraffic, "-CrossZoneGBPrice")]
    public void A_missing_price_is_an_error_that_names_its_parameter(string region, BilledItem item, string parameter)
    {
        var everything = new BilledNetwork
        {
            Vpcs = ValueList.Of(new BilledVpc("vpc-a", Name: null, Endpoints: 1, EndpointZones: 1)),
            HostedZones = 1,
            NatGateways = 1,
            NatGatewayGB = 1,
            EndpointGB = 1,
            CrossZoneGB = 1,
        };
        var others = Enum.GetValues<BilledItem>()
            .Where(other => other != item)
            .Aggregate(PriceList.For(region), (prices, other) => prices.With(other, 1));

        var problem = Assert.Throws<EndpointHubException>(() => Bill.Of(everything, others)).Problem;

        Assert.Equal(("PriceUnknown", region), (problem.Code, problem.Resource));
        Assert.Contains(parameter, problem.Advice, StringComparison.Ordinal);
        // All given: 1 AZ x 730 h, 1 GB, 1 gateway x 730 h, 1 GB, 1 zone, 1 GB x 2 directions, each at 1 USD.
        Assert.Equal(1465m, Bill.Of(everything, others.With(item, 1)).Total);
    }

    [Fact]
    public void Traffic_beyond_the_last_known_price_tier_has_no_price()
    {
        var frankfurt = PriceList.For("eu-central-1");

        Assert.Equal(10_485.76m, Bill.Of(new BilledNetwork { EndpointGB = 1_048_576 }, frankfurt).Total);
        Assert.Throws<EndpointHubException>(() => Bill.Of(new BilledNetwork { EndpointGB = 1_048_577 }, frankfurt));
    }

    [Fact]
    public void Every_built_in_price_has_a_unique_key() =>
        Assert.Equal(KnownPrices.All.Count, KnownPrices.All.Select(price => (price.Item, price.Region)).Distinct().Count());

    [Theory]
    [InlineData(0)]
    [InlineData(745)]
    public void More_hours_than_a_month_has_are_refused(int hours) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Bill.Of(new BilledNetwork(), Tokyo, hours));
}
