using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.AwsTests.Operations;
using EndpointHub.Paths;
using EndpointHub.Sandbox.Http;
using static EndpointHub.AwsTests.Reading.OverridingDns;

namespace EndpointHub.AwsTests.Reading;

/// <summary>Zones whose records the credentials are not allowed to read.</summary>
public sealed class ZoneReadingTests
{
    [Theory]
    [InlineData("GetHostedZone")]
    [InlineData("ListResourceRecordSets")]
    public void A_denied_zone_leaves_its_names_unknown_and_the_test_continues(string denied) =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            aws.Sandbox.SetFaults([new FaultRule(denied, "AccessDenied", Times: 1000)]);

            var path = await TestAsync(aws, moved);

            Assert.Equal([FindingCode.ZoneUnreadable], DecidingCodes(path));
            Assert.Equal(PathVerdict.Unknown, path.Verdict);
            Assert.All(
                path.Findings.Where(finding => finding.Code == FindingCode.ZoneUnreadable),
                finding => Assert.Contains("list-resource-record-sets", finding.Remedy, StringComparison.Ordinal)
            );
        });

    [Theory]
    [InlineData("GetHostedZone")]
    [InlineData("ListResourceRecordSets")]
    public void An_unreadable_zone_is_not_recreated_or_changed_and_its_endpoint_is_kept(string denied) =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            aws.Sandbox.SetFaults([new FaultRule(denied, "AccessDenied", Times: 1000)]);
            aws.NewMutations();
            var who = new RecordingOperator();

            await aws.DoAsync(
                who,
                new AddPrivateZone(),
                CancellationToken.None,
                new AddPrivateZoneRequest { Spoke = SpokeReference.To(moved), Hub = HubReference.Named(moved.HubName) }
            );
            await aws.DoAsync(
                who,
                new RemoveSpokeEndpoint(),
                CancellationToken.None,
                new RemoveSpokeEndpointRequest { Spoke = SpokeReference.To(moved), Allowed = ValueList.Of("TrafficUnknown") }
            );

            Assert.NotEmpty(who.Failures);
            Assert.Empty(aws.NewMutations());
        });
}
