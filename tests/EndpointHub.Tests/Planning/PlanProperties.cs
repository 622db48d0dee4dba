using System.Text.Json;
using EndpointHub.Naming;
using EndpointHub.Paths;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Testing;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using FsCheck;
using FsCheck.Fluent;

namespace EndpointHub.Tests.Planning;

/// <summary>Properties of every plan on every landscape. A failure prints the shrunk landscape and FsCheck's seed.</summary>
public sealed class PlanProperties
{
    private const int Landscapes = 60;

    [RandomProperty(Landscapes)]
    public Property Steps_follow_their_requirements_and_have_unique_keys() =>
        ForEveryPlan(
            (plan, _) =>
            {
                var earlier = new HashSet<string>(StringComparer.Ordinal);
                foreach (var step in plan.Steps)
                {
                    Assert.Subset(earlier, step.Requires.ToHashSet());
                    Assert.True(earlier.Add(step.Key), step.Key);
                }
            }
        );

    [RandomProperty(Landscapes)]
    public Property No_unit_is_empty() => ForEveryPlan((plan, _) => Assert.DoesNotContain(plan.Units, unit => unit.Steps.Count == 0));

    [RandomProperty(Landscapes)]
    public Property Planning_again_gives_the_same_plan() =>
        ForEveryPlan(
            (plan, job) =>
            {
                var again = job(plan.Before);
                Assert.Equal(plan.Units, again.Units);
                Assert.Equal(plan.Refusals, again.Refusals);
            }
        );

    [RandomProperty(Landscapes)]
    public Property Planning_after_execution_gives_an_empty_plan() =>
        ForEveryPlan(
            (plan, job) =>
            {
                var second = job(plan.Predicted);
                Assert.Empty(second.Steps.Select(step => step.Description));
                Assert.Equal(plan.Refusals, second.Refusals);
            }
        );

    [RandomProperty(Landscapes)]
    public Property An_interrupted_plan_is_completed_by_planning_again() =>
        ForEveryPlan(
            (plan, job) =>
            {
                var steps = plan.Steps.ToList();
                for (var done = 1; done < steps.Count; done++)
                    Assert.Equal(plan.Predicted, job(plan.Before.After(steps.Take(done))).Predicted);
            }
        );

    [RandomProperty(Landscapes)]
    public Property Inverse_steps_in_reverse_order_restore_the_network() =>
        ForEveryPlan(
            (plan, _) =>
            {
                // Accepting a peering cannot be undone in AWS.
                if (plan.Steps.Any(step => step is AcceptPeering accepted && plan.Before.Peerings.Find(accepted.PeeringId) is not null))
                    return;

                var states = new Stack<(Step Step, NetworkSnapshot Before)>();
                var snapshot = plan.Before;
                foreach (var step in plan.Steps)
                {
                    states.Push((step, snapshot));
                    snapshot = snapshot.After(step);
                }

                Assert.Equal(
                    WithoutGeneratedValues(plan.Before),
                    WithoutGeneratedValues(states.Aggregate(snapshot, (after, taken) => after.After(taken.Step.InverseOn(taken.Before))))
                );
            }
        );

    [RandomProperty(Landscapes)]
    public Property Every_step_is_recognized_as_done_after_it_is_applied() =>
        ForEveryPlan(
            (plan, _) =>
            {
                var snapshot = plan.Before;
                foreach (var step in plan.Steps)
                {
                    snapshot = snapshot.After(step);
                    Assert.True(step.IsSettledIn(snapshot), step.Description);
                }
            }
        );

    [RandomProperty(Landscapes)]
    public Property The_inverse_of_a_step_that_moves_names_moves_them_back() =>
        ForEveryPlan(
            (plan, _) =>
            {
                foreach (var step in plan.Steps)
                {
                    var back = step.InverseOn(plan.Before.After(plan.Steps.TakeWhile(other => other.Key != step.Key)));
                    Assert.Equal(step.NameChange?.ZoneName, back.NameChange?.ZoneName);
                    Assert.Equal(step.NameChange?.EndpointId, back.NameChange?.EndpointId);
                    Assert.Equal(step.NameChange is null, back.NameChange is null);
                    Assert.True(step.NameChange is null || step.NameChange.Effect != back.NameChange!.Effect);
                }
            }
        );

    [RandomProperty(Landscapes)]
    public Property A_step_requires_the_steps_that_create_its_resources() =>
        ForEveryPlan(
            (plan, _) =>
            {
                var steps = plan.Steps.ToList();
                foreach (var step in steps)
                {
                    foreach (var maker in steps.Where(maker => maker.Key != step.Key && step.Uses(maker)))
                        Assert.True(steps.IndexOf(maker) < steps.IndexOf(step), $"{step.Key} uses the resource that {maker.Key} creates");
                }
            }
        );

