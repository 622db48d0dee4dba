using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>§3.1, §3.2, §3.4: private zones, their VPCs and other accounts.</summary>
public sealed class ZoneRules : IDisposable
{
    private const string Kms = "kms.ap-northeast-1.amazonaws.com";
    private const string Other = "210987654321";

    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Rule_3_1_a_caller_reference_serves_once()
    {
        var vpc = await _aws.Vpc();
        var zone = await _aws.Zone(Kms, vpc, "r1");
        var again = await _aws.CreateZone("sts." + Kms, vpc, "r1");
        Assert.Equal((409, "HostedZoneAlreadyExists"), (again.Status, again.Code));
        await _aws.Route53("DELETE", "hostedzone/" + zone);
        var afterDeletion = await _aws.CreateZone(Kms, vpc, "r1");
        Assert.Equal((409, "HostedZoneAlreadyExists"), (afterDeletion.Status, afterDeletion.Code));
    }

    [Fact]
    public async Task Rule_3_1_a_zone_begins_with_a_vpc_of_the_callers_own()
    {
        var foreign = await _aws.As(Other).Vpc();
        Assert.Equal("InvalidVPCId", (await _aws.CreateZone(Kms, foreign, "r1")).Code);
        Assert.Equal("InvalidVPCId", (await _aws.CreateZone(Kms, "vpc-0123456789abcdef0", "r2")).Code);
    }

    [Fact]
    public async Task Rule_3_1_a_zone_of_the_same_name_in_the_vpc_conflicts_on_create()
    {
        var vpc = await _aws.Vpc();
        var zone = await _aws.Zone(Kms, vpc, "r1");
        var second = await _aws.CreateZone(Kms.ToUpperInvariant() + ".", vpc, "r2");
        Assert.Equal((400, "ConflictingDomainExists"), (second.Status, second.Code));
        Assert.Equal(
            $"The VPC {vpc} in region {TestAws.Tokyo} has already been associated with the hosted zone {zone} with the same domain name.",
            second.Message
        );
    }

    [Fact]
    public async Task Rule_3_1_the_private_dns_of_an_endpoint_conflicts_on_create_and_on_associate()
    {
        var (hub, spoke) = (await _aws.Vpc("10.255.0.0/16"), await _aws.Vpc());
        await _aws.Endpoint(spoke, await _aws.Subnet(spoke), "com.amazonaws.ap-northeast-1.kms");
        Assert.Equal("ConflictingDomainExists", (await _aws.CreateZone(Kms, spoke, "r1")).Code);
        var zone = await _aws.Zone(Kms, hub, "r2");
        Assert.Equal("ConflictingDomainExists", (await _aws.Associate(zone, spoke)).Code);
    }

    [Fact]
    public async Task Rule_3_1_the_conflict_ends_some_time_after_private_dns_is_switched_off()
    {
        var (hub, spoke) = (await _aws.Vpc("10.255.0.0/16"), await _aws.Vpc());
        var endpoint = await _aws.Endpoint(spoke, await _aws.Subnet(spoke), "com.amazonaws.ap-northeast-1.kms");
        var zone = await _aws.Zone(Kms, hub, "r1");
        _aws.Settle();
        await _aws.Ec2("ModifyVpcEndpoint", ("VpcEndpointId", endpoint), ("PrivateDnsEnabled", "false"));
        Assert.Equal("ConflictingDomainExists", (await _aws.Associate(zone, spoke)).Code);
        _aws.Settle();
        Assert.Equal(200, (await _aws.Associate(zone, spoke)).Status);
    }

    [Fact]
    public async Task Rule_3_1_associating_the_same_zone_again_raises_ConflictingDomainExists()
    {
        var vpc = await _aws.Vpc();
        var zone = await _aws.Zone(Kms, vpc, "r1");
        var again = await _aws.Associate(zone, vpc);
        Assert.Equal("ConflictingDomainExists", again.Code);
        Assert.Equal(
            $"The VPC that you chose, {vpc} in region {TestAws.Tokyo}, is already associated with another private hosted zone that has an overlapping name space, {Kms}..",
            again.Message
        );
    }

    [Fact]
    public async Task Rule_3_1_parent_and_child_zones_coexist()
    {
        var vpc = await _aws.Vpc();
        await _aws.Zone("amazonaws.com", vpc, "r1");
        await _aws.Zone(Kms, vpc, "r2");
    }

    [Fact]
    public async Task Rule_3_1_a_public_zone_takes_no_vpc()
    {
        var vpc = await _aws.Vpc();
        var zone = (await _aws.CreateZone("example.com", vpc: null, "r1"))["Id"]["/hostedzone/".Length..];
        Assert.Equal("PublicZoneVPCAssociation", (await _aws.Associate(zone, vpc)).Code);
    }

    [Fact]
    public async Task Rule_3_1_a_zone_keeps_its_last_vpc()
    {
        var (one, other) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        var zone = await _aws.Zone(Kms, one, "r1");
        Assert.Equal((404, "VPCAssociationNotFound"), ((await _aws.Disassociate(zone, other)).Status, (await _aws.Disassociate(zone, other)).Code));
        Assert.Equal((400, "LastVPCAssociation"), ((await _aws.Disassociate(zone, one)).Status, (await _aws.Disassociate(zone, one)).Code));
        await _aws.Associate(zone, other);
        Assert.Equal(200, (await _aws.Disassociate(zone, one)).Status);
    }

