using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Operations;

/// <summary>Services whose clients can use ports that the hub does not allow.</summary>
public sealed class PortTests
{
    private const string Kms = "com.amazonaws.ap-northeast-1.kms";

    [Fact]
    public void An_endpoint_that_allows_other_ports_is_kept_unless_forced() =>
        SimulatedAws.Run(async aws =>
        {
            var own = aws.OwnEndpoint("dev", Kms);
            await aws.Access.Spoke.Ec2.AuthorizeSecurityGroupIngressAsync(
                new()
                {
                    GroupId = own.SecurityGroupIds[0],
                    IpPermissions =
                    [
                        new()
                        {
                            IpProtocol = "tcp",
                            FromPort = 8883,
                            ToPort = 8883,
                            Ipv4Ranges = [new() { CidrIp = "10.2.0.0/16" }],
                        },
                    ],
                }
            );
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "kms"));

            var refused = await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(spoke) });

            var problem = Assert.Single(refused.Failures).Problem;
            Assert.Equal(("PortsUnknown", own.Id), (problem.Code, problem.Resource));
            Assert.Contains("tcp/8883", problem.Reason, StringComparison.Ordinal);
            Assert.Contains("-Allow PortsUnknown", problem.Advice, StringComparison.Ordinal);
            Assert.Empty(aws.NewMutations());

            var allowed = await aws.DoAsync(
                new CutOver(),
                new CutOverRequest { Spoke = SpokeReference.To(spoke), Allowed = ValueList.Of("PortsUnknown") }
            );

            Assert.Equal(SpokeStage.CutOver, allowed.Result<SpokeConnection>().Stage);
            Assert.Equal(["PortsUnknown"], allowed.Result<SpokeConnection>().Allowed);
            Assert.Contains(allowed.Warnings, warning => warning.Contains("tcp/8883", StringComparison.Ordinal));
        });

    [Fact]
    public void Connecting_a_spoke_with_other_ports_warns_and_a_rerun_reports_what_exists() =>
        SimulatedAws.Run(async aws =>
        {
            await aws.Access.Spoke.Ec2.AuthorizeSecurityGroupIngressAsync(
                new()
                {
                    GroupId = aws.OwnEndpoint("dev", Kms).SecurityGroupIds[0],
                    IpPermissions =
                    [
                        new()
                        {
                            IpProtocol = "tcp",
                            FromPort = 8883,
                            ToPort = 8883,
                            Ipv4Ranges = [new() { CidrIp = "10.2.0.0/16" }],
                        },
                    ],
                }
            );
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("kms"))).Result<Hub>();

            var first = await aws.DoAsync(new ConnectSpoke(), aws.Connect("dev", hub));
            var second = await aws.DoAsync(new ConnectSpoke(), aws.Connect("dev", hub));

            Assert.Contains("tcp/8883", Assert.Single(first.Warnings), StringComparison.Ordinal);
            Assert.DoesNotContain(first.Told, sentence => sentence.EndsWith(" already.", StringComparison.Ordinal));
            foreach (var part in new[] { "pcx-", "rtb-", "sg-" })
            {
                Assert.Contains(
                    second.Told,
                    sentence => sentence.StartsWith(part, StringComparison.Ordinal) && sentence.Contains(" already", StringComparison.Ordinal)
                );
            }
        });
}