    [RandomProperty(Landscapes)]
    public Property A_bound_step_contains_no_symbolic_id() =>
        ForEveryPlan(
            (plan, _) =>
            {
                var symbols = new SymbolTable();
                foreach (var step in plan.Steps)
                {
                    if (step.Creates is { } made)
                        symbols.Bind(made, "real");
                    if (step is CreateEndpoint { RegionalName: { } name })
                    {
                        symbols.Bind(name.DnsName, "real.name");
                        symbols.Bind(name.HostedZoneId, "Z1");
                    }

                    if (step is CreateGatewayEndpoint or AddGatewayRoutes)
                        symbols.Bind($"new/pl/{Landscape.Service("s3")}", "pl-real");

                    var bound = step.Bound(symbols) with { Requires = ValueList<string>.Empty };
                    Assert.DoesNotContain("new/", JsonSerializer.Serialize<object>(bound), StringComparison.Ordinal);
                }
            }
        );

    [RandomProperty(Landscapes)]
    public Property Existing_routes_and_rules_are_kept() =>
        ForEveryPlan(
            (plan, _) =>
            {
                foreach (var table in plan.Before.RouteTables)
                {
                    Assert.Subset(
                        plan.Predicted.RouteTables[table.Id].Routes.Select(DestinationAndTarget).ToHashSet(),
                        table.Routes.Select(DestinationAndTarget).ToHashSet()
                    );
                }

                foreach (var group in plan.Before.SecurityGroups)
                    Assert.Subset(plan.Predicted.SecurityGroups[group.Id].Ingress.ToHashSet(), group.Ingress.ToHashSet());
                Assert.Equal(plan.Before.NetworkAcls, plan.Predicted.NetworkAcls);
                Assert.Equal(plan.Before.Vpcs, plan.Predicted.Vpcs);
            }
        );

    [RandomProperty(Landscapes)]
    public Property Foreign_zones_are_unchanged_and_hub_zones_lose_no_name() =>
        ForEveryPlan(
            (plan, _) =>
            {
                foreach (var zone in plan.Before.Zones)
                {
                    var after = plan.Predicted.Zones[zone.Id];
                    if (!zone.IsOf(Landscape.HubName))
                        Assert.Equal(zone, after);
                    Assert.Subset(
                        after.Records!.Select(record => (record.Name, record.Type)).ToHashSet(),
                        zone.Records!.Select(record => (record.Name, record.Type)).ToHashSet()
                    );
                    Assert.Subset(
                        after.Records!.ToHashSet(),
                        zone.Records!.Where(record => record.Alias is null || !VpceName.Is(record.Alias.DnsName)).ToHashSet()
                    );
                    var leaving = plan.Steps.OfType<DisassociateZone>().Where(step => step.ZoneId == zone.Id).Select(step => step.Vpc);
                    Assert.Subset(after.Vpcs.ToHashSet(), zone.Vpcs.Except(leaving).ToHashSet());
                }
            }
        );

    [RandomProperty(Landscapes)]
    public Property Only_endpoints_of_the_spoke_and_the_hub_are_changed_and_no_managed_ones() =>
        ForEveryPlan(
            (plan, _) =>
            {
                var own = plan.Units.Select(unit => unit.Subject).ToList();
                bool IsOwn(Endpoint endpoint) =>
                    own.Contains(endpoint.VpcId) || (endpoint.IsOf(Landscape.HubName) && own.Contains(Landscape.HubName));
                foreach (var endpoint in plan.Before.Endpoints.Where(endpoint => endpoint.RequesterManaged || !IsOwn(endpoint)))
                    Assert.Equal(endpoint, plan.Predicted.Endpoints.Find(endpoint.Id));
            }
        );

    // The path to image layers does not use the hub, and no plan changes it.
    private static void AssertReachable(NetworkSnapshot network, string service)
    {
        var path = PathAnalyzer.Analyze(new PathIndex(network), new PathQuestion("vpc-dev", Landscape.HubVpc, service) { FollowsLayers = false });
        Assert.True(path.Verdict == PathVerdict.Reachable, path.Findings.ToString());
    }

    [RandomProperty(Landscapes)]
    public Property A_refused_connection_has_no_steps() =>
        ForEveryLandscape(snapshot =>
        {
            var plan = MigrationPlans.All[1](snapshot);
            foreach (
                var spoke in plan
                    .Refusals.Where(problem => problem.Code == nameof(EndpointHub.Errors.Problems.CidrOverlap))
                    .Select(problem => problem.Resource)
            )
            {
                Assert.DoesNotContain(plan.Units, unit => unit.Subject == spoke);
            }

            var alone = ConnectionPlanner.For(snapshot, TestIntents.Connection());
            Assert.True(alone.IsEmpty || alone.Refusals.Count == 0);
        });

