using EndpointHub.Sandbox.Services;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>§1.1 to §1.3: states, Create and Modify, Delete.</summary>
public sealed class EndpointRules : IDisposable
{
    private const string Kms = "com.amazonaws.ap-northeast-1.kms";
    private const string S3 = "com.amazonaws.ap-northeast-1.s3";

    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Rule_1_1_an_interface_endpoint_is_pending_and_becomes_available()
    {
        var vpc = await _aws.Vpc();
        var id = await _aws.Endpoint(vpc, await _aws.Subnet(vpc));
        Assert.Equal("pending", await State(id));
        _aws.Wait(18.9);
        Assert.Equal("pending", await State(id));
        _aws.Wait(102);
        Assert.Equal("available", await State(id));
    }

    [Fact]
    public async Task Rule_1_1_a_gateway_endpoint_is_available_in_the_answer_to_Create()
    {
        var vpc = await _aws.Vpc();
        var answer = await _aws.Ec2("CreateVpcEndpoint", ("VpcId", vpc), ("ServiceName", S3));
        Assert.Equal("available", answer["state"]);
    }

    [Fact]
    public async Task Rule_1_1_modifying_makes_it_pending_again()
    {
        var (id, _) = await Available();
        Assert.Equal("true", await _aws.Make("ModifyVpcEndpoint", "return", ("VpcEndpointId", id), ("PrivateDnsEnabled", "false")));
        Assert.Equal("pending", await State(id));
        _aws.Settle();
        Assert.Equal("available", await State(id));
    }

    [Fact]
    public async Task Rule_1_1_who_pays_for_an_endpoint_is_kept_by_scope()
    {
        var (id, _) = await Available();
        Assert.Null((await _aws.Ec2("DescribeVpcEndpoints", ("VpcEndpointId.1", id))).Find("payerResponsibilityType"));

        foreach (var payer in new[] { "vpc-endpoint-account", "vpc-endpoint-service-account" })
        {
            Assert.Equal(
                id,
                await _aws.Make(
                    "ModifyVpcEndpointPayerResponsibility",
                    "vpcEndpointId",
                    ("VpcEndpointId", id),
                    ("PayerResponsibility", payer),
                    ("Scope", "vpc-endpoint-charges")
                )
            );
        }

        var described = await _aws.Ec2("DescribeVpcEndpoints", ("VpcEndpointId.1", id));
        Assert.Equal(["vpc-endpoint-charges"], described.All("scope"));
        Assert.Equal(["vpc-endpoint-service-account"], described.All("payerResponsibilityType"));
        Assert.Equal(
            "UnsupportedOperation",
            (
                await _aws.Ec2(
                    "ModifyVpcEndpointPayerResponsibility",
                    ("VpcEndpointId", id),
                    ("PayerResponsibility", "vpc-endpoint-account"),
                    ("Scope", "vpc-endpoint-charges"),
                    ("ServiceId", "vpce-svc-1")
                )
            ).Code
        );
    }

    [Theory]
    [InlineData("Tunnel")]
    [InlineData("Resource")]
    [InlineData("ServiceNetwork")]
    [InlineData("GatewayLoadBalancer")]
    public async Task Rule_1_1_endpoints_of_other_kinds_are_known_and_not_honoured(string type) =>
        Assert.Equal(
            "UnsupportedOperation",
            (await _aws.Ec2("CreateVpcEndpoint", ("VpcId", await _aws.Vpc()), ("ServiceName", Building.EcrDkr), ("VpcEndpointType", type))).Code
        );

    [Fact]
    public async Task Rule_1_1_filters_take_the_documented_names_and_camelCase_states()
    {
        var (id, vpc) = await Available();
        foreach (
            var (name, value) in new[]
            {
                ("vpc-endpoint-state", "available"),
                ("service-name", Building.EcrDkr),
                ("vpc-id", vpc),
                ("vpc-endpoint-id", id),
                ("vpc-endpoint-type", "Interface"),
                ("service-region", TestAws.Tokyo),
                ("ip-address-type", "ipv4"),
            }
        )
        {
            Assert.Equal([id], (await _aws.Ec2("DescribeVpcEndpoints", ("Filter.1.Name", name), ("Filter.1.Value.1", value))).All("vpcEndpointId"));
            Assert.Empty((await _aws.Ec2("DescribeVpcEndpoints", ("Filter.1.Name", name), ("Filter.1.Value.1", "other"))).All("vpcEndpointId"));
        }

        Assert.Equal(
            "InvalidParameterValue",
            (await _aws.Ec2("DescribeVpcEndpoints", ("Filter.1.Name", "state"), ("Filter.1.Value.1", "available"))).Code
        );
    }

