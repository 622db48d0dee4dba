using Amazon.EC2;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Inventory;
using EndpointHub.Paths;
using EndpointHub.Planning;
using EndpointHub.Sandbox.Http;
using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.AwsTests.Operations;

/// <summary>Path tests with planned changes, with the client's security groups, and with other policies.</summary>
public sealed class TestPathTests
{
    [Fact]
    public void A_planned_path_is_tested_as_after_the_migration() =>
        SimulatedAws.Run(async aws =>
        {
            (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr", "kms"))).Result<Hub>();
            aws.NewCalls();

            var network = (await aws.DoAsync(new TestPath(), Ask(aws))).Results<EndpointPath>();
            var planned = (await aws.DoAsync(new TestPath(), Ask(aws) with { IsPlanned = true })).Results<EndpointPath>();

            Assert.All(network, path => Assert.Equal((PathVerdict.Unreachable, false), (path.Verdict, path.IsProjected)));
            Assert.All(planned, path => Assert.Equal((PathVerdict.Reachable, true), (path.Verdict, path.IsProjected)));
            Assert.Equal(2, planned.Count);
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void The_steps_of_a_planned_path_are_those_that_the_commands_take() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"))).Result<Hub>();
            var projected = Assert
                .Single((await aws.DoAsync(new TestPath(), Ask(aws) with { IsPlanned = true })).Results<EndpointPath>())
                .StepRecords.Read();

            var who = new RecordingOperator();
            await aws.DoAsync(who, new ConnectSpoke(), CancellationToken.None, aws.Connect("dev", hub));
            foreach (var spoke in who.Results<SpokeConnection>())
            {
                await aws.DoAsync(
                    who,
                    new AddPrivateZone(),
                    CancellationToken.None,
                    new AddPrivateZoneRequest { Spoke = SpokeReference.To(spoke), Hub = HubReference.To(hub) }
                );
                await aws.DoAsync(who, new CutOver(), CancellationToken.None, new CutOverRequest { Spoke = SpokeReference.To(spoke) });
            }

            Assert.Empty(who.Failures);
            Assert.Equal(who.AskedSteps.Select(step => $"{step.Action} {step.Location}"), projected.Select(step => $"{step.Action} {step.Location}"));
        });

    [Fact]
    public void A_planned_test_reports_what_would_stop_the_migration() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"))).Result<Hub>();
            var table = aws
                .Seed.RouteTablesInUse(aws.Vpc("prd"))
                .First(used => used.Routes.Any(route => route.Target.Kind == RouteTargetKind.NatGateway));
            await aws.Access.Spoke.Ec2.CreateRouteAsync(
                new()
                {
                    RouteTableId = table.Id,
                    DestinationCidrBlock = aws.Seed.Subnets[aws.SubnetsOf("shared")[0]].Cidr.ToString(),
                    NatGatewayId = table.Routes.First(route => route.Target.Kind == RouteTargetKind.NatGateway).Target.Id,
                }
            );

            var planned = await aws.DoAsync(new TestPath(), Ask(aws, "prd") with { IsPlanned = true });
            var real = await aws.DoAsync(new ConnectSpoke(), aws.Connect("prd", hub));

            Assert.Empty(planned.Emitted);
            Assert.Equal(real.Failures.Select(failure => failure.Problem), planned.Failures.Select(failure => failure.Problem));
            Assert.Contains(planned.Failures, failure => failure.Problem.Code == "RouteInTheWay");
        });

    [Fact]
    public void One_interface_is_tested_with_its_own_subnet_and_groups() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "kms"));
            var client = aws.Seed.NetworkInterfaces[aws.OwnEndpoint("dev", SimulatedAws.EcrDkr).NetworkInterfaceIds[0]];

            var path = (
                await aws.DoAsync(new TestPath(), Ask(aws) with { Spoke = SpokeReference.To(spoke), WorkloadNetworkInterfaceId = client.Id })
            ).Result<EndpointPath>();

            Assert.Equal(client.SubnetId, Assert.Single(path.Subnets).SubnetId);
            Assert.All(
                path.Subnets[0].Addresses,
                address =>
                    Assert.Contains(address.Hops.OfType<SecurityGroupHop>(), hop => hop.IsEgress && client.SecurityGroupIds.Contains(hop.Resource))
            );
        });

    [Fact]
    public void Clients_that_are_let_out_to_the_old_endpoints_only_stop_the_cutover() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            var subnet = aws.SubnetsOf("dev")[0];
            var group = await ConfinedGroupAsync(aws, aws.OwnEndpoint("dev", SimulatedAws.EcrDkr).SecurityGroupIds[0]);
            await aws.Access.Spoke.Ec2.CreateNetworkInterfaceAsync(new() { SubnetId = subnet, Groups = [group] });

            var planned = (await aws.DoAsync(new TestPath(), Ask(aws) with { IsPlanned = true })).Result<EndpointPath>();
            var elsewhere = (
                await aws.DoAsync(
                    new TestPath(),
                    Ask(aws) with
                    {
                        IsPlanned = true,
                        SubnetIds = aws.SubnetsOf("dev").Where(other => other != subnet).ToValueList(),
                    }
                )
            ).Result<EndpointPath>();
            var stopped = await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(spoke) });
            var waived = await aws.DoAsync(
                new CutOver(),
                new CutOverRequest { Spoke = SpokeReference.To(spoke), Allowed = ValueList.Of("PathNotProven") }
            );

            var finding = Assert.Single(planned.Findings, found => found.Code == FindingCode.WorkloadEgressRestriction);
            Assert.Equal(group, finding.Resource);
            Assert.Equal(PathVerdict.Unreachable, planned.Subnets.Single(path => path.SubnetId == subnet).Verdict);
            Assert.DoesNotContain(elsewhere.Subnets, path => path.SubnetId == subnet);
            Assert.Equal(PathVerdict.Reachable, elsewhere.Verdict);
            Assert.Equal("PathNotProven", stopped.Failures.Single().Problem.Code);
            Assert.Contains(group, stopped.Failures.Single().Problem.Reason, StringComparison.Ordinal);
            Assert.Empty(waived.Failures);
        });

    [Fact]
    public void Groups_that_no_interface_has_at_the_moment_stop_the_cutover_and_are_in_the_inventory() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
            var own = aws.OwnEndpoint("dev", SimulatedAws.EcrDkr);
            var group = await ConfinedGroupAsync(aws, own.SecurityGroupIds[0]);

            var stopped = await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(spoke) });
            var inventory = (await aws.DoAsync(new GetInventory(), new GetInventoryRequest { VpcId = aws.Vpc("dev") })).Results<EndpointInventory>();

            Assert.Contains(group, stopped.Failures.Single().Problem.Reason, StringComparison.Ordinal);
            Assert.Contains(
                inventory.Single(entry => entry.VpcEndpointId == own.Id).Warnings,
                warning => warning.Contains(group, StringComparison.Ordinal)
            );
        });

    [Fact]
    public void Clients_outside_the_spoke_are_refused() =>
        SimulatedAws.Run(async aws =>
        {
            Assert.Single(await aws.PreparedAsync(["dev"], "kms"));
            var foreign = aws.Seed.NetworkInterfaces[aws.OwnEndpoint("stg", SimulatedAws.EcrDkr).NetworkInterfaceIds[0]];

            var byInterface = await aws.DoAsync(new TestPath(), Ask(aws) with { WorkloadNetworkInterfaceId = foreign.Id });
            var byGroup = await aws.DoAsync(new TestPath(), Ask(aws) with { WorkloadSecurityGroupIds = foreign.SecurityGroupIds });

            Assert.Equal(
                ("InterfaceNotInSpoke", foreign.Id),
                (byInterface.Failures.Single().Problem.Code, byInterface.Failures.Single().Problem.Resource)
            );
            Assert.Equal(
                ("WorkloadGroupNotInSpoke", foreign.SecurityGroupIds[0]),
                (byGroup.Failures.Single().Problem.Code, byGroup.Failures.Single().Problem.Resource)
            );
            Assert.Empty(byInterface.Emitted.Concat(byGroup.Emitted));
        });

    [Fact]
    public void Other_policies_that_name_the_spoke_warn_and_invalid_ones_are_refused() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "kms"));
            var own = aws.OwnEndpoint("dev", "com.amazonaws.ap-northeast-1.kms").Id;
            var policy =
                $$$$"""{"Statement":[{"Effect":"Deny","Action":"kms:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"{{{{own}}}}"}}}]}""";
            var request = Ask(aws) with { Spoke = SpokeReference.To(spoke), Policies = ValueList.Of(new NamedPolicy("key.json", policy)) };

            var warned = (await aws.DoAsync(new TestPath(), request)).Result<EndpointPath>();
            var refused = await aws.DoAsync(new TestPath(), request with { Policies = ValueList.Of(new NamedPolicy("notes.txt", "see the wiki")) });

            Assert.Equal("key.json", Assert.Single(warned.Findings, finding => finding.Code == FindingCode.PolicyNamesSpoke).Resource);
            Assert.Equal(("MalformedOtherPolicy", "notes.txt"), (refused.Failures.Single().Problem.Code, refused.Failures.Single().Problem.Resource));
        });

    [Fact]
    public void Policies_are_evaluated_for_the_given_calls() =>
        SimulatedAws.Run(async aws =>
        {
            const string Key = "arn:aws:kms:ap-northeast-1:123456789012:key/app";
            const string Role = "arn:aws:iam::123456789012:role/app";
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr", "kms"));
            var request = Ask(aws) with { Spoke = SpokeReference.To(spoke), IsPlanned = true };
            async Task<IReadOnlyList<EndpointPath>> AskedAsync(CallOptions calls) =>
                (await aws.DoAsync(new TestPath(), request with { Calls = calls })).Results<EndpointPath>();

            var encrypt = new CallOptions
            {
                Actions = ValueList.Of("kms:Encrypt"),
                Resources = ValueList.Of(Key),
                PrincipalArn = Role,
            };
            await aws.Access.Spoke.Ec2.ModifyVpcEndpointAsync(
                new()
                {
                    VpcEndpointId = (await AskedAsync(new())).Single(path => path.ServiceName != SimulatedAws.EcrDkr).HubVpcEndpointId,
                    PolicyDocument =
                        $$$$"""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"{{{{Role}}}}"},"Action":"kms:Encrypt","Resource":"{{{{Key}}}}"}]}""",
                }
            );
            await Task.Delay(TimeSpan.FromMinutes(10), aws.Clock);

            PathVerdict[] ecrAnd(PathVerdict kms) => [PathVerdict.Reachable, kms];
            Assert.Equal(ecrAnd(PathVerdict.Unreachable), (await AskedAsync(new())).Select(path => path.Verdict));
            Assert.Equal(ecrAnd(PathVerdict.Reachable), (await AskedAsync(encrypt)).Select(path => path.Verdict));
            Assert.Equal(ecrAnd(PathVerdict.Unknown), (await AskedAsync(encrypt with { PrincipalArn = null })).Select(path => path.Verdict));
            Assert.Equal(
                ecrAnd(PathVerdict.Unknown),
                (await AskedAsync(encrypt with { Resources = ValueList<string>.Empty })).Select(path => path.Verdict)
            );
            Assert.Equal(
                ecrAnd(PathVerdict.Unreachable),
                (await AskedAsync(encrypt with { Actions = ValueList.Of("kms:Encrypt", "kms:Sign") })).Select(path => path.Verdict)
            );
        });

    [Fact]
    public void Invalid_calls_are_refused() =>
        SimulatedAws.Run(async aws =>
        {
            Assert.Single(await aws.PreparedAsync(["dev"], "kms"));
            async Task RefusedAsync(string code, string resource, CallOptions calls)
            {
                var refused = await aws.DoAsync(new TestPath(), Ask(aws) with { Calls = calls });
                Assert.Equal((code, resource), (refused.Failures.Single().Problem.Code, refused.Failures.Single().Problem.Resource));
                Assert.Empty(refused.Emitted);
            }

            await RefusedAsync("MalformedAction", "Decrypt", new() { Actions = ValueList.Of("Decrypt") });
            await RefusedAsync("ResourceWithoutAction", "*", new() { Resources = ValueList.Of("*") });
            await RefusedAsync("ActionNotTested", "ecr:PutImage", new() { Actions = ValueList.Of("kms:Decrypt", "ecr:PutImage") });
        });

    [Fact]
    public void Image_pulls_are_filtered_by_the_addresses_of_s3() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = await CutOverAsync(aws, "ecr.dkr");
            Assert.Equal(PathVerdict.Reachable, (await TestAsync(aws, spoke)).Verdict);
            var acl = await OpenToTheHubAloneAsync(aws);

            var path = await TestAsync(aws, spoke);

            Assert.Equal(PathVerdict.Unreachable, path.Verdict);
            Assert.All(
                path.Findings.Where(finding => finding.Effect == FindingEffect.Fails),
                finding => Assert.Equal((FindingCode.SubnetAclRestriction, acl), (finding.Code, finding.Resource))
            );
            Assert.All(path.Subnets, subnet => Assert.All(subnet.Addresses, address => Assert.Equal(PathVerdict.Reachable, address.Verdict)));
        });

    [Fact]
    public void Unreadable_addresses_of_s3_leave_filtered_pulls_unknown() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = await CutOverAsync(aws, "ecr.dkr");
            aws.Sandbox.SetFaults([new FaultRule("DescribePrefixLists", "UnauthorizedOperation", Status: 403, Times: 100)]);
            Assert.Equal(PathVerdict.Reachable, (await TestAsync(aws, spoke)).Verdict);
            await OpenToTheHubAloneAsync(aws);

            var path = await TestAsync(aws, spoke);

            Assert.Equal(PathVerdict.Unknown, path.Verdict);
            Assert.Equal(
                [FindingCode.UnknownPrefixList],
                path.Findings.Where(finding => finding.Effect != FindingEffect.Warns).Select(finding => finding.Code)
            );
        });

    [Theory]
    [InlineData("52.219.0.0/20", FindingCode.WorkloadEgressRestriction)]
    [InlineData("pl-61a54008", null)]
    public void An_egress_rule_to_the_prefix_list_of_s3_allows_its_addresses(string peer, FindingCode? expected) =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = await CutOverAsync(aws, "ecr.dkr");
            var ec2 = aws.Access.Spoke.Ec2;
            var group = (
                await ec2.CreateSecurityGroupAsync(
                    new()
                    {
                        GroupName = "work",
                        Description = "work",
                        VpcId = aws.Vpc("dev"),
                    }
                )
            ).GroupId!;
            await ec2.RevokeSecurityGroupEgressAsync(
                new() { GroupId = group, IpPermissions = [new() { IpProtocol = "-1", Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] }] }
            );
            Ec2.IpPermission s3 = peer.StartsWith("pl-", StringComparison.Ordinal)
                ? new() { PrefixListIds = [new() { Id = peer }] }
                : new() { Ipv4Ranges = [new() { CidrIp = peer }] };
            Ec2.IpPermission hub = new() { Ipv4Ranges = [new() { CidrIp = "10.255.0.0/16" }] };
            foreach (var permission in new[] { s3, hub })
                (permission.IpProtocol, permission.FromPort, permission.ToPort) = ("tcp", 443, 443);
            await ec2.AuthorizeSecurityGroupEgressAsync(new() { GroupId = group, IpPermissions = [s3, hub] });

            var path = (
                await aws.DoAsync(new TestPath(), Ask(aws) with { Spoke = SpokeReference.To(spoke), WorkloadSecurityGroupIds = ValueList.Of(group) })
            ).Result<EndpointPath>();

            Assert.Equal(expected, path.Findings.FirstOrDefault(finding => finding.Effect != FindingEffect.Warns)?.Code);
        });

    [Fact]
    public void Only_tests_of_image_pulls_read_the_addresses_of_s3() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = await CutOverAsync(aws, "ecr.dkr", "ssm");
            Assert.DoesNotContain(aws.NewCalls(), IsForLists);

            await aws.DoAsync(new TestPath(), Ask(aws) with { Spoke = SpokeReference.To(spoke), Services = ValueList.Of("ssm") });
            Assert.DoesNotContain(aws.NewCalls(), IsForLists);

            await aws.DoAsync(new TestPath(), Ask(aws) with { Spoke = SpokeReference.To(spoke) });
            Assert.Equal("DescribePrefixLists", Assert.Single(aws.NewCalls(), IsForLists).Action);
        });

    private static bool IsForLists(RequestLogEntry call) => call.Action!.Contains("PrefixList", StringComparison.Ordinal);

    private static async Task<SpokeConnection> CutOverAsync(SimulatedAws aws, params string[] services)
    {
        var spoke = Assert.Single(await aws.PreparedAsync(["dev"], services));
        return (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(spoke) })).Result<SpokeConnection>();
    }

    private static async Task<EndpointPath> TestAsync(SimulatedAws aws, SpokeConnection spoke) =>
        (await aws.DoAsync(new TestPath(), Ask(aws) with { Spoke = SpokeReference.To(spoke) })).Result<EndpointPath>();

    /// <summary>The network ACL of dev allows requests to the hub only.</summary>
    private static async Task<string> OpenToTheHubAloneAsync(SimulatedAws aws)
    {
        var ec2 = aws.Access.Spoke.Ec2;
        var acl = aws.Seed.NetworkAclOf(aws.Seed.SubnetsOf(aws.Vpc("dev")).First())!.Id;
        await ec2.DeleteNetworkAclEntryAsync(
            new()
            {
                NetworkAclId = acl,
                RuleNumber = 100,
                Egress = true,
            }
        );
        await ec2.CreateNetworkAclEntryAsync(
            new()
            {
                NetworkAclId = acl,
                RuleNumber = 100,
                Egress = true,
                Protocol = "6",
                PortRange = new() { From = 443, To = 443 },
                CidrBlock = "10.255.0.0/16",
                RuleAction = RuleAction.Allow,
            }
        );
        return acl;
    }

    private static TestPathRequest Ask(SimulatedAws aws, string spoke = "dev") =>
        new()
        {
            Record = spoke,
            Spoke = SpokeReference.To(aws.Vpc(spoke)),
            Hub = HubReference.Named("shared"),
        };

    private static async Task<string> ConfinedGroupAsync(SimulatedAws aws, string to)
    {
        var ec2 = aws.Access.Spoke.Ec2;
        var group = (
            await ec2.CreateSecurityGroupAsync(
                new()
                {
                    VpcId = aws.Vpc("dev"),
                    GroupName = "tasks",
                    Description = "tasks",
                }
            )
        ).GroupId;
        await ec2.RevokeSecurityGroupEgressAsync(
            new() { GroupId = group, IpPermissions = [new() { IpProtocol = "-1", Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] }] }
        );
        await ec2.AuthorizeSecurityGroupEgressAsync(
            new()
            {
                GroupId = group,
                IpPermissions =
                [
                    new()
                    {
                        IpProtocol = "tcp",
                        FromPort = 443,
                        ToPort = 443,
                        UserIdGroupPairs = [new() { GroupId = to }],
                    },
                ],
            }
        );
        return group;
    }
}
