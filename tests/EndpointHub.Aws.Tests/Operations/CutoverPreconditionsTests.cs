using Amazon.Runtime;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Sessions;

namespace EndpointHub.AwsTests.Operations;

/// <summary>No cut-over starts with credentials that expire too early, or on a host inside the spoke.</summary>
public sealed class CutoverPreconditionsTests
{
    private const string Ec2 = "com.amazonaws.ap-northeast-1.ec2";

    [Theory]
    [InlineData(14, false)]
    [InlineData(16, true)]
    public void Credentials_that_expire_within_15_minutes_prevent_a_cut_over(int minutes, bool mayBegin) =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            using var access = await aws.OpenAsync(() => new StoredKeys("123456789012", "s", null, aws.Clock.GetUtcNow().AddMinutes(minutes)));

            var who = await SimulatedAws.DoAsync(access, new RecordingOperator(), new CutOver(), Cut(spoke));

            Assert.Equal(mayBegin ? [] : ["CredentialsExpire"], who.Failures.Select(failure => failure.Problem.Code));
            Assert.Equal(mayBegin, aws.NewMutations().Count > 0);
        });

    [Fact]
    public void Credentials_that_expire_while_the_call_is_queued_stop_it_before_any_change() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            var end = aws.Clock.GetUtcNow().AddMinutes(20);
            using var access = await aws.OpenAsync(() => new StoredKeys("123456789012", "s", null, end));
            var who = new RecordingOperator { Meanwhile = () => aws.Clock.DelayAsync(TimeSpan.FromMinutes(6), CancellationToken.None) };

            await SimulatedAws.DoAsync(access, who, new CutOver(), Cut(spoke));

            Assert.Equal("CredentialsExpire", Assert.Single(who.Failures).Problem.Code);
            Assert.DoesNotContain("ModifyVpcEndpoint", aws.NewMutations());
        });

    [Fact]
    public void A_spoke_that_is_already_cut_over_accepts_expiring_credentials() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            await aws.DoAsync(new CutOver(), Cut(spoke));
            using var access = await aws.OpenAsync(() => new StoredKeys("123456789012", "s", null, aws.Clock.GetUtcNow().AddMinutes(1)));

            Assert.Equal(
                SpokeStage.CutOver,
                (await SimulatedAws.DoAsync(access, new RecordingOperator(), new CutOver(), Cut(spoke))).Result<SpokeConnection>().Stage
            );
        });

    [Theory]
    [InlineData("dev", false, "HostInsideSpoke")]
    [InlineData("dev", true, null)]
    [InlineData("stg", false, null)]
    public void A_host_inside_the_spoke_does_not_cut_over_the_endpoints_that_it_uses(string hostVpc, bool reachesPublicApis, string? refused)
    {
        var inside = new Box();
        SimulatedAws.Run(
            async aws =>
            {
                inside.VpcId = aws.Vpc(hostVpc);
                var subnet = aws.SubnetsOf("dev")[0];
                await aws.Access.Spoke.Ec2.CreateVpcEndpointAsync(
                    new()
                    {
                        VpcId = aws.Vpc("dev"),
                        ServiceName = Ec2,
                        VpcEndpointType = Amazon.EC2.VpcEndpointType.Interface,
                        SubnetIds = [subnet],
                        PrivateDnsEnabled = true,
                    }
                );
                await aws.Clock.DelayAsync(TimeSpan.FromMinutes(10), CancellationToken.None);
                var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ec2", "logs"));

                var who = await aws.DoAsync(new CutOver(), Cut(spoke));

                Assert.Equal(refused is null ? [] : [refused], who.Failures.Select(failure => failure.Problem.Code));
                Assert.Equal(refused is null, aws.NewMutations().Count > 0);
            },
            host: new HostEnvironment
            {
                RoleOfHost = static _ => throw new AmazonClientException("none"),
                VpcOfHost = _ => Task.FromResult<string?>(inside.VpcId),
                ReachesPublicApis = _ => Task.FromResult(reachesPublicApis),
            }
        );
    }

    [Fact]
    public void Instance_metadata_that_never_responds_times_out_quickly() =>
        SimulatedAws.Run(
            async aws =>
            {
                var called = aws.OwnEndpoint("dev", SimulatedAws.EcrDkr) with { ServiceName = Ec2 };
                var before = aws.Clock.GetUtcNow();

                await CutoverPreconditions.CheckAsync(
                    aws.Access,
                    aws.Seed with
                    {
                        Endpoints = aws.Seed.Endpoints.With(called),
                    },
                    CancellationToken.None
                );

                Assert.Equal(3, (aws.Clock.GetUtcNow() - before).TotalSeconds);
            },
            host: new HostEnvironment { VpcOfHost = static _ => new TaskCompletionSource<string?>().Task }
        );

    private static CutOverRequest Cut(SpokeConnection spoke) => new() { Spoke = SpokeReference.To(spoke) };

    private sealed class Box
    {
        public string? VpcId { get; set; }
    }
}
