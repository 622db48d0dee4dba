using Amazon.EC2.Model;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Pacing;
using EndpointHub.Sandbox.Http;

namespace EndpointHub.AwsTests.Operations;

/// <summary>A hub with a second endpoint and a second security group, which were created beside EndpointHub.</summary>
public sealed class DuplicateTests
{
    private const string Service = "ecr.dkr";

    [Fact]
    public void What_a_hub_has_twice_is_found_priced_and_deleted_and_nothing_else_is() =>
        SimulatedAws.Run(async aws =>
        {
            var (kept, extra, group) = await DoubledAsync(aws);

            var hub = (await aws.DoAsync(new GetHub(), new GetHubRequest { Name = "shared" })).Result<Hub>();
            Assert.Equal([(SimulatedAws.EcrDkr, extra, kept)], hub.Duplicates.Take(1).Select(one => (one.Name, one.Id, one.KeptId)));
            Assert.Equal([extra, group], hub.Duplicates.Select(one => one.Id));
            var stock = (await aws.DoAsync(new GetInventory(), new GetInventoryRequest())).Results<EndpointInventory>();
            Assert.Equal(
                [extra],
                stock.Where(entry => entry.Warnings.Any(text => text.Contains("-DuplicateOnly"))).Select(entry => entry.VpcEndpointId)
            );
            var cost = (await aws.DoAsync(new MeasureCost(), new MeasureCostRequest { Hub = HubReference.To(hub) }))
                .Emitted.OfType<EndpointCost>()
                .Single();
            Assert.Equal([extra], cost.DuplicateEndpointIds);
            Assert.Equal(10.22m, cost.MonthlyDuplicateCost);
            Assert.Empty(aws.NewMutations());

            var who = await aws.DoAsync(new RemoveHub(), Request(hub, "TrafficUnknown"));

            var removed = who.Result<RemovedEndpoint>();
            Assert.Equal((extra, "shared", false), (removed.VpcEndpointId, removed.HubName, removed.IsProjected));
            Assert.Equal(["TrafficUnknown"], removed.Allowed);
            Assert.Equal((PlanUnitKind.Duplicates, "shared"), (Assert.Single(who.Asked).Kind, who.Asked[0].Subject));
            var mutations = aws.NewCalls().Where(call => call.IsMutating && call.Error is null).ToList();
            Assert.Equal(["DeleteVpcEndpoints", "DeleteSecurityGroup"], mutations.Select(call => call.Action));
            Assert.Equal([extra], Values(mutations[0], "VpcEndpointId"));
            Assert.Equal([group], Values(mutations[1], "GroupId"));
            var after = await aws.ReadAllAsync();
            Assert.Null(after.Endpoints.Find(extra));
            Assert.Null(after.SecurityGroups.Find(group));
            Assert.True(after.Endpoints[kept].IsAvailable);

            aws.NewCalls();
            var again = await aws.DoAsync(new RemoveHub(), Request(hub));
            Assert.Empty(again.Results<object>());
            Assert.Empty(again.Asked);
            Assert.Empty(aws.NewMutations());
            Assert.Empty((await aws.DoAsync(new GetHub(), new GetHubRequest { Name = "shared" })).Result<Hub>().Duplicates);
        });

    [Fact]
    public void A_dry_run_predicts_the_deletion_and_changes_nothing() =>
        SimulatedAws.Run(async aws =>
        {
            var (_, extra, group) = await DoubledAsync(aws);

            var who = new RecordingOperator { IsDryRun = true };
            await aws.DoAsync(who, new RemoveHub(), CancellationToken.None, Request(name: "shared", "TrafficUnknown"));

            var predicted = who.Result<RemovedEndpoint>();
            Assert.Equal((extra, true), (predicted.VpcEndpointId, predicted.IsProjected));
            Assert.Equal([$"ec2:DeleteVpcEndpoints: delete {extra}"], predicted.Steps);
            Assert.Equal([extra, group], who.AskedSteps.Select(step => step.Subject));
            Assert.Empty(aws.NewMutations());
        });

    [Theory]
    [InlineData("TrafficUnknown", null)]
    [InlineData("ZoneListUnread", "ListHostedZones")]
    [InlineData("RecordsUnread", "ListResourceRecordSets")]
    public void What_is_not_known_prevents_the_deletion_until_its_code_allows_it(string code, string? denied) =>
        SimulatedAws.Run(async aws =>
        {
            var (_, extra, _) = await DoubledAsync(aws);
            await aws.Access.Spoke.Route53.CreateHostedZoneAsync(new() { Name = "example.com", CallerReference = "example" });
            var hubZones = (await aws.ReadAllAsync()).Zones.Count;
            aws.NewCalls();
            void Deny() =>
                aws.Sandbox.SetFaults(
                    denied is null ? [] : [new FaultRule(denied, "AccessDenied", Nth: denied == "ListHostedZones" ? 1 : hubZones + 1, Times: 1)]
                );

            Deny();
            var others = WaivableCodes.OfDuplicates.Where(other => other != code).ToArray();
            var refused = await aws.DoAsync(new RemoveHub(), Request("shared", others));
            Assert.Equal([code], refused.Failures.Select(failure => failure.Problem.Code));
            Assert.Empty(refused.Emitted);
            Assert.Empty(aws.NewMutations());

            Deny();
            var allowed = await aws.DoAsync(new RemoveHub(), Request("shared", [.. others, code]));
            Assert.Equal(extra, allowed.Result<RemovedEndpoint>().VpcEndpointId);
            Assert.Contains(code, allowed.Result<RemovedEndpoint>().Allowed);
        });