    [Fact]
    public async Task Rule_1_2_the_default_type_is_Gateway()
    {
        var vpc = await _aws.Vpc();
        Assert.Equal("Gateway", (await _aws.Ec2("CreateVpcEndpoint", ("VpcId", vpc), ("ServiceName", S3)))["vpcEndpointType"]);
        Assert.Equal("InvalidParameter", (await _aws.Ec2("CreateVpcEndpoint", ("VpcId", vpc), ("ServiceName", Kms))).Code);
    }

    [Fact]
    public async Task Rule_1_2_private_dns_left_out_is_on_where_the_service_has_names()
    {
        var vpc = await _aws.Vpc();
        var subnet = await _aws.Subnet(vpc);
        Assert.Equal("true", await Shown(await _aws.Endpoint(vpc, subnet, Kms), "privateDnsEnabled"));
        Assert.Equal("false", await Shown(await _aws.Endpoint(vpc, subnet, S3), "privateDnsEnabled"));
        Assert.Equal("false", await Shown(await _aws.Endpoint(vpc, subnet, "com.amazonaws.ap-northeast-1.dynamodb"), "privateDnsEnabled"));
    }

    [Fact]
    public async Task Rule_1_2_private_dns_needs_both_vpc_attributes()
    {
        var vpc = await _aws.Vpc(dns: false);
        var answer = await Create(vpc, await _aws.Subnet(vpc), Kms);
        Assert.Equal("InvalidParameter", answer.Code);
        Assert.Equal(
            $"Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for {vpc}",
            answer.Message
        );
        await _aws.Ec2("ModifyVpcAttribute", ("VpcId", vpc), ("EnableDnsHostnames.Value", "true"));
        await _aws.Ec2("ModifyVpcAttribute", ("VpcId", vpc), ("EnableDnsSupport.Value", "false"));
        Assert.Equal("InvalidParameter", (await Create(vpc, await _aws.Subnet(vpc, "10.2.11.0/24"), Kms)).Code);
    }

    [Fact]
    public async Task Rule_1_2_a_second_endpoint_with_private_dns_for_the_service_conflicts()
    {
        var (_, vpc) = await Available();
        var second = await Create(vpc, await _aws.Subnet(vpc, "10.2.11.0/24"), Building.EcrDkr);
        Assert.Equal("InvalidParameter", second.Code);
        Assert.Equal(
            $"private-dns-enabled cannot be set because there is already a conflicting DNS domain for dkr.ecr.ap-northeast-1.amazonaws.com in the VPC {vpc}",
            second.Message
        );
        await _aws.Endpoint(vpc, await _aws.Subnet(vpc, "10.2.12.0/24"), privateDns: false);
    }

    [Fact]
    public async Task Rule_1_2_a_private_zone_of_the_same_name_conflicts_on_create_and_on_modify()
    {
        var vpc = await _aws.Vpc();
        var subnet = await _aws.Subnet(vpc);
        await _aws.Zone("kms.ap-northeast-1.amazonaws.com", vpc, "one");
        Assert.Equal("InvalidParameter", (await Create(vpc, subnet, Kms)).Code);
        var id = await _aws.Endpoint(vpc, subnet, Kms, privateDns: false);
        _aws.Settle();
        Assert.Equal("InvalidParameter", (await _aws.Ec2("ModifyVpcEndpoint", ("VpcEndpointId", id), ("PrivateDnsEnabled", "true"))).Code);
        Assert.Equal("false", await Shown(id, "privateDnsEnabled"));
    }

    [Fact]
    public async Task Rule_1_2_one_subnet_in_each_zone()
    {
        var vpc = await _aws.Vpc();
        var one = await _aws.Subnet(vpc);
        var other = await _aws.Subnet(vpc, "10.2.11.0/24");
        var answer = await _aws.Ec2(
            "CreateVpcEndpoint",
            ("VpcId", vpc),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", Kms),
            ("SubnetId.1", one),
            ("SubnetId.2", other)
        );
        Assert.Equal("DuplicateSubnetsInSameZone", answer.Code);
        Assert.Empty((await _aws.Ec2("DescribeNetworkInterfaces")).All("networkInterfaceId"));
    }

