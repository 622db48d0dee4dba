using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Pacing;
using EndpointHub.AwsTests.Operations;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Executing;

/// <summary>A repeated step recognizes the effect of the first attempt.</summary>
public sealed class StepRunnerTests
{
    [Fact]
    public void Every_repeatable_step_succeeds_when_its_change_already_exists() =>
        SimulatedAws.Run(async aws =>
        {
            var dev = aws.Vpc("dev");
            var hub = aws.Vpc("shared");
            var table = aws.Seed.RouteTables.First(one => one.VpcId == dev && !one.IsMain).Id;
            var peering = new RequestPeering
            {
                Location = aws.Tokyo,
                PeeringId = "new/pcx/test",
                Requester = Side(aws, dev),
                Accepter = Side(aws, hub),
                Tags = ValueList.Of(new Tag("a", "b")),
            };
            var group = new CreateSecurityGroup
            {
                Location = aws.Tokyo,
                SecurityGroupId = "new/sg/test",
                VpcId = hub,
                Name = "test",
                GroupDescription = "test",
                Tags = ValueList.Of(new Tag("a", "b")),
            };
            var rule = new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.2.0.0/16")), "test");
            var zone = new CreateZone
            {
                Location = aws.Tokyo,
                ZoneId = "new/zone/test",
                Name = "example.internal",
                Vpc = new ZoneVpc(hub, "ap-northeast-1"),
                Comment = "test",
            };
            var regional = aws.OwnEndpoint("dev", SimulatedAws.EcrDkr).RegionalName!;
            var records = ValueList.Of(ZoneRecord.AliasTo("example.internal", regional), ZoneRecord.AliasTo("*.example.internal", regional));
            var spokeVpc = new ZoneVpc(dev, "ap-northeast-1");
            var own = aws.OwnEndpoint("dev", SimulatedAws.EcrApi);
            Step[] steps =
            [
                peering,
                new AcceptPeering { Location = aws.Tokyo, PeeringId = peering.PeeringId },
                new CreateRoute
                {
                    Location = aws.Tokyo,
                    RouteTableId = table,
                    Destination = Cidr.Parse("10.255.0.0/16"),
                    Target = RouteTarget.Peering(peering.PeeringId),
                },
                new DeleteRoute
                {
                    Location = aws.Tokyo,
                    RouteTableId = table,
                    Destination = Cidr.Parse("10.255.0.0/16"),
                },
                group,
                new AllowIngress
                {
                    Location = aws.Tokyo,
                    SecurityGroupId = group.SecurityGroupId,
                    Rule = rule,
                },
                new RevokeIngress
                {
                    Location = aws.Tokyo,
                    SecurityGroupId = group.SecurityGroupId,
                    Rule = rule,
                },
                new DeleteSecurityGroup
                {
                    Location = aws.Tokyo,
                    SecurityGroupId = group.SecurityGroupId,
                    GroupDescription = "test",
                },
                zone,
                new ChangeRecords
                {
                    Location = aws.Tokyo,
                    ZoneId = zone.ZoneId,
                    ZoneName = zone.Name,
                    Upserts = records,
                },
                new AssociateZone
                {
                    Location = aws.Tokyo,
                    ZoneId = zone.ZoneId,
                    ZoneName = zone.Name,
                    Vpc = spokeVpc,
                },
                new DisassociateZone
                {
                    Location = aws.Tokyo,
                    ZoneId = zone.ZoneId,
                    ZoneName = zone.Name,
                    Vpc = spokeVpc,
                },
                new TagEndpoint
                {
                    Location = aws.Tokyo,
                    EndpointId = own.Id,
                    Tag = new Tag("a", "b"),
                },
                new UntagEndpoint
                {
                    Location = aws.Tokyo,
                    EndpointId = own.Id,
                    TagKey = "a",
                },
                new Planning.Steps.DisablePrivateDns
                {
                    Location = aws.Tokyo,
                    EndpointId = own.Id,
                    PrivateNames = own.PrivateNames,
                },
                new EnablePrivateDns
                {
                    Location = aws.Tokyo,
                    EndpointId = own.Id,
                    PrivateNames = own.PrivateNames,
                },
                new DeleteEndpoint { Location = aws.Tokyo, EndpointId = own.Id },
                new DeletePeering { Location = aws.Tokyo, PeeringId = peering.PeeringId },
            ];

            var runner = aws.Access.NewStepRunner();
            foreach (var step in steps)
            {
                await CarryOutAsync(runner, step);
                if (step is RequestPeering)
                    continue; // EC2 has no client token for it. The planner creates one only when there is none.

                var ids = runner.Symbols.Known.ToDictionary();
                await CarryOutAsync(runner, step);
                Assert.Equal(ids, runner.Symbols.Known);
            }

            var network = await aws.ReadAllAsync();
            Assert.Empty(network.Peerings);
            Assert.Equal(aws.Seed.RouteTables[table], network.RouteTables[table]);
            Assert.Equal(
                records.Select(record => record.Name).Order(),
                network.Zones.Single(one => one.Name == zone.Name).Records!.Select(record => record.Name).Order()
            );
            Assert.Null(network.Endpoints.Find(own.Id));
        });

