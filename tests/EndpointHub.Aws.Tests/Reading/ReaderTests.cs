using Amazon.EC2;
using EndpointHub.Aws.Reading;
using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;
using Route53 = Amazon.Route53.Model;

namespace EndpointHub.AwsTests.Reading;

/// <summary>Maps responses of EC2 and Route 53 to the domain.</summary>
public sealed class ReaderTests
{
    [Fact]
    public void The_regional_name_is_the_shortest_at_any_position()
    {
        var endpoint = EndpointReader.Map(
            Endpoint(
                ("dkr.ecr.ap-northeast-1.amazonaws.com", "ZONEIDPENDING"),
                ("vpce-0a-1b2c3d4e-ap-northeast-1c.dkr.ecr.ap-northeast-1.vpce.amazonaws.com", "Z2E"),
                ("vpce-0a-1b2c3d4e.dkr.ecr.ap-northeast-1.vpce.amazonaws.com", "Z2E"),
                ("vpce-0a-1b2c3d4e-ap-northeast-1a.dkr.ecr.ap-northeast-1.vpce.amazonaws.com", "Z2E"),
                ("*.dkr.ecr.ap-northeast-1.amazonaws.com", "ZONEIDPENDING")
            )
        );

        Assert.Equal(new AliasTarget("vpce-0a-1b2c3d4e.dkr.ecr.ap-northeast-1.vpce.amazonaws.com", "Z2E"), endpoint.RegionalName);
        Assert.Equal(["*.dkr.ecr.ap-northeast-1.amazonaws.com", "dkr.ecr.ap-northeast-1.amazonaws.com"], endpoint.PrivateNames);
    }

    [Fact]
    public void S3_names_keep_the_wildcard_for_alias_targets()
    {
        var endpoint = EndpointReader.Map(
            Endpoint(
                ("*.vpce-0a-1b2c3d4e-us-east-1a.s3.us-east-1.vpce.amazonaws.com", "Z7H"),
                ("*.vpce-0a-1b2c3d4e.s3.us-east-1.vpce.amazonaws.com", "Z7H")
            )
        );

        Assert.Equal("*.vpce-0a-1b2c3d4e.s3.us-east-1.vpce.amazonaws.com", endpoint.RegionalName?.DnsName);
        Assert.Empty(endpoint.PrivateNames);
    }

    [Fact]
    public void Chinas_endpoint_names_are_endpoint_names()
    {
        var endpoint = EndpointReader.Map(
            Endpoint(("vpce-0a-1b2c3d4e.ssm.cn-north-1.vpce.amazonaws.com.cn", "ZCN"), ("ssm.cn-north-1.amazonaws.com.cn", "Z1"))
        );

        Assert.Equal("ZCN", endpoint.RegionalName?.HostedZoneId);
        Assert.Equal(["ssm.cn-north-1.amazonaws.com.cn"], endpoint.PrivateNames);
    }

    [Theory]
    [InlineData("Interface", EndpointKind.Interface)]
    [InlineData("Gateway", EndpointKind.Gateway)]
    [InlineData("GatewayLoadBalancer", EndpointKind.GatewayLoadBalancer)]
    [InlineData("Resource", EndpointKind.Resource)]
    [InlineData("ServiceNetwork", EndpointKind.ServiceNetwork)]
    [InlineData("Tunnel", EndpointKind.Tunnel)]
    [InlineData("Newer", EndpointKind.Other)]
    public void Every_type_of_endpoint_is_told(string type, EndpointKind kind)
    {
        var endpoint = Endpoint();
        endpoint.VpcEndpointType = new VpcEndpointType(type);

        Assert.Equal(kind, EndpointReader.Map(endpoint).Kind);
    }

    [Fact]
    public void An_endpoint_without_a_service_is_told_by_what_it_leads_to()
    {
        var endpoint = Endpoint();
        (endpoint.ServiceName, endpoint.ResourceConfigurationArn) = (
            null,
            "arn:aws:vpc-lattice:ap-northeast-1:123456789012:resourceconfiguration/rcfg-0a"
        );

        Assert.Equal(endpoint.ResourceConfigurationArn, EndpointReader.Map(endpoint).ServiceName);
    }

