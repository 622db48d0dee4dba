using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Costing;

namespace EndpointHub.AwsTests.Operations;

/// <summary>The inventory and the cost estimate. Both read only.</summary>
public sealed class InventoryAndCostTests
{
    [Fact]
    public void The_inventory_lists_every_endpoint_and_changes_nothing() =>
        SimulatedAws.Run(async aws =>
        {
            var stock = (await aws.DoAsync(new GetInventory(), new GetInventoryRequest())).Results<EndpointInventory>();

            Assert.Equal(
                aws.Seed.Endpoints.Select(endpoint => endpoint.Id),
                stock.Select(entry => entry.VpcEndpointId).Order(StringComparer.Ordinal)
            );
            Assert.Equal((24, 3), (stock.Count(entry => entry.CanMove), stock.Count(entry => entry.Obstacle == MoveBlocker.GatewayEndpoint)));
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void An_inventory_of_one_vpc_counts_duplicates_in_other_vpcs() =>
        SimulatedAws.Run(async aws =>
        {
            var who = await aws.DoAsync(
                new GetInventory(),
                new GetInventoryRequest { VpcId = aws.Vpc("dev"), Services = ValueList.Of("kms") },
                new GetInventoryRequest { VpcId = aws.Vpc("dev"), Services = ValueList.Of("kms") },
                new GetInventoryRequest { VpcId = "vpc-00000000000000000", Record = "unknown" }
            );

            Assert.Equal(
                new[] { aws.Vpc("prd"), aws.Vpc("stg") }.Order(StringComparer.Ordinal),
                Assert.IsType<EndpointInventory>(Assert.Single(who.Emitted)).DuplicateVpcIds
            );
            Assert.Equal(("VpcNotFound", "unknown"), (who.Failures.Single().Problem.Code, who.Failures.Single().Target));
        });

    [Fact]
    public void An_inventory_of_one_vpc_reads_that_vpc_only() =>
        SimulatedAws.Run(async aws =>
        {
            await aws.DoAsync(new GetInventory(), new GetInventoryRequest { VpcId = aws.Vpc("shared") });

            // Two attributes of each VPC are read, each with a separate call.
            Assert.Equal(2, aws.NewCalls().Count(call => call.Action == "DescribeVpcAttribute"));
        });

    [Fact]
    public void The_cost_after_a_migration_equals_the_estimate() =>
        SimulatedAws.Run(async aws =>
        {
            var forecast = await MeasureAsync(
                aws,
                new MeasureCostRequest
                {
                    Question = new CostQuestion { HubAvailabilityZones = 2 },
                    Services = ValueList.Of("kms"),
                }
            );
            Assert.Empty(aws.NewMutations());
            // 24 x 730 h x 0.014 before; after: 21 and the hub's endpoint in two availability zones, and one hosted zone.
            Assert.Equal((245.28m, 235.56m), (forecast.MonthlyBefore, forecast.MonthlyAfter));

            foreach (var spoke in new[] { "dev", "stg", "prd" })
                Assert.True(await aws.JobAsync(spoke, "kms"));

            var then = await MeasureAsync(aws, new MeasureCostRequest { Services = ValueList.Of("kms") });
            Assert.Equal(("shared", aws.Vpc("shared")), (then.HubName, then.HubVpcId));
            Assert.Equal((forecast.MonthlyAfter, forecast.MonthlyAfter), (then.MonthlyBefore, then.MonthlyAfter));
            Assert.False(then.Pays);
        });

    [Fact]
    public void A_hub_that_costs_more_than_it_saves_causes_a_warning() =>
        SimulatedAws.Run(async aws =>
        {
            var request = new MeasureCostRequest
            {
                Vpcs = ValueList.Of(SpokeReference.To(aws.Vpc("dev"))),
                Question = new CostQuestion { HubAvailabilityZones = 2 },
            };
            var who = await aws.DoAsync(new MeasureCost(), request);

            Assert.False(who.Result<EndpointCost>().Pays);
            Assert.Equal(["The hub costs 89.26 USD a month more than it saves."], who.Warnings);
        });

    [Fact]
    public void An_estimate_with_two_hubs_requires_a_hub_name() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("kms"))).Result<Hub>();
            await aws.DoAsync(new NewHub(), aws.Hub("logs") with { Name = "another" });