    [Fact]
    public void A_route_to_another_target_is_reported_and_kept() =>
        SimulatedAws.Run(async aws =>
        {
            var table = aws.Seed.RouteTables.First(one =>
                one.VpcId == aws.Vpc("prd") && one.Routes.Any(route => route.Target.Kind == RouteTargetKind.NatGateway)
            );

            var failure = await Assert.ThrowsAsync<StepFailure>(() =>
                CarryOutAsync(
                    aws.Access.NewStepRunner(),
                    new CreateRoute
                    {
                        Location = aws.Tokyo,
                        RouteTableId = table.Id,
                        Destination = Cidr.Everything,
                        Target = table.Routes.First(route => route.Target.Kind == RouteTargetKind.NatGateway).Target with
                        {
                            Id = "nat-0123456789abcdef0",
                        },
                    }
                )
            );

            Assert.False(failure.MayHaveTakenEffect);
            Assert.Equal(table, (await aws.ReadAllAsync()).RouteTables[table.Id]);
        });

    [Fact]
    public void A_zone_of_the_same_name_without_our_tag_is_reported_and_kept() =>
        SimulatedAws.Run(async aws =>
        {
            var mine = new CreateZone
            {
                Location = aws.Tokyo,
                ZoneId = "new/zone/a",
                Name = "example.internal",
                Vpc = new ZoneVpc(aws.Vpc("shared"), "ap-northeast-1"),
                Comment = "foreign",
            };
            await CarryOutAsync(aws.Access.NewStepRunner(), mine);

            var failure = await Assert.ThrowsAsync<StepFailure>(() =>
                CarryOutAsync(aws.Access.NewStepRunner(), mine with { ZoneId = "new/zone/b", Comment = "ours" })
            );

            Assert.Equal("ForeignZone", failure.Problem.Code);
        });

    [Fact]
    public void Credentials_that_cannot_be_refreshed_fail_the_step_that_needs_them() =>
        SimulatedAws.Run(async aws =>
        {
            var refused = new EndpointHubException(Problems.CredentialsUnreadable("profile dev", "its session has ended."));
            var runner = new StepRunner(
                place => aws.Access.At(place) with { CheckExpiryAsync = () => throw refused },
                new Pacer(new TokenBuckets(aws.Clock)),
                aws.Clock,
                () => 0.5
            );
            var step = new DisablePrivateDns
            {
                Location = aws.Tokyo,
                EndpointId = aws.OwnEndpoint("dev", SimulatedAws.EcrDkr).Id,
                PrivateNames = ValueList<string>.Empty,
            };

            var failure = await Assert.ThrowsAsync<StepFailure>(() => runner.ReserveAsync(step, CancellationToken.None));

            Assert.Equal(("CredentialsUnreadable", false), (failure.Problem.Code, failure.MayHaveTakenEffect));
        });

