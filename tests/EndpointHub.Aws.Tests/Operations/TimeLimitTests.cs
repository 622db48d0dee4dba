using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;

namespace EndpointHub.AwsTests.Operations;

/// <summary>The time limit of <c>-TimeoutSeconds</c> for waiting.</summary>
public sealed class TimeLimitTests
{
    [Fact]
    public void A_hub_that_is_cut_short_gets_an_error_per_endpoint_and_the_next_run_completes_it() =>
        SimulatedAws.Run(async aws =>
        {
            var who = new RecordingOperator();
            var context = new OperationContext
            {
                Operator = who,
                Access = aws.Access,
                SettleLimit = TimeSpan.FromSeconds(5),
            };
            var since = aws.Clock.GetUtcNow();

            await new NewHub().RunAsync([aws.Hub("ecr.dkr", "kms")], context, CancellationToken.None);

            Assert.InRange(aws.Clock.GetUtcNow() - since, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(12));
            Assert.Equal(2, who.Failures.Count);
            Assert.All(who.Failures, failure => Assert.Equal("StillSettling", failure.Problem.Code));
            Assert.All(who.Failures, failure => Assert.StartsWith("vpce-", failure.Problem.Resource, StringComparison.Ordinal));
            Assert.All(who.Failures, failure => Assert.StartsWith("is pending after the 5 s", failure.Problem.Reason, StringComparison.Ordinal));
            aws.NewCalls();

            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr", "kms"))).Result<Hub>();

            Assert.Empty(aws.NewMutations());
            Assert.Equal(
                who.Failures.Select(failure => failure.Problem.Resource).Order(StringComparer.Ordinal),
                hub.Endpoints.Select(endpoint => endpoint.VpcEndpointId).Order(StringComparer.Ordinal)
            );
            Assert.All(hub.Endpoints, endpoint => Assert.Equal("available", endpoint.State));
        });

    [Fact]
    public void Zones_and_peerings_that_are_cut_short_are_completed_by_the_next_run() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"))).Result<Hub>();
            var connected = (await aws.DoAsync(new ConnectSpoke(), aws.Connect("dev", hub))).Result<SpokeConnection>();
            var request = new AddPrivateZoneRequest
            {
                Spoke = SpokeReference.To(connected),
                Hub = HubReference.To(hub),
                Tags = ValueList.Of(new Topology.Tag("CostCenter", "4711")),
            };
            var who = new RecordingOperator();
            var context = new OperationContext
            {
                Operator = who,
                Access = aws.Access,
                SettleLimit = TimeSpan.FromSeconds(2),
            };

            await new AddPrivateZone().RunAsync([request], context, CancellationToken.None);

            Assert.NotEmpty(who.Failures);
            Assert.All(who.Failures, failure => Assert.Contains("PENDING", failure.Problem.Reason, StringComparison.Ordinal));
            Assert.Single(who.Emitted.OfType<SpokeConnection>());
            var zoned = await aws.DoAsync(new AddPrivateZone(), request);
            Assert.Empty(zoned.Failures);
            aws.NewCalls();
            Assert.Empty((await aws.DoAsync(new AddPrivateZone(), request)).Failures);
            Assert.Empty(aws.NewMutations());
        });
}
