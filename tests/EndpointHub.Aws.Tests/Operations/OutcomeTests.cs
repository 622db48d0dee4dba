using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Sandbox.Http;

namespace EndpointHub.AwsTests.Operations;

/// <summary>An error names the call that failed and what is true now, and what has moved is returned.</summary>
public sealed class OutcomeTests
{
    private const string Apex = "dkr.ecr.ap-northeast-1.amazonaws.com";
    private const string Client = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com";

    [Fact]
    public void A_refused_GetChange_after_the_association_is_not_reported_as_its_refusal() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            aws.Sandbox.SetFaults([new FaultRule("GetChange", "AccessDenied", Status: 403, Times: 1000)]);

            var who = await aws.DoAsync(new CutOver(), Cut(spoke));

            var problem = Assert.Single(who.Failures).Problem;
            Assert.Equal("NotConfirmed", problem.Code);
            Assert.StartsWith("the names of ", problem.Reason, StringComparison.Ordinal);
            Assert.Contains(Apex, problem.Reason.Split(" may still")[0], StringComparison.Ordinal);
            Assert.Contains("may still have no private answer", problem.Reason, StringComparison.Ordinal);
            Assert.Contains("route53:GetChange", problem.Reason, StringComparison.Ordinal);
            Assert.DoesNotContain("Nothing", $"{problem} {problem.Advice}", StringComparison.Ordinal);
            Assert.Matches("^aws route53 get-change --id C[A-Z0-9]+ --region ap-northeast-1$", problem.Command);
            Assert.Equal("123456789012", aws.Sandbox.Resolve(spoke.VpcId, Client).Owner);
            var moved = Assert.IsType<SpokeConnection>(Assert.Single(who.Emitted));
            Assert.Equal(SpokeStage.CutOver, moved.Stage);
            Assert.All(moved.CutoverWindows, window => Assert.Null(window.Seconds));
            Assert.Contains(moved.CutoverWindows, window => window.ZoneName == Apex);
        });

    [Fact]
    public void A_refused_look_at_the_endpoint_leaves_the_measured_windows() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            await FailLooksAsync(aws, new CutOver(), Cut(spoke));

            var who = await aws.DoAsync(new CutOver(), Cut(spoke));

            var problem = Assert.Single(who.Failures).Problem;
            var own = aws.OwnEndpoint("dev", SimulatedAws.EcrDkr).Id;
            Assert.Equal(("NotConfirmed", own), (problem.Code, problem.Resource));
            Assert.Contains("ec2:DescribeVpcEndpoints", problem.Reason, StringComparison.Ordinal);
            Assert.Contains($"resolve to the hub in {spoke.VpcId}.", problem.Reason, StringComparison.Ordinal);
            Assert.Equal($"aws ec2 describe-vpc-endpoints --vpc-endpoint-ids {own} --region ap-northeast-1", problem.Command);
            var moved = Assert.IsType<SpokeConnection>(Assert.Single(who.Emitted));
            Assert.All(moved.CutoverWindows, window => Assert.True(window.Seconds > 0));
            aws.Sandbox.SetFaults([]);
            (await aws.DoAsync(new CutOver(), Cut(spoke))).Result<SpokeConnection>();
        });

    [Fact]
    public void A_refused_look_after_a_reversal_returns_the_spoke() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            (await aws.DoAsync(new CutOver(), Cut(spoke))).Result<SpokeConnection>();
            var back = new RevertCutoverRequest { Spoke = SpokeReference.To(spoke) };
            await FailLooksAsync(aws, new RevertCutover(), back);

            var who = await aws.DoAsync(new RevertCutover(), back);

            var problem = Assert.Single(who.Failures).Problem;
            Assert.Equal("NotConfirmed", problem.Code);
            Assert.Contains("ec2:DescribeVpcEndpoints", problem.Reason, StringComparison.Ordinal);
            Assert.All(Assert.IsType<SpokeConnection>(Assert.Single(who.Emitted)).CutoverWindows, window => Assert.Null(window.ClosedAt));
            aws.Sandbox.SetFaults([]);
            (await aws.DoAsync(new RevertCutover(), back)).Result<SpokeConnection>();
            Assert.Equal("vpce.amazonaws.com", aws.Sandbox.Resolve(spoke.VpcId, Client).Owner);
        });

    [Fact]
    public void A_refused_second_association_is_named_and_the_gap_is_said() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            aws.Sandbox.SetFaults([new FaultRule("AssociateVPCWithHostedZone", "LimitsExceeded", Nth: 2, Times: 1000)]);

            var problem = Assert.Single((await aws.DoAsync(new CutOver(), Cut(spoke))).Failures).Problem;

            var associated = aws.Sandbox.Requests.Where(call => call.Action == "AssociateVPCWithHostedZone").ToList();
            var second = (await aws.ReadAllAsync()).Zones.Single(zone =>
                associated.Single(call => call.Error == "LimitsExceeded").Parameters.Any(parameter => parameter.Value == zone.Id)
            );
            Assert.Equal("CutoverTakenBack", problem.Code);
            Assert.Contains(
                $"The cause: {second.Name} {spoke.VpcId}: route53:AssociateVPCWithHostedZone was refused by AWS with LimitsExceeded",
                problem.Reason,
                StringComparison.Ordinal
            );
            Assert.Contains(
                $"resolve to {aws.OwnEndpoint("dev", SimulatedAws.EcrDkr).Id} in {spoke.VpcId}",
                problem.Reason,
                StringComparison.Ordinal
            );
            Assert.Matches(@"may have had no private answer for [1-9][\d.]* s\.", problem.Reason);
        });

    [Fact]
    public void Where_neither_way_works_every_dead_name_and_every_command_is_given() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr", "ecr.api"));
            aws.Sandbox.SetFaults([
                new FaultRule("AssociateVPCWithHostedZone", "LimitsExceeded", Times: 1000),
                new FaultRule("ModifyVpcEndpoint", "UnauthorizedOperation", Status: 403, Nth: 3, Times: 1000),
            ]);

            var who = await aws.DoAsync(new CutOver(), Cut(spoke));

            var problem = Assert.Single(who.Failures).Problem;
            var zones = (await aws.ReadAllAsync()).Zones.Select(zone => zone.Name).ToList();
            Assert.Equal(("CutoverStuck", spoke.VpcId), (problem.Code, problem.Resource));
            Assert.True(zones.Count >= 4);
            Assert.All(zones, zone => Assert.Contains(zone, problem.Reason.Split(" have no private answer")[0], StringComparison.Ordinal));
            Assert.All(
                [SimulatedAws.EcrDkr, SimulatedAws.EcrApi],
                service =>
                    Assert.Contains(
                        $"aws ec2 modify-vpc-endpoint --vpc-endpoint-id {aws.OwnEndpoint("dev", service).Id} --private-dns-enabled --region ap-northeast-1",
                        problem.Command,
                        StringComparison.Ordinal
                    )
            );
            Assert.Empty(aws.Sandbox.Resolve(spoke.VpcId, Client).Addresses);
            Assert.Empty(who.Emitted);
            aws.Sandbox.SetFaults([]);
            Assert.Equal(SpokeStage.CutOver, (await aws.DoAsync(new CutOver(), Cut(spoke))).Result<SpokeConnection>().Stage);
        });

    [Fact]
    public void A_connection_whose_second_call_is_refused_says_what_was_made() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"))).Result<Hub>();
            aws.Sandbox.SetFaults([new FaultRule("AcceptVpcPeeringConnection", "UnauthorizedOperation", Status: 403)]);

            var problem = Assert.Single((await aws.DoAsync(new ConnectSpoke(), aws.Connect("dev", hub))).Failures).Problem;

            Assert.Equal("NotPermitted", problem.Code);
            Assert.Contains("ec2:AcceptVpcPeeringConnection", problem.Reason, StringComparison.Ordinal);
            Assert.Contains("Made before: ", problem.Reason, StringComparison.Ordinal);

            aws.Sandbox.SetFaults([new FaultRule("CreateSecurityGroup", "UnauthorizedOperation", Status: 403)]);
            var nothing = Assert.Single((await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr") with { Name = "other" })).Failures).Problem;
            Assert.EndsWith("None of its changes was made.", nothing.Reason, StringComparison.Ordinal);
        });

    [Fact]
    public void The_record_of_a_deleted_endpoint_is_returned_even_if_its_end_cannot_be_read() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            (await aws.DoAsync(new CutOver(), Cut(spoke))).Result<SpokeConnection>();
            var own = aws.OwnEndpoint("dev", SimulatedAws.EcrDkr).Id;
            var reads = await CountReadsAsync(aws, new RemoveSpokeEndpoint(), Removal(spoke));
            aws.Sandbox.SetFaults([new FaultRule("DescribeVpcEndpoints", "UnauthorizedOperation", Status: 403, Nth: (2 * reads) + 1, Times: 1000)]);

            var who = await aws.DoAsync(new RemoveSpokeEndpoint(), Removal(spoke));

            Assert.Contains("DeleteVpcEndpoints", aws.NewMutations());
            Assert.Equal("NotConfirmed", Assert.Single(who.Failures).Problem.Code);
            Assert.Equal(own, Assert.IsType<RemovedEndpoint>(Assert.Single(who.Emitted)).VpcEndpointId);
        });

    private static CutOverRequest Cut(SpokeConnection spoke) => new() { Spoke = SpokeReference.To(spoke) };

    private static RemoveSpokeEndpointRequest Removal(SpokeConnection spoke) =>
        new() { Spoke = SpokeReference.To(spoke), Allowed = ValueList.Of("TrafficUnknown") };

    // The command reads the endpoints before it changes anything. Later reads are refused.
    private static async Task FailLooksAsync<TRequest>(SimulatedAws aws, Operation<TRequest> operation, TRequest request)
        where TRequest : OperationRequest
    {
        var reads = await CountReadsAsync(aws, operation, request);
        aws.Sandbox.SetFaults([new FaultRule("DescribeVpcEndpoints", "UnauthorizedOperation", Status: 403, Nth: reads + 1, Times: 1000)]);
    }

    private static async Task<int> CountReadsAsync<TRequest>(SimulatedAws aws, Operation<TRequest> operation, TRequest request)
        where TRequest : OperationRequest
    {
        aws.NewCalls();
        await aws.DoAsync(new RecordingOperator { IsDryRun = true }, operation, CancellationToken.None, request);
        return aws.NewCalls().Count(call => call.Action == "DescribeVpcEndpoints");
    }
}
