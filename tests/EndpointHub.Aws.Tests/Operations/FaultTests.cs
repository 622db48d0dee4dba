using EndpointHub.Sandbox.Http;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Operations;

/// <summary>Every call can be throttled or refused, or lose its response. The module reads the network again and continues.</summary>
public sealed class FaultTests
{
    private static readonly string[] Mutations =
    [
        "CreateSecurityGroup",
        "CreateVpcEndpoint",
        "CreateVpcPeeringConnection",
        "AcceptVpcPeeringConnection",
        "CreateRoute",
        "AuthorizeSecurityGroupIngress",
        "CreateHostedZone",
        "ChangeResourceRecordSets",
        "CreateTags",
        "ModifyVpcEndpoint",
        "AssociateVPCWithHostedZone",
        "DeleteVpcEndpoints",
    ];

    [Fact]
    public void Losing_each_response_once_repeats_no_change() =>
        SimulatedAws.Run(async aws =>
        {
            aws.Sandbox.SetFaults(Mutations.Select(action => new FaultRule(action, DropsAnswer: true)));

            Assert.True(await aws.JobAsync("dev", "ecr.dkr"));

            await AssertDoneOnceAsync(aws);
        });

    [Fact]
    public void A_call_that_is_throttled_three_times_succeeds() =>
        SimulatedAws.Run(async aws =>
        {
            aws.Sandbox.SetFaults(
                Mutations.Select(action =>
                    action is "CreateHostedZone" or "ChangeResourceRecordSets" or "AssociateVPCWithHostedZone"
                        ? new FaultRule(action, "Throttling", Times: 3)
                        : new FaultRule(action, "RequestLimitExceeded", Status: 503, Times: 3)
                )
            );

            Assert.True(await aws.JobAsync("dev", "ecr.dkr"));

            await AssertDoneOnceAsync(aws);
        });

    [Fact]
    public void A_rerun_after_a_refused_call_continues_where_the_run_stopped() =>
        SimulatedAws.Run(async aws =>
        {
            aws.Sandbox.SetFaults(Mutations.Select(action => new FaultRule(action, "UnauthorizedOperation", Status: 403)));

            var runs = 1;
            while (!await aws.JobAsync("dev", "ecr.dkr"))
                Assert.InRange(++runs, 2, Mutations.Length + 1);

            Assert.True(runs > 3);
            await AssertDoneOnceAsync(aws);
        });

    [Fact]
    public void A_refused_call_reports_its_action_and_emits_no_object() =>
        SimulatedAws.Run(async aws =>
        {
            aws.Sandbox.SetFaults([new FaultRule("CreateVpcEndpoint", "UnauthorizedOperation", Status: 403)]);

            var who = await aws.DoAsync(new Aws.Operations.NewHub(), aws.Hub("ecr.dkr") with { Record = "the record" });

            var (problem, target) = Assert.Single(who.Failures);
            Assert.Equal("NotPermitted", problem.Code);
            Assert.Contains("CreateVpcEndpoint", problem.Reason, StringComparison.Ordinal);
            Assert.Equal("the record", target);
            Assert.Empty(who.Emitted);
        });

    [Fact]
    public void A_denied_read_is_reported_by_action_and_throws_no_sdk_exception() =>
        SimulatedAws.Run(async aws =>
        {
            aws.Sandbox.SetFaults([new FaultRule("DescribeRouteTables", "UnauthorizedOperation", Status: 403, Times: 100)]);

            var thrown = await Assert.ThrowsAsync<EndpointHubException>(() => aws.DoAsync(new Aws.Operations.NewHub(), aws.Hub("ecr.dkr")));

            Assert.Equal("NotPermitted", thrown.Problem.Code);
            Assert.Contains("DescribeRouteTables", thrown.Problem.Reason, StringComparison.Ordinal);
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void Reads_are_repeated_after_connection_failures() =>
        SimulatedAws.Run(async aws =>
        {
            string[] reads = ["DescribeVpcs", "DescribeSubnets", "DescribeVpcEndpoints", "ListHostedZonesByVPC", "GetHostedZone", "GetChange"];
            aws.Sandbox.SetFaults(reads.Select(action => new FaultRule(action, DropsAnswer: true)));

            Assert.True(await aws.JobAsync("dev", "ecr.dkr"));
        });

    private static async Task AssertDoneOnceAsync(SimulatedAws aws)
    {
        aws.Sandbox.SetFaults([]);
        var network = await aws.ReadAllAsync();
        Assert.Single(network.Peerings);
        Assert.Single(network.Endpoints, endpoint => endpoint.VpcId == aws.Vpc("shared") && endpoint.Kind == EndpointKind.Interface);
        Assert.DoesNotContain(network.Endpoints, endpoint => endpoint.VpcId == aws.Vpc("dev") && endpoint.ServiceName == SimulatedAws.EcrDkr);
        Assert.Equal(network.Zones.Count, network.Zones.Select(zone => zone.Name).Distinct().Count());
        Assert.All(network.Zones, zone => Assert.True(zone.Serves(aws.Vpc("dev"))));
        aws.NewCalls();
        Assert.True(await aws.JobAsync("dev", "ecr.dkr") || aws.NewMutations().Count == 0);
        Assert.Empty(aws.NewMutations());
    }
}