    [Fact]
    public async Task Rule_3_1_the_zones_of_an_endpoint_are_listed_by_vpc_with_their_service_and_disappear()
    {
        var vpc = await _aws.Vpc();
        var endpoint = await _aws.Endpoint(vpc, await _aws.Subnet(vpc));
        Task<Answer> List() => _aws.Route53("GET", "hostedzonesbyvpc", query: $"vpcid={vpc}&vpcregion={TestAws.Tokyo}");
        var listed = await List();
        Assert.Equal(["dkr.ecr.ap-northeast-1.amazonaws.com.", "dkr-ecr.ap-northeast-1.on.aws."], listed.All("Name"));
        Assert.Equal(["vpce.amazonaws.com", "vpce.amazonaws.com"], listed.All("OwningService"));
        Assert.Empty((await _aws.Route53("GET", "hostedzone")).All("HostedZone"));
        await _aws.Ec2("ModifyVpcEndpoint", ("VpcEndpointId", endpoint), ("PrivateDnsEnabled", "false"));
        _aws.Settle();
        Assert.Empty((await List()).All("Name"));
    }

    [Fact]
    public async Task Rule_3_1_a_change_is_PENDING_and_becomes_INSYNC_within_60_seconds()
    {
        var created = await _aws.CreateZone(Kms, await _aws.Vpc(), "r1");
        var change = created.All("Id")[1];
        Assert.Equal("PENDING", created["Status"]);
        _aws.Wait(4.9);
        Assert.Equal("PENDING", (await _aws.Route53("GET", "change/" + change["/change/".Length..]))["Status"]);
        _aws.Wait(56);
        Assert.Equal("INSYNC", (await _aws.Route53("GET", "change/" + change["/change/".Length..]))["Status"]);
    }

    [Fact]
    public async Task Rule_3_1_a_zone_with_records_is_not_deleted()
    {
        var zone = await _aws.Zone(Kms, await _aws.Vpc(), "r1");
        await _aws.Change(zone, ("CREATE", Building.A(Kms, "10.0.0.1")));
        Assert.Equal("HostedZoneNotEmpty", (await _aws.Route53("DELETE", "hostedzone/" + zone)).Code);
        await _aws.Change(zone, ("DELETE", Building.A(Kms, "10.0.0.1")));
        Assert.Equal(200, (await _aws.Route53("DELETE", "hostedzone/" + zone)).Status);
        Assert.Equal(
            (404, "NoSuchHostedZone"),
            ((await _aws.Route53("GET", "hostedzone/" + zone)).Status, (await _aws.Route53("GET", "hostedzone/" + zone)).Code)
        );
    }

    [Fact]
    public async Task Rule_3_2_another_account_needs_an_authorization_and_associates_itself()
    {
        var spokeAccount = _aws.As(Other);
        var (hub, spoke) = (await _aws.Vpc("10.255.0.0/16"), await spokeAccount.Vpc());
        var zone = await _aws.Zone(Kms, hub, "r1");
        var refused = await spokeAccount.Associate(zone, spoke);
        Assert.Equal((401, "NotAuthorizedException"), (refused.Status, refused.Code));
        Assert.Equal("InvalidVPCId", (await _aws.Associate(zone, spoke)).Code);
        Assert.Equal(200, (await _aws.Authorize(zone, spoke)).Status);
        Assert.Equal([spoke], (await _aws.Route53("GET", $"hostedzone/{zone}/authorizevpcassociation")).All("VPCId"));
        Assert.Equal(200, (await spokeAccount.Associate(zone, spoke)).Status);
        Assert.Equal(
            [zone],
            (await spokeAccount.Route53("GET", "hostedzonesbyvpc", query: $"vpcid={spoke}&vpcregion={TestAws.Tokyo}")).All("HostedZoneId")
        );
        Assert.Empty((await spokeAccount.Route53("GET", "hostedzone")).All("HostedZone"));
        Assert.Equal("NoSuchHostedZone", (await spokeAccount.Authorize(zone, spoke)).Code);
    }

    [Fact]
    public async Task Rule_3_2_taking_back_an_authorization_does_not_disassociate()
    {
        var spokeAccount = _aws.As(Other);
        var (hub, spoke) = (await _aws.Vpc("10.255.0.0/16"), await spokeAccount.Vpc());
        var zone = await _aws.Zone(Kms, hub, "r1");
        await _aws.Authorize(zone, spoke);
        await spokeAccount.Associate(zone, spoke);
        Assert.Equal(200, (await _aws.Deauthorize(zone, spoke)).Status);
        var again = await _aws.Deauthorize(zone, spoke);
        Assert.Equal((404, "VPCAssociationAuthorizationNotFound"), (again.Status, again.Code));
        Assert.Equal([hub, spoke], (await _aws.Route53("GET", "hostedzone/" + zone)).All("VPCId"));
        Assert.Equal(200, (await spokeAccount.Disassociate(zone, spoke)).Status);
    }

    [Fact]
    public async Task Rule_3_4_live_limits_are_told()
    {
        var zone = await _aws.Zone(Kms, await _aws.Vpc(), "r1");
        var vpcs = await _aws.Route53("GET", $"hostedzonelimit/{zone}/MAX_VPCS_ASSOCIATED_BY_ZONE");
        Assert.Equal(("300", "1"), (vpcs["Value"], vpcs["Count"]));
        var zones = await _aws.Route53("GET", "accountlimit/MAX_HOSTED_ZONES_BY_OWNER");
        Assert.Equal(("500", "1"), (zones["Value"], zones["Count"]));
    }

    [Fact]
    public async Task Rule_3_4_a_zone_takes_no_more_vpcs_than_its_limit()
    {
        using var aws = new TestAws(new() { Rules = new() { VpcsPerZone = 2 } });
        var zone = await aws.Zone(Kms, await aws.Vpc(), "r1");
        await aws.Associate(zone, await aws.Vpc("10.3.0.0/16"));
        Assert.Equal("LimitsExceeded", (await aws.Associate(zone, await aws.Vpc("10.4.0.0/16"))).Code);
    }
}
