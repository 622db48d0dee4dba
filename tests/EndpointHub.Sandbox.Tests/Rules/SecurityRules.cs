using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>§6: security groups and network ACLs.</summary>
public sealed class SecurityRules : IDisposable
{
    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Rule_6_the_default_group_admits_its_own_members_only()
    {
        await _aws.Vpc();
        var group = await _aws.Ec2("DescribeSecurityGroups");
        Assert.Equal("default", group["groupName"]);
        Assert.Equal(
            [group["groupId"]],
            group.Elements("ipPermissions").Single().Descendants().Where(e => e.Name.LocalName == "groupId").Select(e => e.Value)
        );
        Assert.Equal(["0.0.0.0/0"], group.All("cidrIp"));
    }

    [Fact]
    public async Task Rule_6_a_new_group_admits_nothing_and_lets_everything_out()
    {
        var id = await _aws.Group(await _aws.Vpc());
        var group = await _aws.Ec2("DescribeSecurityGroups", ("GroupId.1", id));
        Assert.Empty(group.Elements("ipPermissions").Single().Elements());
        Assert.Equal(["0.0.0.0/0"], group.All("cidrIp"));
    }

    [Fact]
    public async Task Rule_6_an_existing_rule_is_a_duplicate_whatever_its_description_and_fails_the_batch()
    {
        var id = await _aws.Group(await _aws.Vpc());
        await Allow(id, "10.0.0.0/16");
        var again = await _aws.Ec2(
            "AuthorizeSecurityGroupIngress",
            ("GroupId", id),
            ("IpPermissions.1.IpProtocol", "6"),
            ("IpPermissions.1.FromPort", "443"),
            ("IpPermissions.1.ToPort", "443"),
            ("IpPermissions.1.IpRanges.1.CidrIp", "10.9.0.0/16"),
            ("IpPermissions.1.IpRanges.2.CidrIp", "10.0.0.0/16"),
            ("IpPermissions.1.IpRanges.2.Description", "other")
        );
        Assert.Equal("InvalidPermission.Duplicate", again.Code);
        Assert.DoesNotContain("10.9.0.0/16", (await _aws.Ec2("DescribeSecurityGroups", ("GroupId.1", id))).All("cidrIp"));
    }

    [Fact]
    public async Task Rule_6_blocks_are_canonicalised_on_write()
    {
        var id = await _aws.Group(await _aws.Vpc());
        await Allow(id, "10.1.2.3/16");
        Assert.Contains("10.1.0.0/16", (await _aws.Ec2("DescribeSecurityGroups", ("GroupId.1", id))).All("cidrIp"));
        Assert.Equal("InvalidPermission.Duplicate", (await Allow(id, "10.1.0.0/16")).Code);
    }

    [Fact]
    public async Task Rule_6_revoking_what_is_not_there_is_an_error()
    {
        var id = await _aws.Group(await _aws.Vpc());
        var answer = await _aws.Ec2(
            "RevokeSecurityGroupIngress",
            ("GroupId", id),
            ("IpPermissions.1.IpProtocol", "tcp"),
            ("IpPermissions.1.FromPort", "443"),
            ("IpPermissions.1.ToPort", "443"),
            ("IpPermissions.1.IpRanges.1.CidrIp", "10.0.0.0/16")
        );
        Assert.Equal("InvalidPermission.NotFound", answer.Code);
    }

    [Fact]
    public async Task Rule_6_rules_are_revoked_by_id_and_described_one_by_one()
    {
        var id = await _aws.Group(await _aws.Vpc());
        var rule = (await Allow(id, "10.0.0.0/16"))["securityGroupRuleId"];
        Assert.Equal(
            2,
            (await _aws.Ec2("DescribeSecurityGroupRules", ("Filter.1.Name", "group-id"), ("Filter.1.Value.1", id))).All("securityGroupRuleId").Count
        );
        Assert.Equal(
            [rule],
            (await _aws.Ec2("RevokeSecurityGroupIngress", ("GroupId", id), ("SecurityGroupRuleId.1", rule))).All("securityGroupRuleId")
        );
        Assert.Equal(
            "InvalidSecurityGroupRuleId.NotFound",
            (await _aws.Ec2("RevokeSecurityGroupIngress", ("GroupId", id), ("SecurityGroupRuleId.1", rule))).Code
        );
    }

