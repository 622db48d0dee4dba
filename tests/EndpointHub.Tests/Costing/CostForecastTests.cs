using EndpointHub.Costing;
using EndpointHub.Planning;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Tests.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Costing;

/// <summary>
/// Three environments with eight services each. Their 15 private zones are: 2 for ecr.api, ecr.dkr, ssm and ssmmessages each, 4 for logs,
/// 1 for ec2messages, kms and secretsmanager each. Expected figures are calculated by hand.
/// </summary>
public sealed class CostForecastTests
{
    private static readonly NetworkSnapshot Seed = Landscape.Seed();
    private static readonly PriceList Tokyo = PriceList.For("ap-northeast-1");
    private static readonly CostQuestion Hub = new() { Hub = Landscape.Hub };

    [Fact]
    public void A_hub_in_one_zone_costs_one_third_plus_its_hosted_zones()
    {
        var cost = Forecast(Seed, new CostQuestion(), 720);

        Assert.Equal(241.92m, cost.MonthlyBefore);
        // 8 x 720 h x 0.014 = 80.64; 15 zones x 0.50 = 7.50.
        Assert.Equal(88.14m, cost.MonthlyAfter);
        Assert.Equal(153.78m, cost.MonthlySaving);
        Assert.True(cost.Pays);
        Assert.Equal((24, 8, 1, 8), (cost.Before.Endpoints, cost.After.Endpoints, cost.HubAvailabilityZones, cost.ServiceNames.Count));
        Assert.Equal("The hub saves 153.78 USD a month.", cost.Summary);
    }

    [Fact]
    public void A_hub_in_two_zones_costs_two_thirds_plus_its_hosted_zones()
    {
        var cost = Forecast(Seed, new CostQuestion { HubAvailabilityZones = 2 });

        // Before: 24 x 730 h x 0.014. After: 8 x 2 AZ x 730 h x 0.014 = 163.52, and 7.50.
        Assert.Equal((245.28m, 171.02m, 74.26m), (cost.MonthlyBefore, cost.MonthlyAfter, cost.MonthlySaving));
    }

    [Fact]
    public void A_hub_for_one_vpc_costs_more_and_the_summary_reports_it()
    {
        var services = Landscape.EightServices.Each(Landscape.Service);
        var cost = Forecast(
            Seed,
            new CostQuestion
            {
                VpcIds = ValueList.Of("vpc-dev"),
                ServiceNames = services,
                HubAvailabilityZones = 2,
            }
        );

        // Before: 8 x 730 h x 0.014 = 81.76. After: 8 x 2 AZ x 730 h x 0.014 = 163.52, and 15 x 0.50.
        Assert.Equal((81.76m, 171.02m, -89.26m), (cost.MonthlyBefore, cost.MonthlyAfter, cost.MonthlySaving));
        Assert.False(cost.Pays);
        Assert.Equal("The hub costs 89.26 USD a month more than it saves.", cost.Summary);
    }

    [Fact]
    public void An_unshared_endpoint_is_moved_only_on_request()
    {
        var network = Landscape
            .Seed(ValueList<string>.Empty)
            .WithService("kms")
            .WithEndpoint("vpce-dev-kms", "vpc-dev", "kms", ["subnet-dev-a", "subnet-dev-c"]);

        var cost = Forecast(network, new CostQuestion());
        Assert.Equal((20.44m, 20.44m, "The hub saves nothing."), (cost.MonthlyBefore, cost.MonthlyAfter, cost.Summary));
        Assert.False(cost.Pays);

        // 2 AZs x 730 h x 0.014 before and after, because the hub has as many zones as the endpoints that move to it; plus one hosted zone.
        cost = Forecast(network, new CostQuestion { ServiceNames = ValueList.Of(Landscape.Service("kms")) });
        Assert.Equal((2, 20.44m, 20.94m), (cost.HubAvailabilityZones, cost.MonthlyBefore, cost.MonthlyAfter));
        Assert.Equal(["vpce-dev-kms"], cost.MovedEndpointIds);
    }

