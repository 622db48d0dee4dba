using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Pacing;
using EndpointHub.Planning;
using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Operations;

/// <summary>The cut-over on the sandbox: the DNS answers at every moment, and the network after an incomplete cut-over.</summary>
public sealed class CutoverTests
{
    private const string Apex = "dkr.ecr.ap-northeast-1.amazonaws.com";
    private const string Client = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com";

    [Fact]
    public void Names_resolve_at_all_times_outside_the_reported_gaps() =>
        SimulatedAws.Run(async aws =>
        {
            var prepared = await aws.PreparedAsync(["dev", "stg"], "ecr.dkr", "ecr.api", "logs");
            var begin = aws.Sandbox.Now;
            var ahead = begin - aws.Clock.GetUtcNow(); // The sandbox's clock was advanced to let the landscape settle.

            var spokes = (await aws.DoAsync(new CutOver(), [.. prepared.Select(Cut)])).Results<SpokeConnection>();

            var names = spokes[0].CutoverWindows.Select(window => window.ZoneName).Append(Client).ToList();
            Assert.True(names.Count > 6);
            foreach (var spoke in spokes)
            {
                foreach (var name in names)
                {
                    var window = spoke.CutoverWindows.Single(one =>
                        name.EndsWith(one.ZoneName, StringComparison.Ordinal) && Zone(name) == one.ZoneName
                    );
                    var gaps = aws
                        .Sandbox.DnsHistory(spoke.VpcId, name)
                        .Where(interval => interval.Answer.Addresses.Count == 0 && (interval.To ?? begin) > begin);
                    Assert.All(
                        gaps,
                        gap => Assert.True(gap.From >= window.OpenedAt + ahead && gap.To <= window.ClosedAt + ahead, $"{name} {gap} outside {window}")
                    );
                    Assert.Equal("123456789012", aws.Sandbox.Resolve(spoke.VpcId, name).Owner);
                }
            }
        });

    [Fact]
    public void The_gap_is_hardly_longer_than_the_propagation_of_Route_53() =>
        SimulatedAws.Run(
            async aws =>
            {
                var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
                var begin = aws.Sandbox.Now;

                (await aws.DoAsync(new CutOver(), Cut(spoke))).Result<SpokeConnection>();

                var gap = aws
                    .Sandbox.DnsHistory(spoke.VpcId, Client)
                    .Where(interval => interval.From > begin && interval.Answer.Addresses.Count == 0)
                    .Sum(interval => (interval.To!.Value - interval.From).TotalSeconds);
                Assert.InRange(gap, 5, 7);
            },
            options =>
                options with
                {
                    Durations = options.Durations with { ZoneChange = new(5, 5), PrivateDnsGone = new(40, 40), EndpointModified = new(90, 90) },
                }
        );

    [Fact]
    public void A_refused_association_leaves_the_spoke_unchanged() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            var before = await aws.ReadAllAsync();
            aws.Sandbox.SetFaults([new FaultRule("AssociateVPCWithHostedZone", "LimitsExceeded", Nth: 2, Times: 1000)]);

            var who = await aws.DoAsync(new CutOver(), Cut(spoke));

            Assert.Equal("CutoverTakenBack", Assert.Single(who.Failures).Problem.Code);
            Assert.Empty(who.Emitted);
            Assert.Equal("vpce.amazonaws.com", aws.Sandbox.Resolve(spoke.VpcId, Client).Owner);
            var after = await aws.ReadAllAsync();
            Assert.Equal(before.Endpoints, after.Endpoints);
            Assert.Equal(before.Zones, after.Zones);
        });

    [Fact]
    public void A_zone_that_is_never_removed_times_out_after_two_minutes() =>
        SimulatedAws.Run(
            async aws =>
            {
                var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
                var begin = aws.Clock.GetUtcNow();

                var who = await aws.DoAsync(new CutOver(), Cut(spoke));

                Assert.Equal("CutoverTakenBack", Assert.Single(who.Failures).Problem.Code);
                Assert.InRange((aws.Clock.GetUtcNow() - begin).TotalSeconds, 120, 360);
                Assert.True((await aws.ReadAllAsync()).Endpoints[aws.OwnEndpoint("dev", SimulatedAws.EcrDkr).Id].PrivateDnsEnabled);
            },
            options => options with { Durations = options.Durations with { PrivateDnsGone = new(3600, 3600), EndpointModified = new(1, 1) } }
        );

    [Fact]
    public void A_stop_during_the_cut_over_takes_effect_after_the_association() =>
        SimulatedAws.Run(
            async aws =>
            {
                var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
                using var stop = new Deadline(aws.Clock, TimeSpan.FromSeconds(10));
                var who = new RecordingOperator();

                await aws.DoAsync(who, new CutOver(), stop.Token, Cut(spoke));

                Assert.True(stop.HasPassed);
                Assert.Equal(SpokeStage.CutOver, who.Result<SpokeConnection>().Stage);
                Assert.Equal("123456789012", aws.Sandbox.Resolve(spoke.VpcId, Client).Owner);
            },
            options => options with { Durations = options.Durations with { PrivateDnsGone = new(30, 30) } }
        );

    [Fact]
    public void A_stop_before_the_first_call_changes_nothing() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            using var stop = new Deadline(aws.Clock, TimeSpan.FromSeconds(0.1));

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                aws.DoAsync(new RecordingOperator(), new CutOver(), stop.Token, Cut(spoke))
            );

            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void A_path_that_is_not_proven_prevents_the_cut_over() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            var hubTable = (await aws.ReadAllAsync()).RouteTables.First(table =>
                table.VpcId == aws.Vpc("shared") && table.Routes.Any(route => route.Target.Kind == RouteTargetKind.Peering)
            );
            await aws.Access.Hub.Ec2.DeleteRouteAsync(new() { RouteTableId = hubTable.Id, DestinationCidrBlock = "10.2.0.0/16" });
            aws.NewCalls();

            var who = await aws.DoAsync(new CutOver(), Cut(spoke));

            Assert.Equal("PathNotProven", Assert.Single(who.Failures).Problem.Code);
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void Private_DNS_of_a_single_endpoint_is_only_disabled() =>
        SimulatedAws.Run(async aws =>
        {
            var own = aws.OwnEndpoint("stg", SimulatedAws.EcrApi);

            var who = await aws.DoAsync(new CutOver(), new CutOverRequest { VpcEndpointId = own.Id });

            Assert.False(who.Result<Endpoint>().PrivateDnsEnabled);
            Assert.Equal(PlanUnitKind.PrivateDnsOff, Assert.Single(who.Asked).Kind);
            Assert.Equal(["ModifyVpcEndpoint"], aws.NewMutations());
        });

    private static CutOverRequest Cut(SpokeConnection spoke) => new() { Spoke = SpokeReference.To(spoke) };

    private static string Zone(string name) => name == Client ? Apex : name;
}
