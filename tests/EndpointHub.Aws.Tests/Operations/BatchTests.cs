using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Operations;

/// <summary>Many records in one call, and invalid records.</summary>
public sealed class BatchTests
{
    [Fact]
    public void The_later_of_two_spokes_that_overlap_is_refused_before_a_peering_is_attempted() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"))).Result<Hub>();
            var twin = (await aws.Access.Spoke.Ec2.CreateVpcAsync(new() { CidrBlock = "10.2.128.0/17" })).Vpc!.VpcId!;
            await aws.Access.Spoke.Ec2.ModifyVpcAttributeAsync(new() { VpcId = twin, EnableDnsHostnames = true });

            var who = await aws.DoAsync(
                new ConnectSpoke(),
                aws.Connect("dev", hub),
                new ConnectSpokeRequest
                {
                    Record = twin,
                    Spoke = SpokeReference.To(twin),
                    Hub = HubReference.To(hub),
                }
            );

            Assert.Equal(("CidrOverlap", (object?)twin), (Assert.Single(who.Failures).Problem.Code, who.Failures[0].Target));
            Assert.Equal(aws.Vpc("dev"), Assert.IsType<SpokeConnection>(Assert.Single(who.Emitted)).VpcId);
            Assert.Single(aws.NewMutations(), "CreateVpcPeeringConnection");
        });

    [Fact]
    public void Referenced_group_members_are_allowed_over_peering_and_a_rerun_changes_nothing() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"))).Result<Hub>();
            var group = aws.Seed.SecurityGroups.Single(one => one.VpcId == aws.Vpc("dev") && one.Name == "default").Id;
            var request = aws.Connect("dev", hub) with { SourceSecurityGroupIds = ValueList.Of(group) };

            (await aws.DoAsync(new ConnectSpoke(), request)).Result<SpokeConnection>();

            var rule = Assert.Single((await aws.ReadAllAsync()).SecurityGroups.Single(one => one.Tag(HubMark.HubTag) is not null).Ingress);
            Assert.Equal((Traffic.Tcp(443), new RulePeer(GroupId: group)), (rule.Traffic, rule.Peer));
            aws.NewCalls();
            Assert.NotEqual(SpokeStage.NotConnected, (await aws.DoAsync(new ConnectSpoke(), request)).Result<SpokeConnection>().Stage);
            (await aws.DoAsync(new ConnectSpoke(), aws.Connect("dev", hub))).Result<SpokeConnection>();
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void A_declined_unit_is_skipped_and_the_others_are_executed() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"))).Result<Hub>();
            var who = new RecordingOperator { Agrees = unit => unit.Subject != aws.Vpc("dev") };

            await aws.DoAsync(who, new ConnectSpoke(), CancellationToken.None, aws.Connect("dev", hub), aws.Connect("stg", hub));

            Assert.Equal(aws.Vpc("stg"), who.Result<SpokeConnection>().VpcId);
            Assert.Equal(2, who.Asked.Count);
        });

    [Fact]
    public void A_spoke_given_twice_is_connected_once() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"))).Result<Hub>();
            aws.NewCalls();

            var who = await aws.DoAsync(new ConnectSpoke(), aws.Connect("dev", hub), aws.Connect("dev", hub));

            who.Result<SpokeConnection>();
            Assert.Single(aws.NewMutations(), "CreateVpcPeeringConnection");
        });

    [Fact]
    public void Impossible_requests_fail_for_their_record_and_change_nothing() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"))).Result<Hub>();
            aws.NewCalls();
            async Task<string> CodeOfAsync<TRequest>(Operation<TRequest> operation, TRequest request)
                where TRequest : OperationRequest
            {
                var who = await aws.DoAsync(operation, request);
                Assert.Empty(who.Emitted);
                return Assert.Single(who.Failures).Problem.Code;
            }

            var nowhere = SpokeReference.To("vpc-0123456789abcdef0");
            var dev = SpokeReference.To(aws.Vpc("dev"));
            Assert.Equal(
                "VpcNotFound",
                await CodeOfAsync(new ConnectSpoke(), new ConnectSpokeRequest { Spoke = nowhere, Hub = HubReference.To(hub) })
            );
            Assert.Equal(
                "SpokeIsHub",
                await CodeOfAsync(new ConnectSpoke(), new ConnectSpokeRequest { Spoke = SpokeReference.To(hub.HubVpcId), Hub = HubReference.To(hub) })
            );
            Assert.Equal(
                "HubNotFound",
                await CodeOfAsync(new ConnectSpoke(), new ConnectSpokeRequest { Spoke = dev, Hub = HubReference.Named("unknown") })
            );
            Assert.Equal(
                "AccountMismatch",
                await CodeOfAsync(
                    new ConnectSpoke(),
                    new ConnectSpokeRequest { Spoke = dev with { Key = dev.Key with { AccountId = "999999999999" } }, Hub = HubReference.To(hub) }
                )
            );
            Assert.Equal(
                "AccountMismatch",
                await CodeOfAsync(
                    new ConnectSpoke(),
                    new ConnectSpokeRequest { Spoke = dev, Hub = HubReference.To(hub) with { HubAccountId = "999999999999" } }
                )
            );
            Assert.Equal("SpokeNotConnected", await CodeOfAsync(new CutOver(), new CutOverRequest { Spoke = dev, Hub = HubReference.To(hub) }));
            Assert.Equal("EndpointNotFound", await CodeOfAsync(new CutOver(), new CutOverRequest { VpcEndpointId = "vpce-0123456789abcdef0" }));
            Assert.Equal("VpcNotFound", await CodeOfAsync(new TestPath(), new TestPathRequest { Spoke = nowhere, Hub = HubReference.To(hub) }));
            Assert.Equal("HubNotFound", await CodeOfAsync(new GetHub(), new GetHubRequest { Name = "unknown" }));
            Assert.Equal("ServiceNotFound", await CodeOfAsync(new NewHub(), aws.Hub("ecr.dkr", "nonsense")));
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void A_path_that_breaks_during_the_confirmation_keeps_the_endpoint() =>
        SimulatedAws.Run(async aws =>
        {
            var prepared = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            var spoke = (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(prepared) })).Result<SpokeConnection>();
            var group = (await aws.ReadAllAsync()).SecurityGroups.Single(one => one.Tag(HubMark.HubTag) is not null);
            var who = new RecordingOperator
            {
                Meanwhile = () =>
                    aws.Access.Hub.Ec2.RevokeSecurityGroupIngressAsync(
                        new()
                        {
                            GroupId = group.Id,
                            IpPermissions =
                            [
                                new()
                                {
                                    IpProtocol = "tcp",
                                    FromPort = 443,
                                    ToPort = 443,
                                    Ipv4Ranges = [new() { CidrIp = "10.2.0.0/16" }],
                                },
                            ],
                        }
                    ),
            };

            await aws.DoAsync(
                who,
                new RemoveSpokeEndpoint(),
                CancellationToken.None,
                new RemoveSpokeEndpointRequest { Spoke = SpokeReference.To(spoke), Allowed = ValueList.Of("TrafficUnknown") }
            );

            Assert.Equal("PathNotProven", Assert.Single(who.Failures).Problem.Code);
            Assert.Empty(who.Emitted);
            Assert.DoesNotContain("DeleteVpcEndpoints", aws.NewMutations());
        });

    [Fact]
    public void A_path_that_broke_after_its_object_was_created_keeps_the_endpoint() =>
        SimulatedAws.Run(async aws =>
        {
            var prepared = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            var spoke = (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(prepared) })).Result<SpokeConnection>();
            var path = (await aws.DoAsync(new TestPath(), new TestPathRequest { Spoke = SpokeReference.To(spoke) })).Result<EndpointPath>();
            Assert.Equal(PathVerdict.Reachable, path.Verdict);
            var table = (await aws.ReadAllAsync()).RouteTables.First(one =>
                one.VpcId == aws.Vpc("shared") && one.Routes.Any(route => route.Target.Kind == RouteTargetKind.Peering)
            );
            await aws.Access.Hub.Ec2.DeleteRouteAsync(new() { RouteTableId = table.Id, DestinationCidrBlock = "10.2.0.0/16" });

            var who = await aws.DoAsync(
                new RemoveSpokeEndpoint(),
                new RemoveSpokeEndpointRequest
                {
                    Record = path,
                    Spoke = SpokeReference.To(path),
                    Services = ValueList.Of(path.ServiceName),
                    Allowed = ValueList.Of("TrafficUnknown"),
                }
            );

            Assert.Equal(("PathNotProven", (object?)path), (Assert.Single(who.Failures).Problem.Code, who.Failures[0].Target));
            Assert.DoesNotContain("DeleteVpcEndpoints", aws.NewMutations());
        });

    [Fact]
    public void Unreadable_endpoint_connections_keep_the_endpoints_unless_allowed() =>
        SimulatedAws.Run(async aws =>
        {
            var prepared = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr", "kms"));
            var spoke = (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(prepared) })).Result<SpokeConnection>();
            aws.NewCalls();
            var request = new RemoveSpokeEndpointRequest { Spoke = SpokeReference.To(spoke) };

            foreach (
                var who in new[]
                {
                    new RecordingOperator { IsDryRun = true },
                    new RecordingOperator(),
                }
            )
            {
                await aws.DoAsync(who, new RemoveSpokeEndpoint(), CancellationToken.None, request);
                Assert.Equal("TrafficUnknown", Assert.Single(who.Failures).Problem.Code);
                Assert.Empty(who.Asked);
                Assert.Empty(who.Emitted);
            }

            Assert.Empty(aws.NewMutations());
            var removed = (
                await aws.DoAsync(new RemoveSpokeEndpoint(), request with { Allowed = ValueList.Of("TrafficUnknown") })
            ).Results<RemovedEndpoint>();
            Assert.Equal(2, removed.Count);
            Assert.All(removed, endpoint => Assert.Equal(["TrafficUnknown"], endpoint.Allowed));
            Assert.Empty((await aws.DoAsync(new RemoveSpokeEndpoint(), request)).Failures);
        });

    [Fact]
    public void Calls_never_exceed_the_api_rate_limits() =>
        SimulatedAws.Run(
            async aws =>
            {
                string[] services = ["ecr.api", "ecr.dkr", "ssm", "ssmmessages", "ec2messages", "logs", "kms", "secretsmanager"];
                var spokes = await aws.PreparedAsync(["dev", "stg"], services);
                var begin = aws.Sandbox.Now;
                var cutOver = (
                    await aws.DoAsync(new CutOver(), [.. spokes.Select(spoke => new CutOverRequest { Spoke = SpokeReference.To(spoke) })])
                ).Results<SpokeConnection>();

                // The propagation of Route 53 takes five seconds here, and all zones of both spokes share its rate limit.
                var gaps = cutOver
                    .SelectMany(spoke =>
                        spoke.CutoverWindows.Select(window =>
                            aws.Sandbox.DnsHistory(spoke.VpcId, window.ZoneName)
                                .Where(interval => interval.From > begin && interval.Answer.Addresses.Count == 0)
                                .Sum(interval => (interval.To!.Value - interval.From).TotalSeconds)
                        )
                    )
                    .ToList();
                Assert.True(gaps.Count >= 20);
                Assert.All(gaps, gap => Assert.InRange(gap, 5, 10));
                Assert.DoesNotContain(aws.Sandbox.Requests, request => request.Error is "RequestLimitExceeded" or "Throttling");
            },
            options => options with { Throttles = true, Durations = options.Durations with { ZoneChange = new(5, 5) } }
        );

    [Fact]
    public void The_same_seed_makes_the_same_calls_at_the_same_times()
    {
        static List<string> Trace()
        {
            var trace = new List<string>();
            SimulatedAws.Run(async aws =>
            {
                await aws.JobAsync("dev", "ecr.dkr");
                trace.AddRange(aws.Sandbox.Requests.Select(call => $"{call.At:O} {call.Action} {string.Join("&", call.Parameters)} {call.Status}"));
            });
            return trace;
        }

        var first = Trace();
        Assert.NotEmpty(first);
        Assert.Equal(first, Trace());
    }
}