    [Fact]
    public void The_region_of_the_service_and_the_payer_of_the_hours_are_read()
    {
        var endpoint = Endpoint();
        endpoint.ServiceRegion = "us-west-2";
        endpoint.PayerResponsibilities =
        [
            new() { Scope = new("another-scope"), PayerResponsibilityType = new("resource-gateway-account") },
            new() { Scope = new("vpc-endpoint-charges"), PayerResponsibilityType = new("vpc-endpoint-service-account") },
        ];

        var read = EndpointReader.Map(endpoint);

        Assert.Equal(("us-west-2", "vpc-endpoint-service-account"), (read.ServiceRegion, read.Payer));
        Assert.Null(EndpointReader.Map(Endpoint()).Payer);
    }

    [Theory]
    [InlineData("available", "available")]
    [InlineData("pendingAcceptance", "pendingAcceptance")]
    [InlineData("PendingAcceptance", "pendingAcceptance")]
    public void States_are_written_as_on_the_wire(string wire, string state)
    {
        var endpoint = Endpoint();
        endpoint.State = State.FindValue(wire);

        Assert.Equal(state, EndpointReader.Map(endpoint).State);
    }

    [Fact]
    public void An_endpoint_with_few_members_can_be_read()
    {
        var endpoint = EndpointReader.Map(Endpoint());

        Assert.Null(endpoint.RegionalName);
        Assert.Empty(endpoint.SubnetIds);
        Assert.False(endpoint.PrivateDnsEnabled);
        Assert.Equal(("vpce-0a", "vpc-1"), (endpoint.Id, endpoint.VpcId));
    }

    [Fact]
    public void Routes_have_one_target_each_and_ipv6_is_left_out()
    {
        var table = RouteTableReader.Map(
            new Ec2.RouteTable
            {
                RouteTableId = "rtb-1",
                VpcId = "vpc-1",
                Associations = [new() { Main = true }, new() { SubnetId = "subnet-b" }, new() { SubnetId = "subnet-a" }],
                Routes =
                [
                    new()
                    {
                        DestinationCidrBlock = "10.255.0.0/16",
                        GatewayId = "vgw-1",
                        State = RouteState.Active,
                        Origin = RouteOrigin.EnableVgwRoutePropagation,
                    },
                    new()
                    {
                        DestinationCidrBlock = "10.255.0.0/16",
                        VpcPeeringConnectionId = "pcx-1",
                        State = RouteState.Blackhole,
                        Origin = RouteOrigin.CreateRoute,
                    },
                    new()
                    {
                        DestinationCidrBlock = "10.2.0.0/16",
                        GatewayId = "local",
                        State = RouteState.Active,
                    },
                    new()
                    {
                        DestinationPrefixListId = "pl-1",
                        GatewayId = "vpce-1",
                        State = RouteState.Active,
                    },
                    new()
                    {
                        DestinationCidrBlock = "0.0.0.0/0",
                        NatGatewayId = "nat-1",
                        State = RouteState.Active,
                    },
                    new()
                    {
                        DestinationCidrBlock = "10.9.0.0/16",
                        InstanceId = "i-1",
                        NetworkInterfaceId = "eni-1",
                        State = RouteState.Active,
                    },
                    new()
                    {
                        DestinationIpv6CidrBlock = "::/0",
                        EgressOnlyInternetGatewayId = "eigw-1",
                        State = RouteState.Active,
                    },
                ],
            }
        );

        Assert.True(table.IsMain);
        Assert.Equal(["subnet-a", "subnet-b"], table.SubnetIds);
        Assert.Equal(
            [
                "0.0.0.0/0 NatGateway nat-1 False False",
                "10.2.0.0/16 Local local False False",
                "10.255.0.0/16 Peering pcx-1 True False",
                "10.255.0.0/16 Gateway vgw-1 False True",
                "10.9.0.0/16 NetworkInterface eni-1 False False",
                "pl-1 VpcEndpoint vpce-1 False False",
            ],
            table.Routes.Select(route => $"{route.Destination} {route.Target.Kind} {route.Target.Id} {route.IsBlackhole} {route.IsPropagated}")
        );
    }

    [Fact]
    public void A_permission_with_many_sources_is_many_rules()
    {
        var group = SecurityGroupReader.Map(
            new Ec2.SecurityGroup
            {
                GroupId = "sg-1",
                VpcId = "vpc-1",
                GroupName = "hub",
                IpPermissions =
                [
                    new()
                    {
                        IpProtocol = "tcp",
                        FromPort = 443,
                        ToPort = 443,
                        Ipv4Ranges = [new() { CidrIp = "10.3.0.0/16", Description = "stg" }, new() { CidrIp = "10.2.0.0/16" }],
                        UserIdGroupPairs = [new() { GroupId = "sg-2" }],
                        PrefixListIds = [new() { Id = "pl-1" }],
                        Ipv6Ranges = [new() { CidrIpv6 = "::/0" }],
                    },
                ],
                IpPermissionsEgress = [new() { IpProtocol = "-1", Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] }],
            }
        );