    [Fact]
    public async Task Rule_6_a_group_holds_60_rules_in_a_direction()
    {
        var id = await _aws.Group(await _aws.Vpc());
        for (var i = 0; i < 60; i++)
            Assert.Equal(200, (await Allow(id, $"10.{i}.0.0/16")).Status);
        Assert.Equal("RulesPerSecurityGroupLimitExceeded", (await Allow(id, "10.200.0.0/16")).Code);
    }

    [Fact]
    public async Task Rule_6_names_are_unique_in_a_vpc()
    {
        var vpc = await _aws.Vpc();
        await _aws.Group(vpc);
        Assert.Equal(
            "InvalidGroup.Duplicate",
            (await _aws.Ec2("CreateSecurityGroup", ("VpcId", vpc), ("GroupName", "web"), ("GroupDescription", "test"))).Code
        );
        await _aws.Group(await _aws.Vpc("10.3.0.0/16"));
    }

    [Fact]
    public async Task Rule_6_the_default_group_and_a_referenced_group_stay()
    {
        var vpc = await _aws.Vpc();
        var standing = (await _aws.Ec2("DescribeSecurityGroups"))["groupId"];
        Assert.Equal("CannotDelete", (await _aws.Ec2("DeleteSecurityGroup", ("GroupId", standing))).Code);
        var (one, other) = (await _aws.Group(vpc, "one"), await _aws.Group(vpc, "other"));
        await AllowGroup(one, other);
        Assert.Equal("DependencyViolation", (await _aws.Ec2("DeleteSecurityGroup", ("GroupId", other))).Code);
    }

    [Fact]
    public async Task Rule_4_a_group_of_a_peer_may_be_named_while_the_peering_is_active_and_its_status_shows()
    {
        var (one, other) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        var (group, foreign) = (await _aws.Group(one), await _aws.Group(other));
        Assert.Equal("InvalidGroup.NotFound", (await AllowGroup(group, foreign)).Code);
        var peering = await _aws.Peering(one, other);
        Assert.Equal(200, (await AllowGroup(group, foreign)).Status);
        Assert.Equal("active", (await _aws.Ec2("DescribeSecurityGroups", ("GroupId.1", group)))["peeringStatus"]);
        await _aws.Ec2("DeleteVpcPeeringConnection", ("VpcPeeringConnectionId", peering));
        Assert.Equal("deleted", (await _aws.Ec2("DescribeSecurityGroups", ("GroupId.1", group)))["peeringStatus"]);
    }

    [Fact]
    public async Task Rule_6_a_reference_across_a_peering_is_found_from_the_other_side_and_goes_stale()
    {
        var (one, other) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        var (group, foreign) = (await _aws.Group(one), await _aws.Group(other));
        var peering = await _aws.Peering(one, other);
        await AllowGroup(group, foreign);
        Task<Answer> References() => _aws.Ec2("DescribeSecurityGroupReferences", ("GroupId.1", foreign));
        Task<Answer> Stale() => _aws.Ec2("DescribeStaleSecurityGroups", ("VpcId", one));
        Assert.Equal([one], (await References()).All("referencingVpcId"));
        Assert.Empty((await Stale()).All("groupName"));
        await _aws.Ec2("DeleteVpcPeeringConnection", ("VpcPeeringConnectionId", peering));
        Assert.Empty((await References()).All("referencingVpcId"));
        Assert.Equal("web", (await Stale())["groupName"]);
    }

