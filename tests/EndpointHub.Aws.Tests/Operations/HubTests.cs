using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Operations;

/// <summary>Creating and extending hubs on the sandbox.</summary>
public sealed class HubTests
{
    private const string Narrow = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["ecr:*"],"Resource":"*"}]}""";

    [Fact]
    public void A_hub_is_created_in_new_subnets_and_a_spoke_is_cut_over_to_it() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), Made(aws, "ecr.dkr"))).Result<Hub>();
            var connected = (await aws.DoAsync(new ConnectSpoke(), aws.Connect("dev", hub))).Result<SpokeConnection>();
            var zoned = (await aws.DoAsync(new AddPrivateZone(), Zones(connected, hub))).Result<SpokeConnection>();
            var cutOver = (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(zoned) })).Result<SpokeConnection>();
            var path = (await aws.DoAsync(new TestPath(), new TestPathRequest { Spoke = SpokeReference.To(cutOver) })).Result<EndpointPath>();

            Assert.Equal(PathVerdict.Reachable, path.Verdict);
            var addresses = aws.Sandbox.Resolve(aws.Vpc("dev"), "1.dkr.ecr.ap-northeast-1.amazonaws.com").Addresses;
            Assert.Equal(["10.255.8.", "10.255.8."], addresses.Select(address => address[..9]));
            var network = await aws.ReadAllAsync();
            var own = network.SubnetsOf(hub.HubVpcId).Where(subnet => subnet.IsOf("shared")).ToList();
            Assert.Equal(["10.255.8.0/28", "10.255.8.16/28"], own.Select(subnet => subnet.Cidr.ToString()).Order(StringComparer.Ordinal));
            var table = Assert.Single(own.Select(network.RouteTableOf).Distinct())!;
            Assert.True(table.IsOf("shared"));
            Assert.Contains(table.Routes, route => route.Destination.Cidr == Cidr.Parse("10.2.0.0/16"));
        });

    [Fact]
    public void Subnets_are_created_once_when_responses_are_lost() =>
        SimulatedAws.Run(async aws =>
        {
            string[] actions = ["CreateSubnet", "CreateRouteTable", "AssociateRouteTable", "CreateVpcEndpoint"];
            aws.Sandbox.SetFaults(actions.Select(action => new Sandbox.Http.FaultRule(action, DropsAnswer: true)));

            (await aws.DoAsync(new NewHub(), Made(aws, "ecr.dkr"))).Result<Hub>();

            var network = await aws.ReadAllAsync();
            Assert.Equal(2, network.SubnetsOf(aws.Vpc("shared")).Count(subnet => subnet.IsOf("shared")));
            Assert.Single(network.RouteTables, table => table.IsOf("shared"));
            Assert.Single(network.EndpointsOf(aws.Vpc("shared")), endpoint => endpoint.IsOf("shared"));
            aws.Sandbox.SetFaults([]);
            aws.NewCalls();
            (await aws.DoAsync(new NewHub(), Made(aws, "ecr.dkr"))).Result<Hub>();
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void A_run_with_a_refused_call_is_completed_by_the_next_run() =>
        SimulatedAws.Run(async aws =>
        {
            string[] actions = ["CreateSubnet", "CreateRouteTable", "AssociateRouteTable", "CreateSecurityGroup", "CreateVpcEndpoint"];
            aws.Sandbox.SetFaults(actions.Select(action => new Sandbox.Http.FaultRule(action, "UnauthorizedOperation", Status: 403)));

            var runs = 1;
            while ((await aws.DoAsync(new NewHub(), Made(aws, "ecr.dkr"))).Failures.Count > 0)
                Assert.InRange(++runs, 2, actions.Length + 1);

            var network = await aws.ReadAllAsync();
            var own = network.SubnetsOf(aws.Vpc("shared")).Where(subnet => subnet.IsOf("shared")).ToList();
            Assert.Equal(2, own.Count);
            Assert.All(own, subnet => Assert.True(network.RouteTableOf(subnet)!.IsOf("shared")));
        });

    [Fact]
    public void A_service_added_later_adds_one_endpoint_and_the_next_stages_include_it() =>
        SimulatedAws.Run(async aws =>
        {
            var prepared = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr", "ecr.api"));

            var grown = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr", "ecr.api", "kms"))).Result<Hub>();
            Assert.Equal(["CreateVpcEndpoint"], aws.NewMutations());

            var connected = (await aws.DoAsync(new ConnectSpoke(), aws.Connect("dev", grown))).Result<SpokeConnection>();
            Assert.Empty(aws.NewMutations());
            var zoned = (await aws.DoAsync(new AddPrivateZone(), Zones(connected, grown))).Result<SpokeConnection>();
            Assert.Equal(["ChangeResourceRecordSets", "CreateHostedZone"], aws.NewMutations().Order(StringComparer.Ordinal));

            (
                await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(zoned), Services = ValueList.Of("kms") })
            ).Result<SpokeConnection>();
            Assert.All(
                aws.Sandbox.Resolve(prepared.VpcId, "kms.ap-northeast-1.amazonaws.com").Addresses,
                address => Assert.StartsWith("10.255.", address, StringComparison.Ordinal)
            );
        });

    [Fact]
    public void A_zone_that_leads_elsewhere_does_not_stop_the_zones_of_the_other_names() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("kms", "logs"))).Result<Hub>();
            await aws.Access.Hub.Route53.CreateHostedZoneAsync(
                new()
                {
                    Name = "kms.ap-northeast-1.amazonaws.com",
                    CallerReference = "by hand",
                    VPC = new() { VPCId = hub.HubVpcId, VPCRegion = "ap-northeast-1" },
                }
            );

            var done = await aws.DoAsync(new AddPrivateZone(), new AddPrivateZoneRequest { Hub = HubReference.To(hub) });

            Assert.Equal("ForeignZone", Assert.Single(done.Failures).Problem.Code);
            Assert.Contains("logs.ap-northeast-1.amazonaws.com", done.Emitted.OfType<Hub>().Single().Zones.Select(zone => zone.Name));
            Assert.NotEmpty(aws.Sandbox.Resolve(hub.HubVpcId, "logs.ap-northeast-1.amazonaws.com").Addresses);
            aws.NewCalls();
            Assert.Equal(
                "ForeignZone",
                Assert
                    .Single((await aws.DoAsync(new AddPrivateZone(), new AddPrivateZoneRequest { Hub = HubReference.To(hub) })).Failures)
                    .Problem.Code
            );
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void An_availability_zone_added_later_is_reachable_from_its_first_DNS_answer() =>
        SimulatedAws.Run(async aws =>
        {
            var subnets = aws.SubnetsOf("shared");
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr", "kms") with { SubnetIds = ValueList.Of(subnets[0]) })).Result<Hub>();
            var connected = (await aws.DoAsync(new ConnectSpoke(), aws.Connect("dev", hub))).Result<SpokeConnection>();
            var zoned = (await aws.DoAsync(new AddPrivateZone(), Zones(connected, hub))).Result<SpokeConnection>();
            (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(zoned) })).Result<SpokeConnection>();
            aws.NewCalls();

            var grown = (await aws.DoAsync(new NewHub(), aws.Hub() with { SubnetIds = ValueList.Of(subnets[1]) })).Result<Hub>();

            var mutations = aws.NewMutations();
            Assert.Equal(2, mutations.Count(action => action == "ModifyVpcEndpoint"));
            Assert.True(
                mutations.ToList().FindLastIndex(action => action == "CreateRoute") < mutations.ToList().IndexOf("ModifyVpcEndpoint"),
                string.Join(" ", mutations)
            );
            Assert.All(grown.Endpoints, endpoint => Assert.Equal(2, endpoint.SubnetIds.Count));
            Assert.Equal(2, aws.Sandbox.Resolve(aws.Vpc("dev"), "kms.ap-northeast-1.amazonaws.com").Addresses.Count);
            var paths = (await aws.DoAsync(new TestPath(), new TestPathRequest { Spoke = SpokeReference.To(zoned) })).Results<EndpointPath>();
            Assert.All(paths, path => Assert.Equal(PathVerdict.Reachable, path.Verdict));
            aws.NewCalls();
            (await aws.DoAsync(new NewHub(), aws.Hub() with { SubnetIds = ValueList.Of(subnets[1]) })).Result<Hub>();
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void A_policy_is_set_then_changed_and_kept_when_equal() =>
        SimulatedAws.Run(async aws =>
        {
            async Task<string?> PolicyAsync() =>
                (await aws.ReadAllAsync()).EndpointsOf(aws.Vpc("shared")).Single(endpoint => endpoint.IsOf("shared")).PolicyDocument;
            async Task AskAsync(string? policy) =>
                (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr") with { PolicyDocument = policy })).Result<Hub>();

            await AskAsync(Narrow);
            Assert.True(PolicyText.AreSame(Narrow, await PolicyAsync()));
            aws.NewCalls();

            await AskAsync(Narrow.Replace("[\"ecr:*\"]", "\"ecr:*\"", StringComparison.Ordinal));
            await AskAsync(policy: null);
            Assert.Empty(aws.NewMutations());

            await AskAsync(Narrow.Replace("ecr:*", "ecr:Get*", StringComparison.Ordinal));
            Assert.Equal(["ModifyVpcEndpoint"], aws.NewMutations());
            Assert.Contains("ecr:Get*", await PolicyAsync(), StringComparison.Ordinal);

            await AskAsync("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""");
            Assert.Null(await PolicyAsync());
        });

    [Fact]
    public void Workloads_select_the_services_and_warn_of_those_a_hub_cannot_serve() =>
        SimulatedAws.Run(async aws =>
        {
            var request = aws.Hub() with
            {
                Workload = new WorkloadOptions
                {
                    Workloads = ValueList.Of(Workload.Fargate),
                    PlatformVersion = "1.3.0",
                    AwsLogs = true,
                    EcsExec = true,
                },
            };

            var who = await aws.DoAsync(new NewHub(), request);

            Assert.Equal(
                ["ecr.dkr", "logs", "ssmmessages"],
                who.Result<Hub>().ServiceNames.Select(name => name["com.amazonaws.ap-northeast-1.".Length..]).Order(StringComparer.Ordinal)
            );
            Assert.Contains("S3 gateway endpoint", Assert.Single(who.Warnings), StringComparison.Ordinal);
        });

    [Fact]
    public void Invalid_requests_are_refused_before_any_call() =>
        SimulatedAws.Run(async aws =>
        {
            async Task<string> CodeOfAsync(NewHubRequest request)
            {
                var who = await aws.DoAsync(new NewHub(), request);
                Assert.Empty(who.Emitted);
                return Assert.Single(who.Failures).Problem.Code;
            }

            Assert.Equal("MalformedPolicy", await CodeOfAsync(aws.Hub("ecr.dkr") with { PolicyDocument = "allow" }));
            Assert.Equal(
                "MalformedSubnetCidr",
                await CodeOfAsync(aws.Hub("ecr.dkr") with { SubnetCidrs = ValueList.Of("10.255.0.0/29"), AvailabilityZones = ValueList.Of("a") })
            );
            Assert.Equal("ZonesNotMatched", await CodeOfAsync(aws.Hub("ecr.dkr") with { SubnetCidrs = ValueList.Of("10.255.8.0/28") }));
            Assert.Equal(
                "MalformedPlatformVersion",
                await CodeOfAsync(
                    aws.Hub("ecr.dkr") with
                    {
                        Workload = new() { Workloads = ValueList.Of(Workload.Fargate), PlatformVersion = "one" },
                    }
                )
            );
            Assert.Empty(aws.NewCalls());
        });

    [Fact]
    public void Each_impossible_request_has_its_own_error_code_and_changes_nothing() =>
        SimulatedAws.Run(async aws =>
        {
            async Task<Problem> RefusedAsync(NewHubRequest request)
            {
                var who = await aws.DoAsync(new NewHub(), request);
                Assert.Empty(who.Emitted);
                return Assert.Single(who.Failures).Problem;
            }

            var unknown = await RefusedAsync(aws.Hub("ecr.dkr", "ecrdkr"));
            Assert.Equal("ServiceNotFound", unknown.Code);
            Assert.StartsWith("Did you mean ecr.dkr", unknown.Advice, StringComparison.Ordinal);
            Assert.Equal("ServiceNotInRegion", (await RefusedAsync(aws.Hub("ecr.dkr", "braket"))).Code);
            Assert.Equal("ServiceNotInZone", (await RefusedAsync(Made(aws, "ecr.dkr") with { AvailabilityZones = ValueList.Of("a", "b") })).Code);
            Assert.Equal(
                "DuplicateSubnetsInZone",
                (await RefusedAsync(Made(aws, "ecr.dkr") with { AvailabilityZones = ValueList.Of("a", "a") })).Code
            );
            Assert.Equal(
                "SubnetOutsideVpc",
                (await RefusedAsync(Made(aws, "ecr.dkr") with { SubnetCidrs = ValueList.Of("10.9.0.0/28", "10.255.8.16/28") })).Code
            );
            Assert.Equal(
                "SubnetInTheWay",
                (
                    await RefusedAsync(
                        Made(aws, "ecr.dkr") with
                        {
                            SubnetCidrs = ValueList.Of(aws.Seed.Subnets[aws.SubnetsOf("shared")[0]].Cidr.ToString(), "10.255.8.16/28"),
                            AvailabilityZones = ValueList.Of("d", "c"),
                        }
                    )
                ).Code
            );
            Assert.Equal("NoServices", (await RefusedAsync(aws.Hub())).Code);
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void A_reached_quota_is_reported_with_the_command_that_raises_it() =>
        SimulatedAws.Run(async aws =>
        {
            aws.Sandbox.SetFaults([new Sandbox.Http.FaultRule("CreateVpcEndpoint", "VpcEndpointLimitExceeded", Times: 9)]);

            var who = await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"));

            var problem = Assert.Single(who.Failures).Problem;
            Assert.Equal("QuotaReached", problem.Code);
            Assert.Contains("Interface VPC endpoints per VPC", problem.Reason, StringComparison.Ordinal);
            Assert.Contains("L-29B6F2EB", problem.Remedy, StringComparison.Ordinal);
            aws.Sandbox.SetFaults([]);
            (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"))).Result<Hub>();
        });

    private static NewHubRequest Made(SimulatedAws aws, params string[] services) =>
        aws.Hub(services) with
        {
            SubnetIds = ValueList<string>.Empty,
            SubnetCidrs = ValueList.Of("10.255.8.0/28", "10.255.8.16/28"),
            AvailabilityZones = ValueList.Of("a", "ap-northeast-1c"),
        };

    private static AddPrivateZoneRequest Zones(SpokeConnection spoke, Hub hub) =>
        new() { Spoke = SpokeReference.To(spoke), Hub = HubReference.To(hub) };
}
