using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Pacing;
using EndpointHub.Planning;
using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Settings;

namespace EndpointHub.AwsTests.Operations;

/// <summary>The revert of a cut-over on the sandbox.</summary>
public sealed class RevertCutoverTests
{
    private const string Client = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com";

    [Fact]
    public void A_reverted_cut_over_restores_the_network_without_unreported_gaps() =>
        SimulatedAws.Run(async aws =>
        {
            var prepared = await aws.PreparedAsync(["dev", "stg"], "ecr.dkr", "kms", "logs");
            var before = await aws.ReadAllAsync();
            var moved = (
                await aws.DoAsync(new CutOver(), [.. prepared.Select(spoke => new CutOverRequest { Spoke = SpokeReference.To(spoke) })])
            ).Results<SpokeConnection>();
            var begin = aws.Sandbox.Now;
            var ahead = begin - aws.Clock.GetUtcNow();
            aws.NewCalls();

            var who = await aws.DoAsync(new RevertCutover(), [.. moved.Select(Back)]);

            var back = who.Results<SpokeConnection>();
            Assert.Equal(2, who.Asked.Count(unit => unit.Kind == PlanUnitKind.Return));
            Assert.All(back, spoke => Assert.Equal(SpokeStage.ZonesReady, spoke.Stage));
            var network = await aws.ReadAllAsync();
            Assert.Equal(before.Endpoints, network.Endpoints);
            Assert.Equal(before.Zones, network.Zones);
            foreach (var (spoke, window) in back.SelectMany(spoke => spoke.CutoverWindows.Select(window => (spoke, window))))
            {
                Assert.Equal("vpce.amazonaws.com", aws.Sandbox.Resolve(spoke.VpcId, window.ZoneName).Owner);
                var gaps = aws
                    .Sandbox.DnsHistory(spoke.VpcId, window.ZoneName)
                    .Where(interval => interval.Answer.Addresses.Count == 0 && (interval.To ?? begin) > begin);
                Assert.All(
                    gaps,
                    gap => Assert.True(gap.From >= window.OpenedAt + ahead && gap.To <= window.ClosedAt + ahead, $"{gap} outside {window}")
                );
            }

            Assert.Equal(14, back.Sum(spoke => spoke.CutoverWindows.Count));
            aws.NewCalls();
            (await aws.DoAsync(new RevertCutover(), [.. back.Select(Back)])).Results<SpokeConnection>();
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void A_reverted_name_has_a_gap_only_if_its_zone_is_removed_before_the_endpoint_settles() =>
        SimulatedAws.Run(
            async aws =>
            {
                var moved = await MovedAsync(aws, "ecr.dkr", "kms", "logs", "ssm", "ecr.api", "secretsmanager");
                var begin = aws.Sandbox.Now;

                var back = (await aws.DoAsync(new RevertCutover(), Back(moved))).Result<SpokeConnection>();

                // The zone is removed after 5 s and the endpoint resolves after 20 s. The names of each endpoint wait for nothing else.
                var gaps = back.CutoverWindows.Select(window =>
                    aws.Sandbox.DnsHistory(moved.VpcId, window.ZoneName)
                        .Where(interval => interval.From > begin && interval.Answer.Addresses.Count == 0)
                        .Sum(interval => (interval.To!.Value - interval.From).TotalSeconds)
                );
                Assert.All(gaps, gap => Assert.InRange(gap, 15, 18));
                Assert.DoesNotContain(aws.Sandbox.Requests, request => request.Error is "RequestLimitExceeded" or "Throttling");
            },
            options =>
                options with
                {
                    Throttles = true,
                    Durations = options.Durations with { ZoneChange = new(5, 5), EndpointModified = new(20, 20) },
                }
        );

    [Fact]
    public void A_dry_run_predicts_the_reverted_network_and_changes_nothing() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws, "ecr.dkr");
            aws.NewCalls();

            var projected = (
                await aws.DoAsync(new RecordingOperator { IsDryRun = true }, new RevertCutover(), CancellationToken.None, Back(moved))
            ).Result<SpokeConnection>();

            Assert.Empty(aws.NewMutations());
            Assert.Equal((SpokeStage.ZonesReady, true), (projected.Stage, projected.IsProjected));
            Assert.Equal(
                (await aws.DoAsync(new RevertCutover(), Back(moved)))
                    .Result<SpokeConnection>()
                    .StepRecords.Read()
                    .TakeLast(4)
                    .Select(step => step.Key),
                projected.StepRecords.Read().TakeLast(4).Select(step => step.Key)
            );
        });

    [Fact]
    public void A_refusal_to_enable_private_DNS_keeps_the_spoke_on_the_hub() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws, "ecr.dkr");
            var before = await aws.ReadAllAsync();
            aws.Sandbox.SetFaults([new FaultRule("ModifyVpcEndpoint", "OperationNotPermitted", Times: 1000)]);

            var who = await aws.DoAsync(new RevertCutover(), Back(moved));

            Assert.Equal("ReturnTakenBack", Assert.Single(who.Failures).Problem.Code);
            var after = await aws.ReadAllAsync();
            Assert.Equal(before.Zones, after.Zones);
            Assert.Equal(before.Endpoints, after.Endpoints);
            Assert.Equal("123456789012", aws.Sandbox.Resolve(moved.VpcId, Client).Owner);
        });

    [Fact]
    public void A_stop_during_the_revert_takes_effect_after_private_DNS_is_enabled() =>
        SimulatedAws.Run(
            async aws =>
            {
                var moved = await MovedAsync(aws, "ecr.dkr");
                using var stop = new Deadline(aws.Clock, TimeSpan.FromSeconds(5));
                var who = new RecordingOperator();

                await aws.DoAsync(who, new RevertCutover(), stop.Token, Back(moved));

                Assert.True(stop.HasPassed);
                Assert.Equal(SpokeStage.ZonesReady, who.Result<SpokeConnection>().Stage);
                Assert.Equal("vpce.amazonaws.com", aws.Sandbox.Resolve(moved.VpcId, Client).Owner);
            },
            options => options with { Durations = options.Durations with { EndpointModified = new(30, 30) } }
        );

    [Fact]
    public void A_spoke_with_a_removed_endpoint_is_not_reverted_unless_allowed() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws, "ecr.dkr");
            await aws.Access.Spoke.Ec2.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [aws.OwnEndpoint("dev", SimulatedAws.EcrDkr).Id] });
            aws.NewCalls();

            var who = await aws.DoAsync(new RevertCutover(), Back(moved));

            Assert.Equal("NoEndpointToReturnTo", Assert.Single(who.Failures).Problem.Code);
            Assert.Empty(aws.NewMutations());
            var allowed = (
                await aws.DoAsync(new RevertCutover(), Back(moved) with { Allowed = ValueList.Of("NoEndpointToReturnTo") })
            ).Result<SpokeConnection>();
            Assert.Equal(SpokeStage.ZonesReady, allowed.Stage);
            Assert.Equal(["NoEndpointToReturnTo"], allowed.Allowed);
            Assert.Equal("public", aws.Sandbox.Resolve(moved.VpcId, Client).Kind);
        });

    private static async Task<SpokeConnection> MovedAsync(SimulatedAws aws, params string[] services)
    {
        var prepared = Assert.Single(await aws.PreparedAsync(["dev"], services));
        return (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(prepared) })).Result<SpokeConnection>();
    }

    private static RevertCutoverRequest Back(SpokeConnection spoke) => new() { Spoke = SpokeReference.To(spoke) };
}
