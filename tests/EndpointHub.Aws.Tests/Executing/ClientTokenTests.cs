using EndpointHub.Aws.Executing;
using EndpointHub.AwsTests.Operations;
using EndpointHub.Hubs;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Executing;

/// <summary>Runs that want the same resource at the same time get one.</summary>
public sealed class ClientTokenTests
{
    private const string Kms = "com.amazonaws.ap-northeast-1.kms";

    [Fact]
    public void Two_runs_create_one_endpoint() =>
        SimulatedAws.Run(async aws =>
        {
            var (one, other) = (aws.Access.NewStepRunner(), aws.Access.NewStepRunner());

            await Task.WhenAll(CarryOutAsync(one, Endpoint(aws)), CarryOutAsync(other, Endpoint(aws)));

            Assert.Equal(IdIn(one), IdIn(other));
            Assert.Single(await EndpointsAsync(aws));
        });

    [Fact]
    public void The_endpoints_of_two_hubs_in_one_vpc_are_two() =>
        SimulatedAws.Run(async aws =>
        {
            await CarryOutAsync(aws.Access.NewStepRunner(), Endpoint(aws));
            await CarryOutAsync(aws.Access.NewStepRunner(), Endpoint(aws) with { Tags = ValueList.Of(HubMark.Hub("other")) });

            Assert.Equal(2, (await EndpointsAsync(aws)).Count);
        });

