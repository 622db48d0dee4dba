using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Operations;

/// <summary>The whole migration: hub, connection, zones, cut-over, test, removal.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void A_spoke_is_migrated_to_the_hub() =>
        SimulatedAws.Run(async aws =>
        {
            var own = aws.OwnEndpoint("dev", SimulatedAws.EcrDkr);
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            Assert.Equal(SpokeStage.ZonesReady, spoke.Stage);
            Assert.Equal("vpce.amazonaws.com", aws.Sandbox.Resolve(spoke.VpcId, "1.dkr.ecr.ap-northeast-1.amazonaws.com").Owner);

            var cutOver = (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(spoke) })).Result<SpokeConnection>();
            Assert.Equal(SpokeStage.CutOver, cutOver.Stage);
            Assert.NotEmpty(cutOver.CutoverWindows);
            var answer = aws.Sandbox.Resolve(spoke.VpcId, "1.dkr.ecr.ap-northeast-1.amazonaws.com");
            Assert.All(answer.Addresses, address => Assert.StartsWith("10.255.", address, StringComparison.Ordinal));
            Assert.Equal(2, answer.Addresses.Count);

            var path = (await aws.DoAsync(new TestPath(), new TestPathRequest { Spoke = SpokeReference.To(cutOver) })).Result<EndpointPath>();
            Assert.Equal(PathVerdict.Reachable, path.Verdict);

            var removed = (
                await aws.DoAsync(
                    new RemoveSpokeEndpoint(),
                    new RemoveSpokeEndpointRequest { Spoke = SpokeReference.To(path), Allowed = ValueList.Of("TrafficUnknown") }
                )
            ).Result<RemovedEndpoint>();
            Assert.Equal(own.Id, removed.VpcEndpointId);
            Assert.Equal((own.SubnetIds, own.SecurityGroupIds), (removed.Before.SubnetIds, removed.Before.SecurityGroupIds));
            Assert.Null((await aws.ReadAllAsync()).Endpoints.Find(own.Id));
        });

    [Fact]
    public void The_network_after_a_run_equals_the_prediction() =>
        SimulatedAws.Run(async aws =>
        {
            var results = new List<Step>();
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr", "ecr.api"))).Result<Hub>();
            results.AddRange(hub.StepRecords.Read());
            var connected = (await aws.DoAsync(new ConnectSpoke(), Connect(aws, "dev", hub), Connect(aws, "stg", hub))).Results<SpokeConnection>();
            var zoned = (await aws.DoAsync(new AddPrivateZone(), [.. connected.Select(Zones)])).Results<SpokeConnection>();
            var cutOver = (await aws.DoAsync(new CutOver(), [.. zoned.Select(Cut)])).Results<SpokeConnection>();
            results.AddRange(cutOver.SelectMany(spoke => spoke.StepRecords.Read()));

            var predicted = aws.Seed.After(StepTrail.Distinct(results));
            var real = await aws.ReadAllAsync();

            Assert.Equal(predicted.Peerings, real.Peerings);
            Assert.Equal(predicted.RouteTables, real.RouteTables);
            Assert.Equal(Unnumbered(predicted.SecurityGroups), Unnumbered(real.SecurityGroups));
            Assert.Equal(Named(predicted), Named(real));
            Assert.Equal(predicted.Zones.Select(zone => zone with { Records = null }), real.Zones.Select(zone => zone with { Records = null }));
        });

    [Fact]
    public void A_second_run_changes_nothing() =>
        SimulatedAws.Run(async aws =>
        {
            async Task JobAsync()
            {
                var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"))).Result<Hub>();
                var spoke = (await aws.DoAsync(new ConnectSpoke(), Connect(aws, "dev", hub))).Result<SpokeConnection>();
                spoke = (await aws.DoAsync(new AddPrivateZone(), Zones(spoke))).Result<SpokeConnection>();
                spoke = (await aws.DoAsync(new CutOver(), Cut(spoke))).Result<SpokeConnection>();
                (
                    await aws.DoAsync(
                        new RemoveSpokeEndpoint(),
                        new RemoveSpokeEndpointRequest { Spoke = SpokeReference.To(spoke), Allowed = ValueList.Of("TrafficUnknown") }
                    )
                ).Results<RemovedEndpoint>();
            }

            await JobAsync();
            Assert.NotEmpty(aws.NewMutations());

            await JobAsync();
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void A_dry_run_changes_nothing_and_shows_the_steps_of_the_run() =>
        SimulatedAws.Run(async aws =>
        {
            var dryRunSteps = await StepsAsync(aws, isDryRun: true);
            Assert.Empty(aws.NewMutations());

            var taken = await StepsAsync(aws, isDryRun: false);

            Assert.Equal(dryRunSteps.Select(Shape), taken.Select(Shape));
        });

    [Fact]
    public void Projected_objects_are_marked_and_make_the_next_command_a_dry_run() =>
        SimulatedAws.Run(async aws =>
        {
            var dryRun = new RecordingOperator { IsDryRun = true };
            var hub = (await aws.DoAsync(dryRun, new NewHub(), CancellationToken.None, aws.Hub("ecr.dkr"))).Result<Hub>();

            var spoke = (await aws.DoAsync(new ConnectSpoke(), Connect(aws, "dev", hub))).Result<SpokeConnection>();

            Assert.True(hub.IsProjected && spoke.IsProjected);
            Assert.True(SymbolicId.Is(hub.Endpoints[0].VpcEndpointId));
            Assert.True(SymbolicId.Is(spoke.VpcPeeringConnectionId!));
            Assert.Empty(aws.NewMutations());
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_dry_run_continues_from_an_old_object_as_a_run_does(bool isDryRun) =>
        SimulatedAws.Run(async aws =>
        {
            var who = new RecordingOperator { IsDryRun = isDryRun };
            var hub = (await aws.DoAsync(who, new NewHub(), CancellationToken.None, aws.Hub("ecr.dkr"))).Result<Hub>();
            await aws.DoAsync(
                who,
                new AddPrivateZone(),
                CancellationToken.None,
                new AddPrivateZoneRequest { Record = hub, Hub = HubReference.To(hub) }
            );
            await aws.DoAsync(who, new ConnectSpoke(), CancellationToken.None, aws.Connect("dev", hub));
            var spoke = who.Emitted.OfType<SpokeConnection>().Single();

            await aws.DoAsync(who, new CutOver(), CancellationToken.None, new CutOverRequest { Record = spoke, Spoke = SpokeReference.To(spoke) });
            var moved = who.Emitted.OfType<SpokeConnection>().Last();
            await aws.DoAsync(who, new TestPath(), CancellationToken.None, new TestPathRequest { Record = moved, Spoke = SpokeReference.To(moved) });
            await aws.DoAsync(
                who,
                new RemoveSpokeEndpoint(),
                CancellationToken.None,
                new RemoveSpokeEndpointRequest
                {
                    Record = spoke,
                    Spoke = SpokeReference.To(spoke),
                    Allowed = ValueList.Of("TrafficUnknown"),
                }
            );

            Assert.Empty(who.Failures.Select(failure => failure.Problem.ToString()));
            Assert.Equal(SpokeStage.CutOver, moved.Stage);
            Assert.DoesNotContain(who.Warnings, warning => warning.Contains("dry run", StringComparison.Ordinal));
            var removed = Assert.Single(who.Emitted.OfType<RemovedEndpoint>());
            Assert.Equal(aws.OwnEndpoint("dev", SimulatedAws.EcrDkr).Id, removed.Before.Id);
            var path = Assert.Single(who.Emitted.OfType<EndpointPath>());
            Assert.Equal((PathVerdict.Reachable, isDryRun, isDryRun), (path.Verdict, path.IsProjected, removed.IsProjected));
            Assert.Equal(isDryRun, aws.NewMutations().Count == 0);
        });

    [Fact]
    public void A_dry_run_on_a_real_object_does_not_affect_a_later_run() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            var dryRun = new RecordingOperator { IsDryRun = true };
            await aws.DoAsync(dryRun, new CutOver(), CancellationToken.None, new CutOverRequest { Record = spoke, Spoke = SpokeReference.To(spoke) });
            await aws.DoAsync(
                dryRun,
                new RemoveSpokeEndpoint(),
                CancellationToken.None,
                new RemoveSpokeEndpointRequest
                {
                    Record = spoke,
                    Spoke = SpokeReference.To(spoke),
                    Allowed = ValueList.Of("TrafficUnknown"),
                }
            );
            Assert.True(Assert.Single(dryRun.Emitted.OfType<RemovedEndpoint>()).IsProjected);
            Assert.Equal(
                [$"{spoke.VpcId} is not cut over. This dry run assumes that Disable-EndpointPrivateDns cuts it over first."],
                dryRun.Warnings
            );

            var who = await aws.DoAsync(
                new RemoveSpokeEndpoint(),
                new RemoveSpokeEndpointRequest
                {
                    Record = spoke,
                    Spoke = SpokeReference.To(spoke),
                    Allowed = ValueList.Of("TrafficUnknown"),
                }
            );

            Assert.Equal("StillInUse", Assert.Single(who.Failures).Problem.Code);
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void A_projected_object_is_refused_after_the_network_has_changed() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            var dryRun = new RecordingOperator { IsDryRun = true };
            var moved = (await aws.DoAsync(dryRun, new CutOver(), CancellationToken.None, Cut(spoke))).Result<SpokeConnection>();
            var own = aws.OwnEndpoint("dev", SimulatedAws.EcrDkr);

            // The endpoint is deleted outside the module. The object still contains steps for it.
            await aws.Access.Spoke.Ec2.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [own.Id] });
            await EndpointHub.Aws.Pacing.ClockDelay.DelayAsync(aws.Clock, TimeSpan.FromMinutes(5), CancellationToken.None);
            var refused = await Assert.ThrowsAsync<EndpointHubException>(() =>
                aws.DoAsync(dryRun, new TestPath(), CancellationToken.None, new TestPathRequest { Spoke = SpokeReference.To(moved) })
            );

            Assert.Equal("DryRunOutdated", refused.Problem.Code);
            Assert.StartsWith(own.Id, refused.Problem.Resource, StringComparison.Ordinal);
        });

    [Fact]
    public void A_removal_that_was_executed_after_a_dry_run_is_not_predicted_again() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            var dryRun = new RecordingOperator { IsDryRun = true };
            await aws.DoAsync(new CutOver(), new CutOverRequest { Record = spoke, Spoke = SpokeReference.To(spoke) });
            foreach (var who in new[] { dryRun, new RecordingOperator() })
            {
                await aws.DoAsync(
                    who,
                    new RemoveSpokeEndpoint(),
                    CancellationToken.None,
                    new RemoveSpokeEndpointRequest
                    {
                        Record = spoke,
                        Spoke = SpokeReference.To(spoke),
                        Allowed = ValueList.Of("TrafficUnknown"),
                    }
                );
            }

            await aws.DoAsync(
                dryRun,
                new TestPath(),
                CancellationToken.None,
                new TestPathRequest { Record = spoke, Spoke = SpokeReference.To(spoke) }
            );

            Assert.Empty(dryRun.Failures);
            Assert.Equal(PathVerdict.Reachable, Assert.Single(dryRun.Emitted.OfType<EndpointPath>()).Verdict);
        });

    [Fact]
    public void Invalid_step_records_are_refused_for_their_object_only() =>
        SimulatedAws.Run(async aws =>
        {
            var spokes = await aws.PreparedAsync(["dev", "stg"], "ecr.dkr");
            var who = new RecordingOperator { IsDryRun = true };
            var moved = (await aws.DoAsync(who, new CutOver(), CancellationToken.None, [.. spokes.Select(Cut)])).Results<SpokeConnection>();
            var tampered = moved[0] with { StepRecords = moved[0].StepRecords.With("v1 DeleteEverything Location=here") };

            who = await aws.DoAsync(
                new RecordingOperator { IsDryRun = true },
                new RemoveSpokeEndpoint(),
                CancellationToken.None,
                [
                    .. new[] { tampered, moved[1] }.Select(spoke => new RemoveSpokeEndpointRequest
                    {
                        Record = spoke,
                        Spoke = SpokeReference.To(spoke),
                        Allowed = ValueList.Of("TrafficUnknown"),
                    }),
                ]
            );

            var (problem, target) = Assert.Single(who.Failures);
            Assert.Equal(("StepRecordMalformed", tampered.VpcId), (problem.Code, problem.Resource));
            Assert.Same(tampered, target);
            Assert.DoesNotContain("DeleteEverything", problem.ToString(), StringComparison.Ordinal);
            Assert.Equal(moved[1].VpcId, Assert.Single(who.Emitted.OfType<RemovedEndpoint>()).VpcId);
        });

    [Fact]
    public void Step_records_of_a_projected_object_are_never_executed() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            var moved = (
                await aws.DoAsync(new RecordingOperator { IsDryRun = true }, new CutOver(), CancellationToken.None, Cut(spoke))
            ).Result<SpokeConnection>();

            // A run without WhatIf, with the projected object and with a copy whose IsProjected is false.
            var projected = await aws.DoAsync(
                new RemoveSpokeEndpoint(),
                new RemoveSpokeEndpointRequest { Spoke = SpokeReference.To(moved), Allowed = ValueList.Of("TrafficUnknown") }
            );
            var claimed = await aws.DoAsync(
                new RemoveSpokeEndpoint(),
                new RemoveSpokeEndpointRequest
                {
                    Spoke = SpokeReference.To(moved with { IsProjected = false }),
                    Allowed = ValueList.Of("TrafficUnknown"),
                }
            );

            Assert.True(projected.Result<RemovedEndpoint>().IsProjected);
            Assert.Equal("StillInUse", Assert.Single(claimed.Failures).Problem.Code);
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void A_dry_run_can_start_in_the_middle_of_a_migration() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"))).Result<Hub>();
            var real = (await aws.DoAsync(new ConnectSpoke(), Connect(aws, "dev", hub))).Result<SpokeConnection>();
            aws.NewCalls();
            var who = new RecordingOperator { IsDryRun = true };

            var zoned = (await aws.DoAsync(who, new AddPrivateZone(), CancellationToken.None, Zones(real))).Results<SpokeConnection>()[^1];
            var cutOver = (SpokeConnection)(await aws.DoAsync(who, new CutOver(), CancellationToken.None, Cut(zoned))).Emitted[^1];
            await aws.DoAsync(who, new TestPath(), CancellationToken.None, new TestPathRequest { Spoke = SpokeReference.To(cutOver) });

            Assert.Empty(who.Failures);
            Assert.Equal(SpokeStage.CutOver, cutOver.Stage);
            Assert.DoesNotContain(cutOver.StepRecords.Read(), step => step is RequestPeering or CreateEndpoint);
            Assert.Equal(PathVerdict.Reachable, Assert.IsType<EndpointPath>(who.Emitted[^1]).Verdict);
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void Hubs_are_found_again_by_their_tags() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));

            var hub = (await aws.DoAsync(new GetHub(), new GetHubRequest { Name = "shared" })).Result<Hub>();

            Assert.Equal((spoke.HubVpcId, SimulatedAws.EcrDkr), (hub.HubVpcId, Assert.Single(hub.Endpoints).ServiceName));
            Assert.Equal([spoke.VpcId], hub.SpokeVpcIds);
            Assert.Contains("dkr.ecr.ap-northeast-1.amazonaws.com", hub.Zones.Select(zone => zone.Name));
        });

    private static ConnectSpokeRequest Connect(SimulatedAws aws, string name, Hub hub) => aws.Connect(name, hub);

    private static AddPrivateZoneRequest Zones(SpokeConnection spoke) =>
        new() { Spoke = SpokeReference.To(spoke), Hub = SpokeReference.To(spoke).Hub! };

    private static CutOverRequest Cut(SpokeConnection spoke) => new() { Spoke = SpokeReference.To(spoke) };

    private static async Task<IReadOnlyList<Step>> StepsAsync(SimulatedAws aws, bool isDryRun)
    {
        var who = new RecordingOperator { IsDryRun = isDryRun };
        var hub = (await aws.DoAsync(who, new NewHub(), CancellationToken.None, aws.Hub("ecr.dkr"))).Emitted.OfType<Hub>().Single();
        var spoke = (await aws.DoAsync(who, new ConnectSpoke(), CancellationToken.None, Connect(aws, "dev", hub)))
            .Emitted.OfType<SpokeConnection>()
            .Last();
        spoke = (await aws.DoAsync(who, new AddPrivateZone(), CancellationToken.None, Zones(spoke))).Emitted.OfType<SpokeConnection>().Last();
        spoke = (await aws.DoAsync(who, new CutOver(), CancellationToken.None, Cut(spoke))).Emitted.OfType<SpokeConnection>().Last();
        Assert.Equal(isDryRun, spoke.IsProjected);
        await aws.DoAsync(
            who,
            new RemoveSpokeEndpoint(),
            CancellationToken.None,
            new RemoveSpokeEndpointRequest { Spoke = SpokeReference.To(spoke), Allowed = ValueList.Of("TrafficUnknown") }
        );
        Assert.Empty(who.Failures);
        return [.. who.AskedSteps];
    }

    // Ids differ between a dry run and a run. The actions and resource types do not.
    private static string Shape(Step step) => $"{step.Action} {step.Location}";

    private static IEnumerable<SecurityGroup> Unnumbered(IEnumerable<SecurityGroup> groups) =>
        groups.OrderBy(group => group.Id, StringComparer.Ordinal);

    private static IEnumerable<string> Named(NetworkSnapshot network) =>
        network.Endpoints.Select(endpoint =>
            $"{endpoint.Id} {endpoint.ServiceName} {endpoint.State} {endpoint.PrivateDnsEnabled} {endpoint.PrivateNames} {endpoint.SecurityGroupIds} {endpoint.Tags}"
        );
}