            var refused = await Assert.ThrowsAsync<EndpointHubException>(() => MeasureAsync(aws, new MeasureCostRequest()));
            Assert.Equal("HubAmbiguous", refused.Problem.Code);
            Assert.Equal("shared", (await MeasureAsync(aws, new MeasureCostRequest { Hub = HubReference.To(hub) })).HubName);
        });

    [Fact]
    public void A_projected_hub_is_only_in_the_cost_after_the_migration() =>
        SimulatedAws.Run(async aws =>
        {
            var who = new RecordingOperator { IsDryRun = true };
            var hub = (await aws.DoAsync(who, new NewHub(), CancellationToken.None, aws.Hub("ecr.api", "ecr.dkr"))).Result<Hub>();

            var cost = await MeasureAsync(aws, new MeasureCostRequest { Hub = HubReference.To(hub) });

            Assert.Empty(aws.NewMutations());
            // 18 endpoints are kept; the hub adds two endpoints in two availability zones and four hosted zones: 22 x 10.22 and 4 x 0.50.
            Assert.Equal((245.28m, 226.84m), (cost.MonthlyBefore, cost.MonthlyAfter));
            Assert.Equal([SimulatedAws.EcrApi, SimulatedAws.EcrDkr], cost.ServiceNames);
        });

    [Theory]
    [InlineData("VpcNotFound")]
    [InlineData("EndpointNotFound")]
    [InlineData("AccountMismatch")]
    public void An_estimate_for_a_missing_resource_is_refused(string code) =>
        SimulatedAws.Run(async aws =>
        {
            var (vpc, endpoints) = code switch
            {
                "VpcNotFound" => (SpokeReference.To("vpc-00000000000000000"), ValueList<string>.Empty),
                "AccountMismatch" => (SpokeReference.To(aws.Vpc("stg"), "999999999999"), ValueList<string>.Empty),
                _ => (SpokeReference.To(aws.Vpc("stg")), ValueList.Of(aws.OwnEndpoint("prd", SimulatedAws.EcrApi).Id)),
            };
            var unknown = new MeasureCostRequest
            {
                Record = "unknown",
                Vpcs = ValueList.Of(vpc),
                VpcEndpointIds = endpoints,
            };
            var who = await aws.DoAsync(
                new MeasureCost(),
                new MeasureCostRequest { Vpcs = ValueList.Of(SpokeReference.To(aws.Vpc("dev"))) },
                unknown
            );

            Assert.Empty(who.Emitted);
            Assert.Equal((code, "unknown"), (who.Failures.Single().Problem.Code, who.Failures.Single().Target));
        });

    [Fact]
    public void Requests_for_missing_resources_are_refused() =>
        SimulatedAws.Run(async aws =>
        {
            async Task<string> CodeAsync(MeasureCostRequest request) =>
                (await Assert.ThrowsAsync<EndpointHubException>(() => MeasureAsync(aws, request))).Problem.Code;

            Assert.Equal("ServiceNotFound", await CodeAsync(new MeasureCostRequest { Services = ValueList.Of("nonsense") }));
            Assert.Equal("HubNotFound", await CodeAsync(new MeasureCostRequest { Hub = HubReference.Named("nowhere") }));
            Assert.Equal(
                "HubNotFound",
                await CodeAsync(new MeasureCostRequest { Hub = HubReference.Named("gone") with { HubVpcId = aws.Vpc("shared") } })
            );
        });

    private static async Task<EndpointCost> MeasureAsync(SimulatedAws aws, MeasureCostRequest request) =>
        (await aws.DoAsync(new MeasureCost(), request)).Result<EndpointCost>();
}