        Assert.Equal(
            ["tcp/443 10.2.0.0/16", "tcp/443 10.3.0.0/16", "tcp/443 pl-1", "tcp/443 sg-2"],
            group.Ingress.Select(rule => $"{rule.Traffic} {rule.Peer}")
        );
        Assert.Equal("stg", group.Ingress[1].Description);
        Assert.Equal(new SecurityRule(Traffic.All, RulePeer.From(Cidr.Everything)), Assert.Single(group.Egress));
    }

    [Fact]
    public void Acl_entries_are_in_the_order_of_evaluation()
    {
        var acl = NetworkAclReader.Map(
            new Ec2.NetworkAcl
            {
                NetworkAclId = "acl-1",
                VpcId = "vpc-1",
                Entries =
                [
                    new()
                    {
                        RuleNumber = 32767,
                        Egress = false,
                        Protocol = "-1",
                        RuleAction = RuleAction.Deny,
                        CidrBlock = "0.0.0.0/0",
                    },
                    new()
                    {
                        RuleNumber = 100,
                        Egress = true,
                        Protocol = "6",
                        RuleAction = RuleAction.Allow,
                        CidrBlock = "0.0.0.0/0",
                        PortRange = new() { From = 1024, To = 65535 },
                    },
                    new()
                    {
                        RuleNumber = 100,
                        Egress = false,
                        Protocol = "-1",
                        RuleAction = RuleAction.Allow,
                        CidrBlock = "0.0.0.0/0",
                    },
                    new()
                    {
                        RuleNumber = 101,
                        Egress = false,
                        Protocol = "-1",
                        RuleAction = RuleAction.Allow,
                        Ipv6CidrBlock = "::/0",
                    },
                ],
            }
        );

        Assert.Equal([(100, false), (32767, false), (100, true)], acl.Entries.Select(entry => (entry.RuleNumber, entry.IsEgress)));
        Assert.Equal(new Traffic("6", 1024, 65535), acl.Entries[2].Traffic);
    }

    [Fact]
    public void The_primary_block_is_first_and_a_disassociating_one_is_omitted()
    {
        var vpc = VpcReader.Map(
            new Ec2.Vpc
            {
                VpcId = "vpc-1",
                OwnerId = "111111111111",
                CidrBlock = "10.2.0.0/16",
                CidrBlockAssociationSet =
                [
                    new()
                    {
                        CidrBlock = "10.1.0.0/16",
                        CidrBlockState = new() { State = VpcCidrBlockStateCode.Associated },
                    },
                    new()
                    {
                        CidrBlock = "10.2.0.0/16",
                        CidrBlockState = new() { State = VpcCidrBlockStateCode.Associated },
                    },
                    new()
                    {
                        CidrBlock = "10.9.0.0/16",
                        CidrBlockState = new() { State = VpcCidrBlockStateCode.Disassociated },
                    },
                ],
            },
            "ap-northeast-1",
            (true, false),
            ["10.2.0.10", "AmazonProvidedDNS"]
        );

        Assert.Equal(["10.2.0.0/16", "10.1.0.0/16"], vpc.Cidrs.Select(cidr => cidr.ToString()));
        Assert.Equal((true, false), (vpc.EnableDnsSupport, vpc.EnableDnsHostnames));
        Assert.Equal(["10.2.0.10"], vpc.DomainNameServers);
    }

    [Fact]
    public void DHCP_options_without_servers_are_not_AmazonProvidedDNS()
    {
        var servers = VpcReader.NameServers([
            new() { DhcpOptionsId = "dopt-1", DhcpConfigurations = [new() { Key = "domain-name", Values = ["corp.example"] }] },
            new() { DhcpOptionsId = "dopt-2", DhcpConfigurations = [new() { Key = "domain-name-servers", Values = ["AmazonProvidedDNS"] }] },
        ]);
        (bool, int) Read(string? optionsId)
        {
            var vpc = new Ec2.Vpc
            {
                VpcId = "vpc-1",
                OwnerId = "111111111111",
                CidrBlock = "10.2.0.0/16",
                DhcpOptionsId = optionsId,
            };
            var read = VpcReader.Map(vpc, "ap-northeast-1", (true, true), VpcReader.NameServersOf(vpc, servers));
            return (read.HandsOutDnsServers, read.DomainNameServers.Count);
        }

        Assert.Equal((false, 0), Read("dopt-1"));
        Assert.Equal((true, 0), Read("dopt-2"));
        Assert.Equal((true, 0), Read("default"));
        Assert.Equal((true, 0), Read(null));
        Assert.Equal((false, 0), Read("dopt-not-read"));
    }

    [Fact]
    public void A_subnet_without_ipv4_is_marked_and_not_dropped()
    {
        var read = SubnetReader.Sorted([
            new()
            {
                SubnetId = "subnet-4",
                VpcId = "vpc-1",
                CidrBlock = "10.2.0.0/24",
                AvailabilityZone = "ap-northeast-1a",
            },
            new()
            {
                SubnetId = "subnet-6",
                VpcId = "vpc-1",
                AvailabilityZone = "ap-northeast-1a",
            },
        ]);

        Assert.Equal("subnet-4", Assert.Single(read.Subnets).Id);
        Assert.Equal(["subnet-6"], read.Ipv6OnlyIds["vpc-1"]);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("ipv4", true)]
    [InlineData("dualstack", true)]
    [InlineData("ipv6", false)]
    public void An_endpoint_set_to_ipv6_records_has_no_ipv4_names(string? type, bool has)
    {
        var endpoint = Endpoint();
        endpoint.DnsOptions = type is null ? null : new() { DnsRecordIpType = type };

        Assert.Equal(has, EndpointReader.Map(endpoint).HasIpv4Names);
    }

    [Fact]
    public void Record_sets_of_a_routing_policy_keep_their_identifiers()
    {
        Route53.ResourceRecordSet Weighted(string id) =>
            new()
            {
                Name = "kms.example.",
                Type = Amazon.Route53.RRType.A,
                SetIdentifier = id,
                Weight = 50,
            };

        Assert.False(ZoneReader.Map(Weighted("blue")).IsSameSetAs(ZoneReader.Map(Weighted("green"))));
        Assert.True(ZoneReader.Map(Weighted("blue")).IsSameSetAs(ZoneReader.Map(Weighted("blue"))));
    }

    [Fact]
    public void Records_are_read_in_normal_form()
    {
        var record = ZoneReader.Map(
            new Route53.ResourceRecordSet
            {
                Name = "\\052.dkr.ecr.ap-northeast-1.amazonaws.com.",
                Type = Amazon.Route53.RRType.A,
                AliasTarget = new() { DNSName = "VPCE-0a.dkr.ecr.ap-northeast-1.vpce.amazonaws.com.", HostedZoneId = "Z2E" },
            }
        );

        Assert.Equal(
            ZoneRecord.AliasTo("*.dkr.ecr.ap-northeast-1.amazonaws.com", new AliasTarget("vpce-0a.dkr.ecr.ap-northeast-1.vpce.amazonaws.com", "Z2E")),
            record
        );
    }

    [Fact]
    public void Names_that_are_not_verified_are_not_names()
    {
        var service = new Ec2.ServiceDetail
        {
            ServiceName = "com.amazonaws.vpce.ap-northeast-1.vpce-svc-1",
            PrivateDnsName = "api.example.com",
            PrivateDnsNames = [new() { PrivateDnsName = "API.example.com" }, new() { PrivateDnsName = "*.api.example.com" }],
            PrivateDnsNameVerificationState = DnsNameState.Verified,
        };

        Assert.Equal(["*.api.example.com", "api.example.com"], ServiceReader.Map(service).PrivateDnsNames);

        service.PrivateDnsNameVerificationState = DnsNameState.PendingVerification;
        Assert.Empty(ServiceReader.Map(service).PrivateDnsNames);
    }

    private static Ec2.VpcEndpoint Endpoint(params (string Name, string Zone)[] entries) =>
        new()
        {
            VpcEndpointId = "vpce-0a",
            VpcId = "vpc-1",
            ServiceName = "com.amazonaws.ap-northeast-1.ecr.dkr",
            VpcEndpointType = VpcEndpointType.Interface,
            State = State.Available,
            DnsEntries = [.. entries.Select(entry => new Ec2.DnsEntry { DnsName = entry.Name, HostedZoneId = entry.Zone })],
        };
}