    [Fact]
    public void A_service_without_endpoints_today_is_billed_after_the_migration()
    {
        var cost = Forecast(
            Landscape.Seed(ValueList.Of("kms")).WithService("logs"),
            new CostQuestion { ServiceNames = ValueList.Of(Landscape.Service("kms"), Landscape.Service("logs")) }
        );

        // 3 x 10.22; then kms and logs once each, one zone for kms and one for the name that the description of logs lists.
        Assert.Equal((30.66m, 21.44m), (cost.MonthlyBefore, cost.MonthlyAfter));
    }

    [Fact]
    public void Traffic_across_zones_can_exceed_the_saving()
    {
        var cost = Forecast(Landscape.Seed(ValueList.Of("kms")), new CostQuestion { EndpointGB = 5000, CrossZoneGB = 1100 });

        // Before: 3 x 10.22 + 5,000 GB x 0.01 = 80.66. After: 10.22 + 50 + one zone 0.50 + 1,100 GB x 2 x 0.01 = 82.72.
        Assert.Equal((80.66m, 82.72m, -2.06m), (cost.MonthlyBefore, cost.MonthlyAfter, cost.MonthlySaving));
        Assert.False(cost.Pays);
    }

    [Fact]
    public void Traffic_moved_from_nat_to_the_hub_costs_less()
    {
        var cost = Forecast(
            Seed,
            new CostQuestion
            {
                NatGateways = 2,
                NatGatewayGB = 1000,
                NatGatewayGBToHub = 400,
            }
        );

        // NAT: 2 x 730 h x 0.062 = 90.52 on both; 1,000 GB x 0.062 = 62.00, then 600 GB x 0.062 = 37.20 and 400 GB x 0.01 = 4.00.
        // Endpoints: 245.28, then 81.76 and zones 7.50. Together 397.80, then 220.98.
        Assert.Equal((397.80m, 220.98m), (cost.MonthlyBefore, cost.MonthlyAfter));
        Assert.Equal(
            "-NatGatewayGBToHub",
            Assert.Throws<EndpointHubException>(() => Forecast(Seed, new CostQuestion { NatGatewayGB = 1, NatGatewayGBToHub = 2 })).Problem.Resource
        );
    }

    [Fact]
    public void A_spoke_that_joins_an_existing_hub_adds_no_hub_cost()
    {
        var network = Seed.WithHub([.. Landscape.EightServices]).Connected().WithZones();
        var cost = Forecast(network, Hub with { VpcIds = ValueList.Of("vpc-stg") });

        // stg's 8 x 730 h x 0.014 = 81.76 are saved; the hub's 16 AZs x 730 h x 0.014 = 163.52 and 7.50 remain.
        Assert.Equal((252.78m, 171.02m, 81.76m), (cost.MonthlyBefore, cost.MonthlyAfter, cost.MonthlySaving));
        Assert.Equal(["vpc-shared", "vpc-stg"], cost.Before.Lines.Where(line => line.Item == BilledItem.EndpointHours).Select(line => line.Resource));
    }

    [Fact]
    public void The_forecast_equals_the_cost_after_the_migration()
    {
        var forecast = Forecast(Seed, new CostQuestion { HubAvailabilityZones = 2 });

        var network = Seed.WithHub([.. Landscape.EightServices]);
        foreach (var spoke in new[] { "vpc-dev", "vpc-stg", "vpc-prd" })
        {
            network = network.Connected(spoke);
            network = TestIntents.PredictedBy(ZonePlanner.For(network, TestIntents.Zones(spoke))).CutOver(spoke);
            network = TestIntents.PredictedBy(RemovalPlanner.For(network, TestIntents.Removal(spoke)));
        }

        var bill = Bill.Of(BilledNetwork.In(network), Tokyo);
        Assert.Equal(forecast.MonthlyAfter, bill.Total);
        Assert.Equal(8, bill.Endpoints);
        // After the migration there is no further saving.
        Assert.Equal(0, Forecast(network, Hub with { CrossZoneGB = 500 }).MonthlySaving);
    }

