using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>§3.1 and §3.2: errors of Route 53, disassociation and authorizations.</summary>
public sealed class ZoneErrorRules : IDisposable
{
    private const string Unknown = "Z00000000000000000000";

    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Rule_3_1_errors_have_the_status_of_the_model()
    {
        var vpc = await _aws.Vpc();
        var zone = await _aws.Zone("example.internal", vpc, "one");
        var other = _aws.As("210987654321");
        var foreign = await other.Vpc("10.3.0.0/16");
        foreach (
            var (status, code, answer) in new[]
            {
                (400, "InvalidDomainName", await _aws.CreateZone("a..b", vpc, "two")),
                (409, "HostedZoneAlreadyExists", await _aws.CreateZone("other.internal", vpc, "one")),
                (400, "InvalidVPCId", await _aws.CreateZone("other.internal", foreign, "two")),
                (400, "ConflictingDomainExists", await _aws.CreateZone("example.internal", vpc, "two")),
                (404, "NoSuchHostedZone", await _aws.Associate(Unknown, vpc)),
                (400, "ConflictingDomainExists", await _aws.Associate(zone, vpc)),
                (401, "NotAuthorizedException", await other.Associate(zone, foreign)),
                (404, "NoSuchHostedZone", await _aws.Disassociate(Unknown, vpc)),
                (404, "VPCAssociationNotFound", await _aws.Disassociate(zone, await _aws.Vpc("10.4.0.0/16"))),
                (400, "LastVPCAssociation", await _aws.Disassociate(zone, vpc)),
                (404, "NoSuchHostedZone", await other.Authorize(zone, foreign)),
                (404, "VPCAssociationAuthorizationNotFound", await _aws.Deauthorize(zone, foreign)),
                (404, "NoSuchHostedZone", await _aws.Change(Unknown, ("CREATE", Building.A("a.example.internal", "10.0.0.1")))),
                (404, "NoSuchHostedZone", await _aws.Route53("DELETE", $"hostedzone/{Unknown}")),
                (404, "NoSuchChange", await _aws.Route53("GET", "change/C00000000000000000000")),
            }
        )
        {
            Assert.Equal((code, status), (answer.Code, answer.Status));
        }
    }

    [Fact]
    public async Task Rule_3_1_either_account_takes_an_association_back()
    {
        var zone = await _aws.Zone("example.internal", await _aws.Vpc(), "one");
        var other = _aws.As("210987654321");
        foreach (var (cidr, taker) in new[] { ("10.3.0.0/16", other), ("10.4.0.0/16", _aws) })
        {
            var vpc = await other.Vpc(cidr);
            await _aws.Authorize(zone, vpc);
            Assert.Equal(200, (await other.Associate(zone, vpc)).Status);
            Assert.Equal(200, (await taker.Disassociate(zone, vpc)).Status);
        }
    }

    [Fact]
    public async Task Rule_3_1_a_zone_of_a_service_cannot_be_disassociated()
    {
        var vpc = await _aws.Vpc();
        await _aws.Endpoint(vpc, await _aws.Subnet(vpc));
        var zone = (await _aws.Route53("GET", "hostedzonesbyvpc", query: $"vpcid={vpc}&vpcregion={TestAws.Tokyo}"))["HostedZoneId"];
        Assert.InRange((await _aws.Disassociate(zone, vpc)).Status, 400, 499);
        Assert.Equal(2, (await _aws.Route53("GET", "hostedzonesbyvpc", query: $"vpcid={vpc}&vpcregion={TestAws.Tokyo}")).All("HostedZoneId").Count);
    }

    [Fact]
    public async Task Rule_3_1_a_vpc_has_one_authorization_of_a_zone()
    {
        var zone = await _aws.Zone("example.internal", await _aws.Vpc(), "one");
        for (var i = 0; i < 2; i++)
            Assert.Equal(200, (await _aws.Authorize(zone, "vpc-0123456789abcdef0")).Status);
        Assert.Equal(["vpc-0123456789abcdef0"], (await _aws.Route53("GET", $"hostedzone/{zone}/authorizevpcassociation")).All("VPCId"));
    }

    [Fact]
    public async Task Rule_3_1_authorizations_come_50_a_page_and_a_made_up_token_is_refused()
    {
        var zone = await _aws.Zone("example.internal", await _aws.Vpc(), "one");
        for (var i = 0; i < 51; i++)
            await _aws.Authorize(zone, $"vpc-{i:x17}");
        var first = await _aws.Route53("GET", $"hostedzone/{zone}/authorizevpcassociation");
        Assert.Equal(50, first.All("VPCId").Count);
        Assert.Single(
            (
                await _aws.Route53(
                    "GET",
                    $"hostedzone/{zone}/authorizevpcassociation",
                    query: $"nexttoken={Uri.EscapeDataString(first["NextToken"])}"
                )
            ).All("VPCId")
        );
        Assert.Equal(
            "InvalidPaginationToken",
            (await _aws.Route53("GET", $"hostedzone/{zone}/authorizevpcassociation", query: "nexttoken=madeup")).Code
        );
    }

    [Fact]
    public async Task Rule_3_2_a_foreign_zone_is_not_among_ones_own()
    {
        var zone = await _aws.Zone("example.internal", await _aws.Vpc(), "one");
        var other = _aws.As("210987654321");
        var vpc = await other.Vpc("10.3.0.0/16");
        await _aws.Authorize(zone, vpc);
        await other.Associate(zone, vpc);
        Assert.Empty((await other.Route53("GET", "hostedzone")).All("Name"));
        Assert.Equal(
            (zone, "123456789012"),
            (
                (await other.Route53("GET", "hostedzonesbyvpc", query: $"vpcid={vpc}&vpcregion={TestAws.Tokyo}")) is var seen
                    ? (seen["HostedZoneId"], seen["OwningAccount"])
                    : default
            )
        );
        Assert.Equal("NoSuchHostedZone", (await other.Route53("GET", $"hostedzone/{zone}")).Code);
    }
}