    [Fact]
    public async Task Rule_1_2_modify_removes_subnets_before_it_adds()
    {
        var vpc = await _aws.Vpc();
        var (one, other) = (await _aws.Subnet(vpc), await _aws.Subnet(vpc, "10.2.11.0/24"));
        var id = await _aws.Endpoint(vpc, one, Kms);
        _aws.Settle();
        Assert.Equal("DuplicateSubnetsInSameZone", (await _aws.Ec2("ModifyVpcEndpoint", ("VpcEndpointId", id), ("AddSubnetId.1", other))).Code);
        await _aws.Make("ModifyVpcEndpoint", "return", ("VpcEndpointId", id), ("AddSubnetId.1", other), ("RemoveSubnetId.1", one));
        var cards = await _aws.Ec2("DescribeNetworkInterfaces");
        Assert.Equal([other], cards.All("subnetId"));
        Assert.StartsWith("10.2.11.", cards["privateIpAddress"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_1_2_an_unknown_service_is_refused()
    {
        var vpc = await _aws.Vpc();
        Assert.Equal("InvalidServiceName", (await Create(vpc, await _aws.Subnet(vpc), "com.amazonaws.ap-northeast-1.nothing")).Code);
    }

    [Fact]
    public async Task Rule_1_2_a_zone_that_the_service_does_not_serve_is_refused()
    {
        var virginia = _aws.As(region: "us-east-1");
        var vpc = await virginia.Vpc();
        var subnet = await virginia.Subnet(vpc, zone: "us-east-1e");
        const string Service = "com.amazonaws.us-east-1.cassandra";
        var answer = await virginia.Ec2(
            "CreateVpcEndpoint",
            ("VpcId", vpc),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", Service),
            ("SubnetId.1", subnet)
        );
        Assert.Equal(
            ("InvalidParameter", $"The VPC endpoint service {Service} does not support the availability zone of the subnet: {subnet}."),
            (answer.Code, answer.Message)
        );
    }

    [Fact]
    public async Task Rule_1_2_without_groups_the_default_group_is_taken()
    {
        var vpc = await _aws.Vpc();
        var id = await _aws.Endpoint(vpc, await _aws.Subnet(vpc), Kms);
        Assert.Equal("default", await Shown(id, "groupName"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"Statement\":")]
    public async Task Rule_1_2_a_policy_must_be_json(string policy)
    {
        var vpc = await _aws.Vpc();
        Assert.Equal(
            "InvalidPolicyDocument",
            (await _aws.Ec2("CreateVpcEndpoint", ("VpcId", vpc), ("ServiceName", S3), ("PolicyDocument", policy))).Code
        );
    }

    [Fact]
    public async Task Rule_1_2_a_policy_has_at_most_20480_characters()
    {
        var vpc = await _aws.Vpc();
        var policy = "{\"Statement\":[]" + new string(' ', 20480) + "}";
        Assert.Equal(
            "InvalidPolicyDocument",
            (await _aws.Ec2("CreateVpcEndpoint", ("VpcId", vpc), ("ServiceName", S3), ("PolicyDocument", policy))).Code
        );
    }

    [Theory]
    [InlineData( /* no Principal */
        "",
        ""
    )]
    [InlineData(Anyone, ""","Condition":{"StringLike":{"aws:SourceVpc":"vpc-0abcdef*"}}""")]
    [InlineData(Anyone, ""","Condition":{"ArnLikeIfExists":{"aws:PrincipalAccount":"12345678901?"}}""")]
    [InlineData(Anyone, ""","Condition":{"NumericEquals":{"aws:PrincipalAccount":"123456789012"}}""")]
    [InlineData(Anyone, ""","Condition":{"ForAnyValue:StringLike":{"s3:prefix":"home*"}}""")]
    [InlineData(Anyone, ""","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::1234*:role/app"}}""")]
    public async Task Rule_1_2_the_policy_language_of_endpoints_is_narrower(string principal, string condition)
    {
        var vpc = await _aws.Vpc();
        Assert.Equal("InvalidPolicyDocument", (await Policy(vpc, principal, "*", condition)).Code);
        Assert.Equal("InvalidPolicyDocument", (await Policy(vpc, Anyone, "arn:aws:sqs:*:1234*:queue", "")).Code);
    }

    [Theory]
    [InlineData("""{"StringLike":{"s3:prefix":"reports*"}}""")]
    [InlineData("""{"StringLike":{"s3:prefix":"*-reports"}}""")]
    [InlineData("""{"StringEquals":{"aws:SourceVpc":"vpc-0abcdef"}}""")]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/a*"}}""")]
    [InlineData("""{"ForAnyValue:StringLike":{"aws:ResourceOrgPaths":"o-example1234/*"}}""")]
    public async Task A_policy_within_the_language_of_endpoints_is_accepted(string condition) =>
        Assert.Null((await Policy(await _aws.Vpc(), Anyone, "arn:aws:s3:::*", $",\"Condition\":{condition}")).Code);

    [Fact]
    public async Task Rule_1_2_a_service_without_policies_takes_full_access_only()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "services.json");
        await File.WriteAllTextAsync(
            file,
            """{"ServiceDetails":[{"ServiceName":"com.amazonaws.ap-northeast-1.plain","ServiceType":[{"ServiceType":"Interface"}],"AvailabilityZones":["ap-northeast-1a"],"BaseEndpointDnsNames":["plain.ap-northeast-1.vpce.amazonaws.com"],"VpcEndpointPolicySupported":false}]}""",
            TestContext.Current.CancellationToken
        );
        using var aws = new TestAws(new() { Services = ServiceCatalog.FromFiles([file]) });
        var vpc = await aws.Vpc();
        var subnet = await aws.Subnet(vpc);
        Task<Answer> Make(string statement) =>
            aws.Ec2(
                "CreateVpcEndpoint",
                ("VpcId", vpc),
                ("VpcEndpointType", "Interface"),
                ("ServiceName", "com.amazonaws.ap-northeast-1.plain"),
                ("SubnetId.1", subnet),
                ("PolicyDocument", $$"""{"Statement":[{{statement}}]}""")
            );

        var refused = await Make("""{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}""");
        Assert.Equal(
            ("InvalidParameter", "Service com.amazonaws.ap-northeast-1.plain only supports the full-access endpoint policy."),
            (refused.Code, refused.Message)
        );
        Assert.Null((await Make("""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""")).Code);
    }