    [Fact]
    public async Task Rule_4_groups_are_not_named_across_regions()
    {
        var virginia = _aws.As(region: "us-east-1");
        var (one, other) = (await _aws.Vpc(), await virginia.Vpc("10.3.0.0/16"));
        var foreign = await virginia.Group(other);
        var id = await _aws.Make(
            "CreateVpcPeeringConnection",
            "vpcPeeringConnectionId",
            ("VpcId", one),
            ("PeerVpcId", other),
            ("PeerRegion", "us-east-1")
        );
        _aws.Settle();
        await virginia.Ec2("AcceptVpcPeeringConnection", ("VpcPeeringConnectionId", id));
        _aws.Settle();
        Assert.Equal("InvalidGroup.NotFound", (await AllowGroup(await _aws.Group(one), foreign)).Code);
    }

    [Fact]
    public async Task Rule_6_the_default_acl_allows_all_and_a_custom_one_denies_all()
    {
        var vpc = await _aws.Vpc();
        var standing = await _aws.Ec2("DescribeNetworkAcls");
        Assert.Equal(["allow", "deny", "allow", "deny"], standing.All("ruleAction"));
        var custom = await _aws.Ec2("CreateNetworkAcl", ("VpcId", vpc));
        Assert.Equal(["deny", "deny"], custom.All("ruleAction"));
        Assert.Equal(["32767", "32767"], custom.All("ruleNumber"));
    }

    [Fact]
    public async Task Rule_6_the_final_deny_of_IPv6_comes_with_its_first_block_after_that_of_IPv4()
    {
        var vpc = await _aws.Vpc();
        await _aws.Ec2("CreateNetworkAcl", ("VpcId", vpc));
        await _aws.Make("AssociateVpcCidrBlock", "associationId", ("VpcId", vpc), ("AmazonProvidedIpv6CidrBlock", "true"));
        var acls = (await _aws.Ec2("DescribeNetworkAcls"))
            .Elements("entrySet")
            .Select(e => e.Elements().Select(i => i.Elements().Single(x => x.Name.LocalName == "ruleNumber").Value))
            .ToList();
        Assert.Equal(["100", "101", "32767", "32768", "100", "101", "32767", "32768"], acls[0]);
        Assert.Equal(["32767", "32768", "32767", "32768"], acls[1]);
        Assert.Equal(["32767", "32768", "32767", "32768"], (await _aws.Ec2("CreateNetworkAcl", ("VpcId", vpc))).All("ruleNumber"));
    }

    [Fact]
    public async Task Rule_6_a_rule_has_exactly_one_source()
    {
        var group = await _aws.Group(await _aws.Vpc());
        (string, string)[] rule =
        [
            ("GroupId", group),
            ("IpPermissions.1.IpProtocol", "tcp"),
            ("IpPermissions.1.FromPort", "443"),
            ("IpPermissions.1.ToPort", "443"),
        ];
        Assert.Equal("MissingParameter", (await _aws.Ec2("AuthorizeSecurityGroupIngress", rule)).Code);
        var made = await _aws.Ec2(
            "AuthorizeSecurityGroupIngress",
            [.. rule, ("IpPermissions.1.IpRanges.1.CidrIp", "10.0.0.0/8"), ("IpPermissions.1.Groups.1.GroupId", group)]
        );
        Assert.Equal(2, made.All("securityGroupRuleId").Count);
        var changed = await _aws.Ec2(
            "ModifySecurityGroupRules",
            ("GroupId", group),
            ("SecurityGroupRule.1.SecurityGroupRuleId", made["securityGroupRuleId"]),
            ("SecurityGroupRule.1.SecurityGroupRule.IpProtocol", "tcp"),
            ("SecurityGroupRule.1.SecurityGroupRule.FromPort", "443"),
            ("SecurityGroupRule.1.SecurityGroupRule.ToPort", "443"),
            ("SecurityGroupRule.1.SecurityGroupRule.CidrIpv4", "10.0.0.0/9"),
            ("SecurityGroupRule.1.SecurityGroupRule.ReferencedGroupId", group)
        );
        Assert.Equal("InvalidParameterCombination", changed.Code);
    }

