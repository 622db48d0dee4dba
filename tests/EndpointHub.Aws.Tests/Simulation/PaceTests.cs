using EndpointHub.Naming;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Testing.Fleet;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Simulation;

/// <summary>Many spokes in one run take hardly longer than the rate limits and settling times of AWS require.</summary>
public sealed class PaceTests
{
    private static readonly Location Tokyo = new("123456789012", "ap-northeast-1");

    [Fact]
    public void A_cut_over_of_20_spokes_takes_at_most_a_fifth_more_than_the_minimum()
    {
        var stages = FleetRun.Of(spokes: 20, services: 20);

        var took = stages.Sum(stage => stage.Took.TotalSeconds);
        var least = stages.Sum(stage => PaceBound.Of(stage.Steps, FleetRun.Settling).TotalSeconds);
        Assert.True(took <= 1.2 * least, $"{took:0} s, {took / least:0.00} times the least possible {least:0} s");
        Assert.Equal(400, stages.SelectMany(stage => stage.Steps).OfType<DeleteEndpoint>().Count());
        Assert.All(stages.Skip(5), again => Assert.Empty(again.Steps));
    }

    [Fact]
    public void Calls_are_batched_where_aws_accepts_lists()
    {
        var stages = FleetRun.Of(spokes: 3, services: 12);
        int Calls(string stage, string action) => stages.First(one => one.Name == stage).Calls.Count(call => call.Action == action);

        Assert.Equal(2, Calls("removal", "DeleteVpcEndpoints")); // 36 endpoints, at most 25 a call
        var zones = stages.SelectMany(stage => stage.Steps).OfType<CreateZone>().Count();
        Assert.True(zones > 12);
        Assert.Equal(zones, Calls("zones", "ChangeResourceRecordSets"));

        // One poll every two seconds reads all pending endpoints: 12 are created within 90 s, and each settles a minute later.
        Assert.InRange(Calls("hub", "DescribeVpcEndpoints"), 1, 60);
    }

    // EC2: 4 at once and 0.3 a second, so that the 40th call starts after (40 - 4) / 0.3 = 120 s. The endpoint settles 30 s later.
    [Fact]
    public void Disabling_40_endpoints_takes_two_minutes_and_the_last_settling_time() =>
        Assert.Equal(150, Bound([.. Enumerable.Range(1, 40).Select(Off)]), 6);

    // Disabled at 120 s as above, the zone removed 20 s later, the association in sync after 30 s: 120 + 20 + 30.
    [Fact]
    public void The_last_association_waits_for_the_last_zone_to_be_removed() =>
        Assert.Equal(170, Bound([.. Enumerable.Range(1, 40).Select(Off), .. Enumerable.Range(1, 40).Select(i => Associate(i, Off(i)))]), 6);

    // Route 53: 5 at once and 5 a second, so that the 105th association starts after (105 - 5) / 5 = 20 s and is in sync 30 s later.
    [Fact]
    public void Five_calls_a_second_to_Route_53_are_shared_by_the_account() =>
        Assert.Equal(50, Bound([.. Enumerable.Range(1, 105).Select(i => Associate(i))]), 6);

    // AWS deletes 25 endpoints with one call. An endpoint is deleted after 60 s.
    [Fact]
    public void Deletions_cost_one_call() =>
        Assert.Equal(60, Bound([.. Enumerable.Range(1, 25).Select(i => new DeleteEndpoint { Location = Tokyo, EndpointId = $"vpce-{i}" })]), 6);

    // The request takes 2 s and the provisioning 5 s. Nothing else waits.
    [Fact]
    public void A_peering_takes_the_time_of_request_and_acceptance()
    {
        var request = new RequestPeering
        {
            Location = Tokyo,
            PeeringId = "pcx-1",
            Requester = new PeeringSide("vpc-1", Tokyo, ValueList<Cidr>.Empty),
            Accepter = new PeeringSide("vpc-2", Tokyo, ValueList<Cidr>.Empty),
        };

        Assert.Equal(
            7,
            Bound([
                request,
                new AcceptPeering
                {
                    Location = Tokyo,
                    PeeringId = "pcx-1",
                    Requires = ValueList.Of(request.Key),
                },
            ]),
            6
        );
    }

    [Fact]
    public void An_empty_plan_takes_no_time() => Assert.Equal(0, Bound([]));

    private static double Bound(IReadOnlyCollection<Step> steps) => PaceBound.Of(steps, FleetRun.Settling).TotalSeconds;

    private static DisablePrivateDns Off(int number) =>
        new()
        {
            Location = Tokyo,
            EndpointId = $"vpce-{number}",
            PrivateNames = ValueList<string>.Empty,
        };

    private static AssociateZone Associate(int number, params Step[] required) =>
        new()
        {
            Location = Tokyo,
            ZoneId = $"Z{number}",
            ZoneName = $"z{number}.example",
            Vpc = new ZoneVpc("vpc-1", Tokyo.Region),
            Requires = required.Select(step => step.Key).ToValueList(),
        };
}