    [Fact]
    public async Task Rule_1_2_names_for_the_inbound_resolver_only_need_a_gateway_endpoint_and_keep_it()
    {
        var vpc = await _aws.Vpc();
        var subnet = await _aws.Subnet(vpc);
        Task<Answer> Make() =>
            _aws.Ec2(
                "CreateVpcEndpoint",
                ("VpcId", vpc),
                ("VpcEndpointType", "Interface"),
                ("ServiceName", S3),
                ("SubnetId.1", subnet),
                ("PrivateDnsEnabled", "true"),
                ("DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint", "true")
            );
        Assert.Equal("InvalidParameter", (await Make()).Code);
        var gateway = await _aws.Make("CreateVpcEndpoint", "vpcEndpointId", ("VpcId", vpc), ("ServiceName", S3));
        var id = (await Make())["vpcEndpointId"];
        Assert.Equal(gateway, (await _aws.Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", gateway)))["resourceId"]);
        await _aws.Make("ModifyVpcEndpoint", "return", ("VpcEndpointId", id), ("DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint", "false"));
        Assert.Empty((await _aws.Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", gateway))).All("resourceId"));
    }

    [Fact]
    public async Task Rule_1_2_bad_ids_are_told_apart()
    {
        var vpc = await _aws.Vpc();
        const string None = "0123456789abcdef0";
        Assert.Equal("InvalidVpcID.NotFound", (await Create("vpc-" + None, "subnet-" + None, Kms)).Code);
        Assert.Equal("InvalidSubnetID.NotFound", (await Create(vpc, "subnet-" + None, Kms)).Code);
        Assert.Equal(
            "InvalidRouteTableID.NotFound",
            (await _aws.Ec2("CreateVpcEndpoint", ("VpcId", vpc), ("ServiceName", S3), ("RouteTableId.1", "rtb-" + None))).Code
        );
        Assert.Equal(
            "InvalidGroup.NotFound",
            (
                await _aws.Ec2(
                    "CreateVpcEndpoint",
                    ("VpcId", vpc),
                    ("VpcEndpointType", "Interface"),
                    ("ServiceName", Kms),
                    ("SecurityGroupId.1", "sg-" + None)
                )
            ).Code
        );
        Assert.Equal("InvalidVpcEndpointId.Malformed", (await _aws.Ec2("DescribeVpcEndpoints", ("VpcEndpointId.1", "nonsense"))).Code);
    }

    [Fact]
    public async Task Rule_1_2_a_client_token_gives_the_first_endpoint_in_its_present_state()
    {
        var vpc = await _aws.Vpc();
        Task<Answer> Make(string service) =>
            _aws.Ec2("CreateVpcEndpoint", ("VpcId", vpc), ("ServiceName", service), ("VpcEndpointType", "Interface"), ("ClientToken", "t1"));
        var first = await Make(Kms);
        Assert.Equal(("pending", "t1"), (first["state"], first["clientToken"]));
        _aws.Settle();
        var again = await Make(Kms);
        Assert.Equal((first["vpcEndpointId"], "available"), (again["vpcEndpointId"], again["state"]));
        Assert.Equal("IdempotentParameterMismatch", (await Make("com.amazonaws.ap-northeast-1.sts")).Code);
    }

    [Fact]
    public async Task Rule_1_2_a_dry_run_changes_nothing()
    {
        var vpc = await _aws.Vpc();
        var answer = await _aws.Ec2("CreateVpcEndpoint", ("VpcId", vpc), ("ServiceName", S3), ("DryRun", "true"));
        Assert.Equal((412, "DryRunOperation"), (answer.Status, answer.Code));
        Assert.Empty((await _aws.Ec2("DescribeVpcEndpoints")).All("vpcEndpointId"));
    }

    [Fact]
    public async Task Rule_1_2_a_fixed_address_replaces_the_interface()
    {
        var vpc = await _aws.Vpc();
        var subnet = await _aws.Subnet(vpc);
        var id = await _aws.Endpoint(vpc, subnet, Kms);
        var before = await Shown(id, "networkInterfaceIdSet");
        _aws.Settle();
        await _aws.Make(
            "ModifyVpcEndpoint",
            "return",
            ("VpcEndpointId", id),
            ("SubnetConfiguration.1.SubnetId", subnet),
            ("SubnetConfiguration.1.Ipv4", "10.2.10.77")
        );
        var card = await _aws.Ec2("DescribeNetworkInterfaces");
        Assert.Equal("10.2.10.77", card["privateIpAddress"]);
        Assert.NotEqual(before, card["networkInterfaceId"]);
    }

    [Fact]
    public async Task Rule_1_2_the_quota_of_interface_endpoints_is_50_in_a_vpc()
    {
        var vpc = await _aws.Vpc();
        for (var i = 0; i < 50; i++)
        {
            await _aws.Make(
                "CreateVpcEndpoint",
                "vpcEndpointId",
                ("VpcId", vpc),
                ("VpcEndpointType", "Interface"),
                ("ServiceName", Kms),
                ("PrivateDnsEnabled", "false")
            );
        }

        Assert.Equal(
            "VpcEndpointLimitExceeded",
            (
                await _aws.Ec2(
                    "CreateVpcEndpoint",
                    ("VpcId", vpc),
                    ("VpcEndpointType", "Interface"),
                    ("ServiceName", Kms),
                    ("PrivateDnsEnabled", "false")
                )
            ).Code
        );
    }

    [Fact]
    public async Task Rule_1_3_deleting_answers_success_and_lists_what_failed()
    {
        var (id, _) = await Available();
        var answer = await _aws.Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", id), ("VpcEndpointId.2", "vpce-0123456789abcdef0"));
        Assert.Equal(200, answer.Status);
        Assert.Equal(["vpce-0123456789abcdef0"], answer.All("resourceId"));
        Assert.Equal("InvalidVpcEndpoint.NotFound", answer["code"]);
    }

    [Fact]
    public async Task Rule_1_3_describing_an_unknown_endpoint_is_an_error()
    {
        var answer = await _aws.Ec2("DescribeVpcEndpoints", ("VpcEndpointId.1", "vpce-0123456789abcdef0"));
        Assert.Equal((400, "InvalidVpcEndpointId.NotFound"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Rule_1_3_a_group_stays_in_use_until_the_interfaces_are_gone()
    {
        var vpc = await _aws.Vpc();
        var group = await _aws.Group(vpc);
        var id = await _aws.Make(
            "CreateVpcEndpoint",
            "vpcEndpointId",
            ("VpcId", vpc),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", Kms),
            ("SubnetId.1", await _aws.Subnet(vpc)),
            ("SecurityGroupId.1", group)
        );
        _aws.Settle();
        await _aws.Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", id));
        Assert.Equal("deleting", await State(id));
        Assert.Equal("DependencyViolation", (await _aws.Ec2("DeleteSecurityGroup", ("GroupId", group))).Code);
        _aws.Settle();
        Assert.Equal("InvalidVpcEndpointId.NotFound", (await _aws.Ec2("DescribeVpcEndpoints", ("VpcEndpointId.1", id))).Code);
        Assert.Equal(200, (await _aws.Ec2("DeleteSecurityGroup", ("GroupId", group))).Status);
    }

    [Theory]
    [InlineData("Interface")]
    [InlineData("Gateway")]
    public async Task Rule_1_3_what_a_service_manages_is_not_the_customers_to_change_or_delete(string type)
    {
        var vpc = await _aws.Vpc();
        var id = await _aws.Make("CreateVpcEndpoint", "vpcEndpointId", ("VpcId", vpc), ("VpcEndpointType", type), ("ServiceName", S3));
        _aws.Settle();
        Assert.Equal("false", await Shown(id, "requesterManaged"));
        var taken = await _aws.Core.HandleAsync(
            new("POST", "/_sandbox/requester-managed", $"endpoint={id}", _aws.Signed("none"), ""),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(200, taken.Status);
        Assert.Equal("true", await Shown(id, "requesterManaged"));
        Assert.Equal("InvalidParameter", (await _aws.Ec2("ModifyVpcEndpoint", ("VpcEndpointId", id), ("ResetPolicy", "true"))).Code);
        var deleted = await _aws.Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", id));
        Assert.Equal((200, id, "InvalidParameter"), (deleted.Status, deleted["resourceId"], deleted["code"]));
        Assert.Equal("available", await State(id));
    }

    [Fact]
    public async Task Rule_1_1_a_deleted_endpoint_is_deleting_and_then_gone()
    {
        var (id, _) = await Available();
        await _aws.Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", id));
        Assert.Equal("deleting", await State(id));
        Assert.Equal("IncorrectState", (await _aws.Ec2("ModifyVpcEndpoint", ("VpcEndpointId", id), ("PrivateDnsEnabled", "false"))).Code);
        Assert.Empty((await _aws.Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", id))).All("resourceId"));
        _aws.Settle();
        Assert.Equal("InvalidVpcEndpointId.NotFound", (await _aws.Ec2("DescribeVpcEndpoints", ("VpcEndpointId.1", id))).Code);
    }

    [Fact]
    public async Task Rule_1_3_deleting_a_gateway_endpoint_takes_its_routes_away()
    {
        var vpc = await _aws.Vpc();
        var table = await _aws.Make("CreateRouteTable", "routeTableId", ("VpcId", vpc));
        var id = await _aws.Make("CreateVpcEndpoint", "vpcEndpointId", ("VpcId", vpc), ("ServiceName", S3), ("RouteTableId.1", table));
        Task<Answer> Routes() => _aws.Ec2("DescribeRouteTables", ("RouteTableId.1", table));
        Assert.Equal(["pl-61a54008"], (await Routes()).All("destinationPrefixListId"));
        await _aws.Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", id));
        Assert.Empty((await Routes()).All("destinationPrefixListId"));
    }

    private Task<Answer> Create(string vpc, string subnet, string service) =>
        _aws.Ec2("CreateVpcEndpoint", ("VpcId", vpc), ("VpcEndpointType", "Interface"), ("ServiceName", service), ("SubnetId.1", subnet));

    private async Task<(string Id, string Vpc)> Available()
    {
        var vpc = await _aws.Vpc();
        var id = await _aws.Endpoint(vpc, await _aws.Subnet(vpc));
        _aws.Settle();
        return (id, vpc);
    }

    private Task<string> State(string id) => Shown(id, "state");

    private async Task<string> Shown(string id, string element) => (await _aws.Ec2("DescribeVpcEndpoints", ("VpcEndpointId.1", id)))[element];

    private const string Anyone = "\"Principal\":\"*\",";

    private Task<Answer> Policy(string vpc, string principal, string resource, string condition) =>
        _aws.Ec2(
            "CreateVpcEndpoint",
            ("VpcId", vpc),
            ("ServiceName", S3),
            ("PolicyDocument", $$"""{"Statement":[{{{principal}}"Effect":"Allow","Action":"*","Resource":"{{resource}}"{{condition}}}]}""")
        );
}
