using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Naming;
using EndpointHub.Sandbox.Http;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Operations;

/// <summary>
/// Each name's gap is its own minimum: the time that AWS takes to remove the old zone and to propagate the new one, and the calls for the
/// zones of this endpoint at five a second. The times come from the sandbox's request log and DNS history.
/// </summary>
public sealed class CutoverGapTests
{
    private static readonly string[] Eight = ["ecr.api", "ecr.dkr", "ssm", "ssmmessages", "ec2messages", "logs", "kms", "secretsmanager"];
    private static readonly TimeSpan PerCall = TimeSpan.FromSeconds(0.2);

    [Theory]
    [InlineData(1, "dev")]
    [InlineData(2, "dev", "stg", "prd")]
    public void Every_gap_is_the_minimum_of_its_own_endpoint(int seed, params string[] spokes) =>
        SimulatedAws.Run(
            async aws =>
            {
                var prepared = await aws.PreparedAsync(spokes, Eight);
                var before = await aws.ReadAllAsync();
                aws.NewCalls();

                var moved = (
                    await aws.DoAsync(new CutOver(), [.. prepared.Select(spoke => new CutOverRequest { Spoke = SpokeReference.To(spoke) })])
                ).Results<SpokeConnection>();

                var trace = new Trace(aws, aws.NewCalls(), before);
                Assert.Equal(8 * spokes.Length, moved.Sum(spoke => spoke.OwnEndpoints.Count));
                Assert.All(
                    moved.SelectMany(spoke => before.EndpointsOf(spoke.VpcId)).Where(endpoint => endpoint.PrivateDnsEnabled),
                    endpoint =>
                    {
                        foreach (var name in endpoint.PrivateNames.Select(Asked))
                        {
                            Assert.True(
                                trace.Gap(endpoint, name) <= trace.Bound(endpoint, name),
                                $"{endpoint.ServiceName} {name}: {trace.Gap(endpoint, name)} over {trace.Bound(endpoint, name)}"
                            );
                        }
                    }
                );
                Assert.DoesNotContain(aws.Sandbox.Requests, request => request.Error is "RequestLimitExceeded" or "Throttling");
            },
            options => options with { Seed = seed, Throttles = true }
        );

    [Fact]
    public void In_one_spoke_at_most_three_calls_separate_a_zones_end_from_its_successor() =>
        SimulatedAws.Run(
            async aws =>
            {
                var spoke = Assert.Single(await aws.PreparedAsync(["dev"], Eight));
                var before = await aws.ReadAllAsync();
                aws.NewCalls();

                (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(spoke) })).Result<SpokeConnection>();

                var trace = new Trace(aws, aws.NewCalls(), before);
                Assert.All(
                    before.EndpointsOf(spoke.VpcId).Where(endpoint => endpoint.PrivateDnsEnabled),
                    endpoint =>
                    {
                        var zones = endpoint.PrivateNames.Select(DnsName.WithoutWildcard).Distinct(StringComparer.Ordinal).Count();
                        Assert.All(
                            endpoint.PrivateNames.Select(Asked),
                            name => Assert.InRange(trace.Waited(endpoint, name), TimeSpan.Zero, PerCall * (zones + 3))
                        );
                    }
                );
            },
            options => options with { Throttles = true }
        );

    [Fact]
    public void A_spoke_without_endpoints_is_cut_over_by_association_without_a_gap() =>
        SimulatedAws.Run(async aws =>
        {
            await aws.Access.Spoke.Ec2.DeleteVpcEndpointsAsync(
                new()
                {
                    VpcEndpointIds =
                    [
                        .. aws
                            .Seed.EndpointsOf(aws.Vpc("dev"))
                            .Where(endpoint => endpoint.Kind == EndpointKind.Interface)
                            .Select(endpoint => endpoint.Id),
                    ],
                }
            );
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], Eight));
            var zones = (await aws.ReadAllAsync()).Zones.Count;
            aws.NewCalls();

            var moved = (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(spoke) })).Result<SpokeConnection>();

            Assert.Equal(SpokeStage.Consolidated, moved.Stage);
            Assert.Empty(moved.CutoverWindows);
            Assert.Equal(Enumerable.Repeat("AssociateVPCWithHostedZone", zones), aws.NewMutations());
            foreach (var name in new[] { "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com", "kms.ap-northeast-1.amazonaws.com" })
                Assert.Equal(["public", "addresses"], aws.Sandbox.DnsHistory(spoke.VpcId, name).TakeLast(2).Select(interval => interval.Answer.Kind));
            (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(moved) })).Result<SpokeConnection>();
            Assert.Empty(aws.NewMutations());
        });

    // A client resolves a name below the wildcard.
    private static string Asked(string name) => name.Replace("*.", "123456789012.", StringComparison.Ordinal);

    /// <summary>The measured times of each endpoint.</summary>
    private sealed class Trace(SimulatedAws aws, IReadOnlyList<RequestLogEntry> calls, NetworkSnapshot before)
    {
        /// <summary>The duration without an answer for a name.</summary>
        public TimeSpan Gap(Endpoint endpoint, string name)
        {
            var gap = Unanswered(endpoint, name);
            return gap is null ? TimeSpan.Zero : gap.To!.Value - gap.From;
        }

        /// <summary>
        /// The settling of the removal, the propagation of the association, and 0.2 s for each zone of the endpoint and for each failed attempt.
        /// </summary>
        public TimeSpan Bound(Endpoint endpoint, string name)
        {
            if (Unanswered(endpoint, name) is not { } gap)
                return TimeSpan.Zero;

            var zones = endpoint.PrivateNames.Select(DnsName.WithoutWildcard).Distinct(StringComparer.Ordinal).ToList();
            var attempts = Associations(endpoint).Where(call => zones.Contains(ZoneOf(call))).ToList();
            var removal = gap.From - Off(endpoint).At;
            var propagation = gap.To!.Value - Accepted(endpoint, name).At;
            return removal + propagation + (PerCall * (zones.Count + attempts.Count(call => call.Error is not null)));
        }

        /// <summary>The time from the end of the old zone to the acceptance of the new one.</summary>
        public TimeSpan Waited(Endpoint endpoint, string name) =>
            Unanswered(endpoint, name) is { } gap ? Accepted(endpoint, name).At - gap.From : TimeSpan.Zero;

        private Sandbox.Dns.DnsInterval? Unanswered(Endpoint endpoint, string name) =>
            aws
                .Sandbox.DnsHistory(endpoint.VpcId, name)
                .SingleOrDefault(interval => interval.From > calls[0].At && interval.Answer.Addresses.Count == 0);

        private RequestLogEntry Off(Endpoint endpoint) =>
            calls.Single(call => call.Action == "ModifyVpcEndpoint" && call.Parameters.Any(parameter => parameter.Value == endpoint.Id));

        private RequestLogEntry Accepted(Endpoint endpoint, string name) =>
            Associations(endpoint).Single(call => call.Error is null && DnsName.IsWithin(name, ZoneOf(call)));

        private IEnumerable<RequestLogEntry> Associations(Endpoint endpoint) =>
            calls.Where(call => call.Action == "AssociateVPCWithHostedZone" && call.Parameters.Any(parameter => parameter.Value == endpoint.VpcId));

        private string ZoneOf(RequestLogEntry association) =>
            before.Zones.Single(zone => association.Parameters.Any(parameter => parameter.Value == zone.Id)).Name;
    }
}
