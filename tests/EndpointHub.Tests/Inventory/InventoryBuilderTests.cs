using EndpointHub.Inventory;
using EndpointHub.Planning;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Tests.Planning;
using EndpointHub.Topology;
using static EndpointHub.Inventory.MoveBlocker;

namespace EndpointHub.Tests.Inventory;

public sealed class InventoryBuilderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly NetworkSnapshot Seed = Landscape.Seed(ValueList.Of("ecr.dkr", "kms"));

    [Fact]
    public void Every_endpoint_is_listed_with_its_properties_and_cost()
    {
        var network = Seed.ChangingVpc("vpc-dev", vpc => vpc with { Tags = ValueList.Of(new Tag("Name", "dev")) });
        var stock = InventoryBuilder.Of(network, Noon);

        Assert.Equal(9, stock.Count);
        Assert.Equal(stock.OrderBy(entry => entry.VpcId).ThenBy(entry => entry.ServiceName), stock);
        var entry = stock.Single(entry => entry.VpcEndpointId == "vpce-dev-ecr.dkr");
        Assert.Equal(("vpc-dev", "dev", "123456789012", "ap-northeast-1"), (entry.VpcId, entry.VpcName, entry.AccountId, entry.Region));
        Assert.Equal(("ecr.dkr", Landscape.Service("ecr.dkr"), EndpointKind.Interface), (entry.Service, entry.ServiceName, entry.Kind));
        Assert.Equal(
            (ValueList.Of("subnet-dev-a"), ValueList.Of("ap-northeast-1a"), true),
            (entry.SubnetIds, entry.AvailabilityZones, entry.PrivateDnsEnabled)
        );
        Assert.Equal(ValueList.Of("vpc-prd", "vpc-stg"), entry.DuplicateVpcIds);
        Assert.Equal((true, None, "", Noon), (entry.CanMove, entry.Obstacle, entry.Reason, entry.TakenAt));
        // 1 AZ x 730 h x 0.014 USD.
        Assert.Equal(10.22m, entry.MonthlyCost);
        Assert.Equal(0m, stock.Single(entry => entry.VpcEndpointId == "vpce-dev-s3").MonthlyCost);
    }

    [Fact]
    public void An_unknown_price_leaves_the_cost_empty()
    {
        var network = Seed.ChangingVpc("vpc-dev", vpc => vpc with { Location = vpc.Location with { Region = "eu-north-1" } });

        Assert.Null(CostOfKms(network));
        Assert.NotNull(CostOfKms(Seed));

        static decimal? CostOfKms(NetworkSnapshot network) =>
            InventoryBuilder.Of(network, Noon).Single(entry => entry.VpcEndpointId == "vpce-dev-kms").MonthlyCost;
    }

    [Theory]
    [InlineData("com.amazonaws.ap-northeast-1.guardduty-data", null, false)]
    [InlineData("com.amazonaws.ap-northeast-1.guardduty-data-fips", null, false)]
    [InlineData("com.amazonaws.ap-northeast-1.guardduty", null, true)]
    [InlineData("com.amazonaws.ap-northeast-1.kms", "vpc-endpoint-service-account", false)]
    [InlineData("com.amazonaws.ap-northeast-1.kms", "resource-gateway-account", false)]
    [InlineData("com.amazonaws.ap-northeast-1.kms", "vpc-endpoint-account", true)]
    public void An_endpoint_that_its_account_does_not_pay_for_costs_nothing(string service, string? payer, bool isBilled)
    {
        var network = Seed.Changing("vpce-dev-kms", endpoint => endpoint with { ServiceName = service, Payer = payer });

        Assert.Equal(isBilled ? 10.22m : 0m, Entry(network, "vpce-dev-kms").MonthlyCost);
    }

    [Fact]
    public void An_endpoint_of_a_tool_can_move_and_names_its_owner()
    {
        var network = Seed.Changing("vpce-dev-kms", endpoint => endpoint with { Tags = ValueList.Of(new Tag("ManagedBy", "terraform")) });

        var entry = Entry(network, "vpce-dev-kms");

        Assert.Equal((true, EndpointOwner.Terraform), (entry.CanMove, entry.ManagedBy));
        Assert.Contains("-IncludeManaged Terraform", Assert.Single(entry.Warnings), StringComparison.Ordinal);
    }

    public static TheoryData<MoveBlocker, object> Obstacles() =>
        new()
        {
            {
                GatewayEndpoint,
                (NetworkSnapshot snapshot) => snapshot.Changing("vpce-dev-kms", endpoint => endpoint with { Kind = EndpointKind.Gateway })
            },
            {
                OtherEndpointType,
                (NetworkSnapshot snapshot) => snapshot.Changing("vpce-dev-kms", endpoint => endpoint with { Kind = EndpointKind.Other })
            },
            {
                AlreadyInHub,
                (NetworkSnapshot snapshot) =>
                    snapshot.Changing("vpce-dev-kms", endpoint => endpoint with { Tags = ValueList.Of(HubMark.Hub("shared")) })
            },
            {
                MoveBlocker.RequesterManaged,
                (NetworkSnapshot snapshot) => snapshot.Changing("vpce-dev-kms", endpoint => endpoint with { RequesterManaged = true })
            },
            { NotAvailable, (NetworkSnapshot snapshot) => snapshot.Changing("vpce-dev-kms", endpoint => endpoint with { State = "failed" }) },
            {
                NotAvailable,
                (NetworkSnapshot snapshot) => snapshot.Changing("vpce-dev-kms", endpoint => endpoint with { State = EndpointState.Pending })
            },
            {
                InHubVpc,
                (NetworkSnapshot snapshot) =>
                    snapshot.WithEndpoint("vpce-dev-logs", "vpc-dev", "logs", ["subnet-dev-a"], [], tags: HubMark.Hub("shared"))
            },
            {
                PrivateDnsAlwaysOff,
                (NetworkSnapshot snapshot) => snapshot.Changing("vpce-dev-kms", endpoint => endpoint with { PrivateDnsEnabled = false })
            },
            {
                UnknownPorts,
                (NetworkSnapshot snapshot) =>
                    snapshot.Changing("vpce-dev-kms", endpoint => endpoint with { ServiceName = "com.amazonaws.vpce.ap-northeast-1.vpce-svc-0a1b" })
            },
            {
                UnknownPorts,
                (NetworkSnapshot snapshot) =>
                    snapshot
                        .WithSecurityGroup("sg-odd", "vpc-dev", new SecurityRule(Traffic.Tcp(8883), RulePeer.From(Cidr.Everything)))
                        .Changing("vpce-dev-kms", endpoint => endpoint with { SecurityGroupIds = ValueList.Of("sg-odd") })
            },
            { VpcDnsDisabled, (NetworkSnapshot snapshot) => snapshot.ChangingVpc("vpc-dev", vpc => vpc with { EnableDnsSupport = false }) },
            { VpcDnsDisabled, (NetworkSnapshot snapshot) => snapshot.ChangingVpc("vpc-dev", vpc => vpc with { EnableDnsHostnames = false }) },
            {
                MoveBlocker.CidrOverlap,
                (NetworkSnapshot snapshot) =>
                    snapshot.ChangingVpc("vpc-dev", vpc => vpc with { Cidrs = ValueList.Of(Cidr.Parse("10.255.1.0/24")) }).WithHub("kms")
            },
            {
                MoveBlocker.CidrOverlap,
                (NetworkSnapshot snapshot) =>
                    snapshot
                        .WithVpc("vpc-aaa", "10.2.128.0/17")
                        .WithSubnet("subnet-aaa", "vpc-aaa", "10.2.128.0/24", "1a")
                        .WithEndpoint("vpce-aaa-kms", "vpc-aaa", "kms", ["subnet-aaa"])
                        .WithSecurityGroup("sg-aaa-default", "vpc-aaa")
            },
            {
                MoveBlocker.ManagedByGuardDuty,
                (NetworkSnapshot snapshot) =>
                    snapshot.Changing("vpce-dev-kms", endpoint => endpoint with { ServiceName = "com.amazonaws.ap-northeast-1.guardduty-data" })
            },
            {
                MoveBlocker.ManagedByGuardDuty,
                (NetworkSnapshot snapshot) =>
                    snapshot.Changing("vpce-dev-kms", endpoint => endpoint with { Tags = ValueList.Of(new Tag("GuardDutyManaged", "true")) })
            },
            {
                CrossRegion,
                (NetworkSnapshot snapshot) => snapshot.Changing("vpce-dev-kms", endpoint => endpoint with { ServiceRegion = "us-west-2" })
            },
            {
                CrossRegion,
                (NetworkSnapshot snapshot) =>
                    snapshot.Changing("vpce-dev-kms", endpoint => endpoint with { ServiceName = "com.amazonaws.us-gov-west-1.kms" })
            },
            {
                PaidByOthers,
                (NetworkSnapshot snapshot) => snapshot.Changing("vpce-dev-kms", endpoint => endpoint with { Payer = "vpc-endpoint-service-account" })
            },
            {
                OtherEndpointType,
                (NetworkSnapshot snapshot) =>
                    snapshot.Changing(
                        "vpce-dev-kms",
                        endpoint =>
                            endpoint with
                            {
                                Kind = EndpointKind.Resource,
                                ServiceName = "arn:aws:vpc-lattice:ap-northeast-1:123456789012:resourceconfiguration/rcfg-0a",
                            }
                    )
            },
            {
                NothingToSave,
                (NetworkSnapshot snapshot) =>
                    snapshot
                        .Changing("vpce-stg-kms", endpoint => endpoint with { RequesterManaged = true })
                        .Changing("vpce-prd-kms", endpoint => endpoint with { State = "rejected" })
            },
        };

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void An_endpoint_that_cannot_move_reports_its_obstacle(MoveBlocker obstacle, object change)
    {
        Assert.True(Entry(Seed, "vpce-dev-kms").CanMove);

        var entry = Entry(((Func<NetworkSnapshot, NetworkSnapshot>)change)(Seed), "vpce-dev-kms");

        Assert.Equal(obstacle, entry.Obstacle);
        Assert.False(entry.CanMove);
        Assert.EndsWith(".", entry.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kms", "tcp", 443, true)]
    [InlineData("kms", "-1", null, true)]
    [InlineData("kms", "tcp", 8883, false)]
    [InlineData("cassandra", "tcp", 9142, true)]
    public void The_inventory_checks_ports_like_the_cut_over(string service, string protocol, int? port, bool canMove)
    {
        var network = Landscape
            .Seed(ValueList.Of(service))
            .WithSecurityGroup(
                "sg-odd",
                "vpc-dev",
                new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Everything)),
                new SecurityRule(new Traffic(protocol, port, port), RulePeer.From(Cidr.Everything))
            );
        network = network.Changing($"vpce-dev-{service}", endpoint => endpoint with { SecurityGroupIds = ValueList.Of("sg-odd") });

        Assert.Equal(canMove ? None : UnknownPorts, Entry(network, $"vpce-dev-{service}").Obstacle);
    }

    [Fact]
    public void Every_obstacle_has_a_test_case() =>
        Assert.Equal(Enum.GetValues<MoveBlocker>().Except([None]).Order(), Obstacles().Select(row => row.Data.Item1).Distinct().Order());

    [Fact]
    public void Of_two_vpcs_that_overlap_the_first_can_move()
    {
        var network = Seed.ChangingVpc("vpc-stg", vpc => vpc with { Cidrs = ValueList.Of(Cidr.Parse("10.2.0.0/16")) });

        Assert.True(Entry(network, "vpce-dev-kms").CanMove);
        Assert.Equal(MoveBlocker.CidrOverlap, Entry(network, "vpce-stg-kms").Obstacle);
        Assert.Contains("vpc-dev", Entry(network, "vpce-stg-kms").Reason, StringComparison.Ordinal);
        Assert.True(Entry(network, "vpce-prd-kms").CanMove);
    }

    [Fact]
    public void A_single_endpoint_is_worth_moving_when_the_hub_has_its_service()
    {
        var alone = Landscape
            .Seed(ValueList<string>.Empty)
            .WithService("kms")
            .WithEndpoint("vpce-dev-kms", "vpc-dev", "kms", ["subnet-dev-a"])
            .WithSecurityGroup("sg-dev-default", "vpc-dev");

        Assert.Equal(NothingToSave, Entry(alone, "vpce-dev-kms").Obstacle);
        Assert.Equal(None, Entry(alone.WithHub("kms"), "vpce-dev-kms").Obstacle);
    }

    [Fact]
    public void A_spoke_of_another_hub_may_overlap_with_a_spoke_of_this_hub()
    {
        var network = Seed.WithHub("kms")
            .WithEndpoint("vpce-2", "vpc-prd", "logs", ["subnet-prd-a"], [], tags: HubMark.Hub("another"))
            .ChangingVpc("vpc-dev", vpc => vpc with { Cidrs = ValueList.Of(Cidr.Parse("10.255.1.0/24")) });

        Assert.True(Entry(network, "vpce-dev-kms").CanMove);
    }

    [Fact]
    public void A_cut_over_endpoint_is_still_listed_for_removal()
    {
        var network = Seed.WithHub("kms", "ecr.dkr").Connected().WithZones().CutOver();

        var entry = Entry(network, "vpce-dev-kms");
        Assert.False(entry.PrivateDnsEnabled);
        Assert.True(entry.CanMove);
        Assert.Equal(["shared", "shared"], InventoryBuilder.Of(network, Noon).Select(one => one.PartOfHub).OfType<string>());
    }

    [Fact]
    public void A_condition_to_check_before_moving_is_a_warning()
    {
        var network = Seed.Changing("vpce-dev-kms", endpoint => endpoint with { PolicyDocument = "{}" })
            .ChangingVpc("vpc-dev", vpc => vpc with { DomainNameServers = ValueList.Of("10.2.0.53") })
            .WithZone("Z1", "corp.example.com", "", "vpc-dev");
        network = network.WithRecord("Z1", ZoneRecord.AliasTo("kms.corp.example.com", network.Endpoints["vpce-dev-kms"].RegionalName!));

        var entry = Entry(network, "vpce-dev-kms");

        Assert.True(entry.CanMove);
        Assert.Equal(3, entry.Warnings.Count);
        Assert.Contains("policy", entry.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("10.2.0.53", entry.Warnings[1], StringComparison.Ordinal);
        Assert.Contains("kms.corp.example.com", entry.Warnings[2], StringComparison.Ordinal);
        Assert.Empty(Entry(network, "vpce-stg-kms").Warnings);
    }

    private static EndpointInventory Entry(NetworkSnapshot network, string endpointId) =>
        InventoryBuilder.Of(network, Noon).Single(entry => entry.VpcEndpointId == endpointId);
}