    [Fact]
    public void A_record_that_was_created_during_the_prompt_keeps_the_endpoint() =>
        SimulatedAws.Run(async aws =>
        {
            var (kept, extra, _) = await DoubledAsync(aws);
            var zone = (await aws.ReadAllAsync()).Zones.First(zone => zone.Name == "dkr.ecr.ap-northeast-1.amazonaws.com");
            var target = (await aws.ReadAllAsync()).Endpoints[extra].RegionalName!;
            aws.NewCalls();
            var who = new RecordingOperator
            {
                Meanwhile = () =>
                    aws.Access.Spoke.Route53.ChangeResourceRecordSetsAsync(
                        new()
                        {
                            HostedZoneId = zone.Id,
                            ChangeBatch = new()
                            {
                                Changes =
                                [
                                    new()
                                    {
                                        Action = "CREATE",
                                        ResourceRecordSet = new()
                                        {
                                            Name = $"second.{zone.Name}",
                                            Type = "CNAME",
                                            TTL = 60,
                                            ResourceRecords = [new() { Value = target.DnsName }],
                                        },
                                    },
                                ],
                            },
                        }
                    ),
            };

            await aws.DoAsync(who, new RemoveHub(), CancellationToken.None, Request("shared", "TrafficUnknown"));

            Assert.Equal([("RecordPointsToEndpoint", extra)], who.Failures.Select(failure => (failure.Problem.Code, failure.Problem.Resource)));
            Assert.Empty(who.Emitted);
            Assert.Equal(["ChangeResourceRecordSets"], aws.NewMutations());
            Assert.True((await aws.ReadAllAsync()).Endpoints[kept].IsAvailable);
        });

    [Fact]
    public void A_missing_hub_is_reported_and_the_other_hub_proceeds() =>
        SimulatedAws.Run(async aws =>
        {
            var (_, extra, _) = await DoubledAsync(aws);

            var who = await aws.DoAsync(new RemoveHub(), Request("missing", "TrafficUnknown"), Request("shared", "TrafficUnknown"));

            Assert.Equal(["HubNotFound"], who.Failures.Select(failure => failure.Problem.Code));
            Assert.Equal(extra, Assert.IsType<RemovedEndpoint>(Assert.Single(who.Emitted)).VpcEndpointId);
        });

    private static RemoveHubRequest Request(Hub hub, params string[] codes) =>
        new()
        {
            Record = hub,
            Hub = HubReference.To(hub),
            Allowed = codes.ToValueList(),
        };

    private static RemoveHubRequest Request(string name, params string[] codes) =>
        new()
        {
            Record = name,
            Hub = HubReference.Named(name),
            Allowed = codes.ToValueList(),
        };

    private static async Task<(string Kept, string Extra, string Group)> DoubledAsync(SimulatedAws aws)
    {
        await aws.PreparedAsync(["dev"], Service);
        var kept = (await aws.ReadAllAsync()).Endpoints.Single(endpoint => endpoint.VpcId == aws.Vpc("shared")).Id;
        var ec2 = aws.Access.Spoke.Ec2;
        List<TagSpecification> Tagged(Amazon.EC2.ResourceType type) =>
            [new TagSpecification { ResourceType = type, Tags = [new Tag { Key = HubMark.HubTag, Value = "shared" }] }];
        var group = await ec2.CreateSecurityGroupAsync(
            new()
            {
                VpcId = aws.Vpc("shared"),
                GroupName = "second",
                Description = "second",
                TagSpecifications = Tagged(Amazon.EC2.ResourceType.SecurityGroup),
            }
        );
        var extra = await ec2.CreateVpcEndpointAsync(
            new()
            {
                VpcEndpointType = Amazon.EC2.VpcEndpointType.Interface,
                PrivateDnsEnabled = false,
                VpcId = aws.Vpc("shared"),
                ServiceName = SimulatedAws.EcrDkr,
                SubnetIds = [aws.SubnetsOf("shared")[0]],
                SecurityGroupIds = [group.GroupId!],
                TagSpecifications = Tagged(Amazon.EC2.ResourceType.VpcEndpoint),
            }
        );
        await aws.Clock.DelayAsync(TimeSpan.FromMinutes(10), CancellationToken.None);
        aws.NewCalls();
        return (kept, extra.VpcEndpoint!.VpcEndpointId!, group.GroupId!);
    }

    private static IEnumerable<string> Values(RequestLogEntry call, string name) =>
        call.Parameters.Where(parameter => parameter.Key.StartsWith(name, StringComparison.Ordinal)).Select(parameter => parameter.Value);
}