    [Fact]
    public void A_batched_call_that_cannot_be_sent_fails_every_waiting_step() =>
        SimulatedAws.Run(async aws =>
        {
            var elsewhere = new EndpointHubException(Problems.AccountMismatch("vpce-1", "210987654321", "123456789012"));
            var deletions = new EndpointDeletions(_ => throw elsewhere, aws.Clock);
            var watch = new EndpointWatch(_ => throw elsewhere, aws.Clock);

            foreach (
                var waiting in new Task[]
                {
                    deletions.DeleteAsync(aws.Tokyo, "vpce-1", CancellationToken.None),
                    deletions.DeleteAsync(aws.Tokyo, "vpce-2", CancellationToken.None),
                    watch.FindAsync(aws.Tokyo, "vpce-1"),
                    watch.FindAsync(aws.Tokyo, "vpce-2"),
                }
            )
            {
                Assert.Equal("AccountMismatch", (await Assert.ThrowsAsync<EndpointHubException>(() => waiting)).Problem.Code);
            }
        });

    [Fact]
    public void A_conflicting_association_without_a_disabled_endpoint_fails_at_once() =>
        SimulatedAws.Run(async aws =>
        {
            var zone = new CreateZone
            {
                Location = aws.Tokyo,
                ZoneId = "new/zone/a",
                Name = "dkr.ecr.ap-northeast-1.amazonaws.com",
                Vpc = new ZoneVpc(aws.Vpc("shared"), "ap-northeast-1"),
                Comment = "ours",
            };
            var runner = aws.Access.NewStepRunner();
            await CarryOutAsync(runner, zone);
            aws.NewCalls();

            var failure = await Assert.ThrowsAsync<StepFailure>(() =>
                CarryOutAsync(
                    runner,
                    new AssociateZone
                    {
                        Location = aws.Tokyo,
                        ZoneId = zone.ZoneId,
                        ZoneName = zone.Name,
                        Vpc = new ZoneVpc(aws.Vpc("dev"), "ap-northeast-1"),
                    }
                )
            );

            Assert.Contains("ConflictingDomainExists", failure.Problem.Reason, StringComparison.Ordinal);
            Assert.Single(aws.NewMutations());
        });

    [Fact]
    public void A_peering_that_fails_is_reported_at_once() =>
        SimulatedAws.Run(async aws =>
        {
            var twin = (await aws.Access.Spoke.Ec2.CreateVpcAsync(new() { CidrBlock = "10.2.0.0/16" })).Vpc!.VpcId!;

            var failure = await Assert.ThrowsAsync<StepFailure>(() =>
                CarryOutAsync(
                    aws.Access.NewStepRunner(),
                    new RequestPeering
                    {
                        Location = aws.Tokyo,
                        PeeringId = "new/pcx/a",
                        Requester = Side(aws, twin),
                        Accepter = Side(aws, aws.Vpc("dev")),
                    }
                )
            );

            Assert.Equal("PeeringFailed", failure.Problem.Code);
            Assert.True(aws.Clock.Elapsed < TimeSpan.FromMinutes(1));
        });

    [Fact]
    public void An_endpoint_that_never_settles_times_out() =>
        SimulatedAws.Run(
            async aws =>
            {
                var begin = aws.Clock.Elapsed;

                var who = await aws.DoAsync(new Aws.Operations.NewHub(), aws.Hub("ecr.dkr"));

                Assert.Equal("NotSettled", Assert.Single(who.Failures).Problem.Code);
                Assert.InRange((aws.Clock.Elapsed - begin).TotalSeconds, 600, 620);
            },
            options => options with { Durations = options.Durations with { EndpointAvailable = new(3600, 3600) } }
        );

    private static PeeringSide Side(SimulatedAws aws, string vpcId) => new(vpcId, aws.Tokyo, ValueList<Cidr>.Empty);

    private static async Task CarryOutAsync(IStepRunner runner, Step step)
    {
        await runner.BeginAsync(step, expectsZoneRemoval: false, CancellationToken.None);
        await runner.SettleAsync(step, CancellationToken.None);
    }
}