    [Fact]
    public async Task Rule_6_acl_entries_are_numbered_once_in_a_direction()
    {
        var acl = await _aws.Make("CreateNetworkAcl", "networkAclId", ("VpcId", await _aws.Vpc()));
        Task<Answer> Entry(int number, string egress = "false") =>
            _aws.Ec2(
                "CreateNetworkAclEntry",
                ("NetworkAclId", acl),
                ("RuleNumber", $"{number}"),
                ("Protocol", "6"),
                ("RuleAction", "allow"),
                ("Egress", egress),
                ("CidrBlock", "10.0.0.0/8"),
                ("PortRange.From", "443"),
                ("PortRange.To", "443")
            );
        Assert.Equal(200, (await Entry(100)).Status);
        Assert.Equal("NetworkAclEntryAlreadyExists", (await Entry(100)).Code);
        Assert.Equal(200, (await Entry(100, "true")).Status);
        Assert.Equal("InvalidParameterValue", (await Entry(32767)).Code);
        Assert.Equal("InvalidParameterValue", (await Entry(0)).Code);
    }

    [Fact]
    public async Task Rule_6_an_acl_holds_20_entries_in_a_direction_the_final_deny_included()
    {
        var acl = await _aws.Make("CreateNetworkAcl", "networkAclId", ("VpcId", await _aws.Vpc()));
        Task<Answer> Entry(int number) =>
            _aws.Ec2(
                "CreateNetworkAclEntry",
                ("NetworkAclId", acl),
                ("RuleNumber", $"{number}"),
                ("Protocol", "-1"),
                ("RuleAction", "allow"),
                ("Egress", "false"),
                ("CidrBlock", "10.0.0.0/8")
            );
        for (var i = 1; i < 20; i++)
            Assert.Equal(200, (await Entry(i)).Status);
        Assert.Equal("NetworkAclEntryLimitExceeded", (await Entry(20)).Code);
    }

    [Fact]
    public async Task Rule_6_a_protocol_without_ports_ignores_them()
    {
        var acl = await _aws.Make("CreateNetworkAcl", "networkAclId", ("VpcId", await _aws.Vpc()));
        await _aws.Ec2(
            "CreateNetworkAclEntry",
            ("NetworkAclId", acl),
            ("RuleNumber", "100"),
            ("Protocol", "-1"),
            ("RuleAction", "allow"),
            ("Egress", "false"),
            ("CidrBlock", "10.0.0.0/8"),
            ("PortRange.From", "443"),
            ("PortRange.To", "443")
        );
        Assert.Empty((await _aws.Ec2("DescribeNetworkAcls", ("NetworkAclId.1", acl))).All("portRange"));
        await _aws.Ec2(
            "CreateNetworkAclEntry",
            ("NetworkAclId", acl),
            ("RuleNumber", "101"),
            ("Protocol", "6"),
            ("RuleAction", "allow"),
            ("Egress", "false"),
            ("CidrBlock", "10.0.0.0/8"),
            ("PortRange.From", "443"),
            ("PortRange.To", "443")
        );
        Assert.Single((await _aws.Ec2("DescribeNetworkAcls", ("NetworkAclId.1", acl))).All("portRange"));
    }

    private Task<Answer> Allow(string group, string cidr) =>
        _aws.Ec2(
            "AuthorizeSecurityGroupIngress",
            ("GroupId", group),
            ("IpPermissions.1.IpProtocol", "tcp"),
            ("IpPermissions.1.FromPort", "443"),
            ("IpPermissions.1.ToPort", "443"),
            ("IpPermissions.1.IpRanges.1.CidrIp", cidr)
        );

    private Task<Answer> AllowGroup(string group, string other) =>
        _aws.Ec2(
            "AuthorizeSecurityGroupIngress",
            ("GroupId", group),
            ("IpPermissions.1.IpProtocol", "tcp"),
            ("IpPermissions.1.FromPort", "443"),
            ("IpPermissions.1.ToPort", "443"),
            ("IpPermissions.1.Groups.1.GroupId", other)
        );
}