    [RandomProperty(Landscapes)]
    public Property A_cut_over_moves_every_name_of_a_service_and_only_reachable_services() =>
        ForEveryLandscape(snapshot =>
        {
            var plan = CutoverPlanner.For(snapshot, TestIntents.Cutover());
            var moved = plan.Steps.OfType<DisablePrivateDns>().Select(step => snapshot.Endpoints[step.EndpointId]).ToList();
            foreach (var endpoint in moved)
            {
                AssertReachable(plan.Predicted, endpoint.ServiceName);
                var answered = plan
                    .Predicted.Zones.Where(zone => zone.Serves("vpc-dev"))
                    .SelectMany(zone => zone.Records!)
                    .Select(record => record.Name)
                    .ToList();
                Assert.All(endpoint.PrivateNames, name => Assert.Contains(answered, record => DnsName.Matches(record, name)));
            }
        });

    [RandomProperty(Landscapes)]
    public Property A_removal_deletes_only_idle_endpoints_and_keeps_services_reachable() =>
        ForEveryLandscape(snapshot =>
        {
            var plan = RemovalPlanner.For(snapshot, TestIntents.Removal());
            foreach (var endpoint in plan.Steps.Cast<DeleteEndpoint>().Select(step => snapshot.Endpoints[step.EndpointId]))
            {
                Assert.False(endpoint.PrivateDnsEnabled);
                Assert.NotNull(endpoint.Tag(HubMark.CutOverTag));
                AssertReachable(plan.Predicted, endpoint.ServiceName);
            }
        });

    [Fact]
    public void Generated_landscapes_cover_refusals_and_plans()
    {
        var plans = Gen.Sample(RandomLandscape.Any.Generator, 1_000)
            .Select(landscape => landscape.Network())
            .SelectMany(snapshot => MigrationPlans.All.Select(job => job(snapshot)))
            .ToList();

        var taken = plans.SelectMany(plan => plan.Steps).Select(step => step.GetType()).Distinct();
        Assert.Subset(
            taken.ToHashSet(),
            new HashSet<Type>
            {
                typeof(CreateSecurityGroup),
                typeof(CreateEndpoint),
                typeof(RequestPeering),
                typeof(AcceptPeering),
                typeof(CreateRoute),
                typeof(AllowIngress),
                typeof(CreateZone),
                typeof(ChangeRecords),
                typeof(TagEndpoint),
                typeof(DisablePrivateDns),
                typeof(AssociateZone),
                typeof(DeleteEndpoint),
                typeof(DisassociateZone),
                typeof(EnablePrivateDns),
                typeof(UntagEndpoint),
                typeof(CreateGatewayEndpoint),
                typeof(AddGatewayRoutes),
                typeof(CreateSubnet),
                typeof(CreateRouteTable),
                typeof(AssociateRouteTable),
                typeof(ModifyEndpoint),
            }
        );
        var refused = plans.SelectMany(plan => plan.Refusals).Select(problem => problem.Code).Distinct().ToHashSet();
        Assert.Empty(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "VpcDnsDisabled",
                "ServiceNotInRegion",
                "ServiceNotInZone",
                "HubNotFound",
                "HubPrivateDnsOn",
                "CidrOverlap",
                "RouteInTheWay",
                "ForeignZone",
                "RecordInTheWay",
                "SpokeNotConnected",
                "ZoneMissing",
                "RequesterManaged",
                "PathNotProven",
                "StillInUse",
                "NeverHadPrivateDns",
                "RecordPointsToEndpoint",
                "S3PolicyLacksBucket",
                "S3PolicyMisnamesLayers",
            }.Except(refused)
        );
    }

    private static Property ForEveryPlan(Action<Plan, Func<NetworkSnapshot, Plan>> holds) =>
        ForEveryLandscape(snapshot =>
        {
            foreach (var job in MigrationPlans.All)
                holds(job(snapshot), job);
        });

    private static Property ForEveryLandscape(Action<NetworkSnapshot> holds) =>
        Prop.ForAll(RandomLandscape.Any, landscape => holds(landscape.Network()));

    private static (RouteDestination Destination, RouteTarget Target) DestinationAndTarget(Route route) => (route.Destination, route.Target);

    // A recreated endpoint has other names and addresses, and a pending one is available meanwhile.
    private static NetworkSnapshot WithoutGeneratedValues(NetworkSnapshot network) =>
        network with
        {
            Endpoints = ResourceTable<Endpoint>.From(
                network.Endpoints.Select(endpoint =>
                    endpoint with
                    {
                        RegionalName = null,
                        NetworkInterfaceIds = ValueList<string>.Empty,
                        State = endpoint.State == EndpointState.Pending ? EndpointState.Available : endpoint.State,
                    }
                )
            ),
            NetworkInterfaces = ResourceTable<NetworkInterface>.From(
                network
                    .NetworkInterfaces.Select(nic => nic with { Id = "", Address = null })
                    .OrderBy(nic => $"{nic.SubnetId} {nic.SecurityGroupIds}", StringComparer.Ordinal)
                    .Select((nic, index) => nic with { Id = $"{index:0000}" })
            ),
        };
}