    [Fact]
    public void A_run_with_other_parameters_uses_the_living_endpoint() =>
        SimulatedAws.Run(async aws =>
        {
            var (one, other) = (aws.Access.NewStepRunner(), aws.Access.NewStepRunner());
            await CarryOutAsync(one, Endpoint(aws));
            var since = aws.Clock.Elapsed;

            await other.BeginAsync(Endpoint(aws, subnets: 1), expectsZoneRemoval: false, CancellationToken.None);

            Assert.Equal(IdIn(one), IdIn(other));
            Assert.Single(await EndpointsAsync(aws));
            Assert.InRange(aws.Clock.Elapsed - since, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        });

    [Fact]
    public void After_a_deletion_the_next_generation_is_created() =>
        SimulatedAws.Run(async aws =>
        {
            for (var i = 0; i < 3; i++)
            {
                var runner = aws.Access.NewStepRunner();
                await CarryOutAsync(runner, Endpoint(aws));
                Assert.Equal(IdIn(runner), Assert.Single(await EndpointsAsync(aws)).Id);
                await CarryOutAsync(aws.Access.NewStepRunner(), new DeleteEndpoint { Location = aws.Tokyo, EndpointId = IdIn(runner) });
            }

            Assert.Equal(6, aws.NewCalls().Count(call => call.Action == "CreateVpcEndpoint"));
        });

    [Fact]
    public void A_token_with_other_parameters_is_given_up_after_a_minute_without_an_endpoint() =>
        SimulatedAws.Run(async aws =>
        {
            var first = aws.Access.NewStepRunner();
            await CarryOutAsync(first, Endpoint(aws));
            await CarryOutAsync(aws.Access.NewStepRunner(), new DeleteEndpoint { Location = aws.Tokyo, EndpointId = IdIn(first) });
            var since = aws.Clock.Elapsed;
            var second = aws.Access.NewStepRunner();

            await second.BeginAsync(Endpoint(aws, subnets: 1), expectsZoneRemoval: false, CancellationToken.None);

            Assert.Equal(IdIn(second), Assert.Single(await EndpointsAsync(aws)).Id);
            Assert.InRange((aws.Clock.Elapsed - since).TotalSeconds, 60, 70);
        });

    [Fact]
    public void Two_runs_create_one_zone_and_a_deleted_zone_is_created_again() =>
        SimulatedAws.Run(async aws =>
        {
            for (var i = 0; i < 2; i++)
            {
                var (one, other) = (aws.Access.NewStepRunner(), aws.Access.NewStepRunner());
                await Task.WhenAll(CarryOutAsync(one, Zone(aws)), CarryOutAsync(other, Zone(aws)));
                Assert.Equal(one.Symbols["new/zone"], other.Symbols["new/zone"]);
                Assert.Equal(one.Symbols["new/zone"], Assert.Single((await aws.ReadAllAsync()).Zones, zone => zone.Name == "a.example").Id);
                await CarryOutAsync(one, new DeleteZone { Location = aws.Tokyo, ZoneId = one.Symbols["new/zone"] });
            }
        });

    [Fact]
    public void Two_runs_create_one_route_table_and_a_deleted_one_is_created_again() =>
        SimulatedAws.Run(async aws =>
        {
            for (var i = 0; i < 2; i++)
            {
                var (one, other) = (aws.Access.NewStepRunner(), aws.Access.NewStepRunner());
                await Task.WhenAll(CarryOutAsync(one, Table(aws)), CarryOutAsync(other, Table(aws)));
                Assert.Equal(one.Symbols["new/rtb"], other.Symbols["new/rtb"]);
                Assert.Single((await aws.ReadAllAsync()).RouteTables, table => table.IsOf("tokens"));
                await CarryOutAsync(one, new DeleteRouteTable { Location = aws.Tokyo, RouteTableId = one.Symbols["new/rtb"] });
            }
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_runs_leave_one_peering_connection(bool isRefusedAtCreate) =>
        SimulatedAws.Run(
            async aws =>
            {
                var (one, other) = (aws.Access.NewStepRunner(), aws.Access.NewStepRunner());

                await Task.WhenAll(PeerAsync(aws, one), PeerAsync(aws, other));

                var peering = Assert.Single((await aws.ReadAllAsync()).Peerings);
                Assert.True(peering.IsActive);
                Assert.Equal([peering.Id, peering.Id], [one.Symbols["new/pcx"], other.Symbols["new/pcx"]]);
            },
            options => options with { Rules = options.Rules with { PeeringTwiceFailsAtCreate = isRefusedAtCreate } }
        );

    private static async Task PeerAsync(SimulatedAws aws, IStepRunner runner)
    {
        var network = aws.Seed;
        PeeringSide Side(string name) => new(aws.Vpc(name), aws.Tokyo, network.Vpcs[aws.Vpc(name)].Cidrs);
        await CarryOutAsync(
            runner,
            new RequestPeering
            {
                Location = aws.Tokyo,
                PeeringId = "new/pcx",
                Requester = Side("dev"),
                Accepter = Side("shared"),
            }
        );
        await CarryOutAsync(runner, new AcceptPeering { Location = aws.Tokyo, PeeringId = "new/pcx" });
    }

    private static CreateEndpoint Endpoint(SimulatedAws aws, int subnets = 2) =>
        new()
        {
            Location = aws.Tokyo,
            EndpointId = "new/vpce",
            VpcId = aws.Vpc("shared"),
            ServiceName = Kms,
            SubnetIds = aws.SubnetsOf("shared").Take(subnets).ToValueList(),
            SecurityGroupIds = ValueList<string>.Empty,
            Tags = ValueList.Of(HubMark.Hub("tokens")),
        };

    private static CreateZone Zone(SimulatedAws aws) =>
        new()
        {
            Location = aws.Tokyo,
            ZoneId = "new/zone",
            Name = "a.example",
            Vpc = new ZoneVpc(aws.Vpc("shared"), aws.Tokyo.Region),
            Comment = HubMark.ZoneComment("tokens"),
        };

    private static CreateRouteTable Table(SimulatedAws aws) =>
        new()
        {
            Location = aws.Tokyo,
            RouteTableId = "new/rtb",
            VpcId = aws.Vpc("shared"),
            Tags = ValueList.Of(HubMark.Hub("tokens")),
        };

    private static string IdIn(IStepRunner runner) => runner.Symbols["new/vpce"];

    private static async Task<IReadOnlyList<Endpoint>> EndpointsAsync(SimulatedAws aws) =>
        [
            .. (await aws.ReadAllAsync()).Endpoints.Where(endpoint =>
                endpoint.IsAlive && endpoint.VpcId == aws.Vpc("shared") && endpoint.ServiceName == Kms
            ),
        ];

    private static async Task CarryOutAsync(IStepRunner runner, Step step)
    {
        await runner.BeginAsync(step, expectsZoneRemoval: false, CancellationToken.None);
        await runner.SettleAsync(step, CancellationToken.None);
    }
}