    [Fact]
    public void During_the_migration_hub_and_spoke_endpoints_are_both_billed()
    {
        var network = Seed.WithHub("kms").Connected().WithZones();
        var cost = Forecast(network, Hub);

        // 24 x 10.22 = 245.28, and the hub's kms in 2 AZs 20.44 and its zone 0.50. Then the other seven are in 2 AZs too: 163.52 and 7.50.
        Assert.Equal((266.22m, 171.02m), (cost.MonthlyBefore, cost.MonthlyAfter));
    }

    [Fact]
    public void Endpoints_that_cannot_move_are_billed_before_and_after()
    {
        var network = Seed.Changing("vpce-dev-kms", endpoint => endpoint with { RequesterManaged = true });
        var cost = Forecast(network, new CostQuestion());

        // dev keeps its kms: 10.22 more than 81.76 and 7.50.
        Assert.Equal(99.48m, cost.MonthlyAfter);
        Assert.DoesNotContain("vpce-dev-kms", cost.MovedEndpointIds);
        var line = cost.Lines.Single(line => line.Resource == "vpc-dev");
        Assert.Equal((81.76m, 10.22m, -71.54m), (line.Before, line.After, line.Difference));
    }

    [Theory]
    [InlineData("com.amazonaws.ap-northeast-1.guardduty-data", null)]
    [InlineData("com.amazonaws.ap-northeast-1.kms", "vpc-endpoint-service-account")]
    public void Endpoints_that_others_pay_for_are_on_neither_bill(string service, string? payer)
    {
        var network = Seed.Changing("vpce-dev-kms", endpoint => endpoint with { ServiceName = service, Payer = payer });
        var cost = Forecast(network, new CostQuestion());

        // dev's kms is missing from 245.28, and the hub's bill is that of a network in which it moves.
        Assert.Equal((235.06m, 89.26m), (cost.MonthlyBefore, cost.MonthlyAfter));
        Assert.DoesNotContain("vpce-dev-kms", cost.MovedEndpointIds);
        Assert.DoesNotContain(cost.ServiceNames, name => name.Contains("guardduty", StringComparison.Ordinal));
        Assert.Contains(cost.Notes, note => note.Contains("another account pays", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_chosen_endpoints_move()
    {
        var cost = Forecast(Seed, new CostQuestion { VpcEndpointIds = ValueList.Of("vpce-dev-kms", "vpce-stg-kms") });

        Assert.Equal(["vpce-dev-kms", "vpce-stg-kms"], cost.MovedEndpointIds);
        // Two endpoints are removed; the hub's endpoint and one zone are added: 245.28 - 10.22 + 0.50.
        Assert.Equal(235.56m, cost.MonthlyAfter);
    }

    [Fact]
    public void The_lines_add_up_to_both_totals()
    {
        var cost = Forecast(
            Seed,
            new CostQuestion
            {
                EndpointGB = 2_000_000,
                NatGateways = 1,
                NatGatewayGB = 10,
                CrossZoneGB = 3,
            }
        );

        Assert.Equal(cost.MonthlyBefore, cost.Lines.Sum(line => line.Before));
        Assert.Equal(cost.MonthlyAfter, cost.Lines.Sum(line => line.After));
        Assert.Equal(-cost.MonthlySaving, cost.Lines.Sum(line => line.Difference));
        // A tiered price is one line here.
        Assert.Single(cost.Lines, line => line.Item == BilledItem.EndpointTraffic);
    }

    [Fact]
    public void The_forecast_lists_what_it_excludes()
    {
        Assert.Contains(Forecast(Seed, new CostQuestion()).Notes, note => note.Contains("-EndpointGB", StringComparison.Ordinal));
        Assert.DoesNotContain(
            Forecast(Seed, new CostQuestion { EndpointGB = 1 }).Notes,
            note => note.Contains("-EndpointGB", StringComparison.Ordinal)
        );
        Assert.Contains(
            Forecast(Landscape.Seed(ValueList<string>.Empty), new CostQuestion()).Notes,
            note => note.StartsWith("No endpoint", StringComparison.Ordinal)
        );
    }

    private static EndpointCost Forecast(NetworkSnapshot snapshot, CostQuestion question, int hours = PriceList.UsualHours) =>
        CostForecast.Of(snapshot, question, Tokyo, hours, default);
}
