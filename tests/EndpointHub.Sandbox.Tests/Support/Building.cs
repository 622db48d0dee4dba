namespace EndpointHub.SandboxTests.Support;

/// <summary>Creates the resources that most tests begin with.</summary>
internal static class Building
{
    public const string EcrDkr = "com.amazonaws.ap-northeast-1.ecr.dkr";

    public static async Task<string> Vpc(this TestAws aws, string cidr = "10.2.0.0/16", bool dns = true)
    {
        var vpc = await aws.Make("CreateVpc", "vpcId", ("CidrBlock", cidr));
        if (dns)
            await aws.Ec2("ModifyVpcAttribute", ("VpcId", vpc), ("EnableDnsHostnames.Value", "true"));
        return vpc;
    }

    public static Task<string> Subnet(this TestAws aws, string vpc, string cidr = "10.2.10.0/24", string zone = "ap-northeast-1a") =>
        aws.Make("CreateSubnet", "subnetId", ("VpcId", vpc), ("CidrBlock", cidr), ("AvailabilityZone", zone));

    public static Task<string> Group(this TestAws aws, string vpc, string name = "web") =>
        aws.Make("CreateSecurityGroup", "groupId", ("VpcId", vpc), ("GroupName", name), ("GroupDescription", "test"));

    /// <summary>An interface endpoint, still pending.</summary>
    public static Task<string> Endpoint(this TestAws aws, string vpc, string subnet, string service = EcrDkr, bool? privateDns = null) =>
        aws.Make(
            "CreateVpcEndpoint",
            "vpcEndpointId",
            [
                ("VpcId", vpc),
                ("VpcEndpointType", "Interface"),
                ("ServiceName", service),
                ("SubnetId.1", subnet),
                .. privateDns is { } on ? [("PrivateDnsEnabled", on ? "true" : "false")] : Array.Empty<(string, string)>(),
            ]
        );

    /// <summary>A peering, active.</summary>
    public static async Task<string> Peering(this TestAws aws, string from, string to)
    {
        var id = await aws.Make("CreateVpcPeeringConnection", "vpcPeeringConnectionId", ("VpcId", from), ("PeerVpcId", to));
        aws.Settle();
        await aws.Make("AcceptVpcPeeringConnection", "vpcPeeringConnectionId", ("VpcPeeringConnectionId", id));
        aws.Settle();
        return id;
    }

    /// <summary>A private zone, and its bare id.</summary>
    public static async Task<string> Zone(this TestAws aws, string name, string vpc, string reference)
    {
        var answer = await aws.CreateZone(name, vpc, reference);
        Assert.True(answer.Status == 201, answer.ToString());
        return answer["Id"]["/hostedzone/".Length..];
    }

    public static Task<Answer> CreateZone(this TestAws aws, string name, string? vpc, string reference) =>
        aws.Route53(
            "POST",
            "hostedzone",
            $"<CreateHostedZoneRequest xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Name>{name}</Name>{(vpc is null ? "" : VpcXml(vpc, aws.Region))}"
                + $"<CallerReference>{reference}</CallerReference></CreateHostedZoneRequest>"
        );

    public static Task<Answer> Associate(this TestAws aws, string zone, string vpc) =>
        aws.ZoneVpc("associatevpc", "AssociateVPCWithHostedZoneRequest", zone, vpc);

    public static Task<Answer> Disassociate(this TestAws aws, string zone, string vpc) =>
        aws.ZoneVpc("disassociatevpc", "DisassociateVPCFromHostedZoneRequest", zone, vpc);

    public static Task<Answer> Authorize(this TestAws aws, string zone, string vpc) =>
        aws.ZoneVpc("authorizevpcassociation", "CreateVPCAssociationAuthorizationRequest", zone, vpc);

    public static Task<Answer> Deauthorize(this TestAws aws, string zone, string vpc) =>
        aws.ZoneVpc("deauthorizevpcassociation", "DeleteVPCAssociationAuthorizationRequest", zone, vpc);

    public static Task<Answer> Change(this TestAws aws, string zone, params (string Action, string Record)[] changes) =>
        aws.Route53(
            "POST",
            $"hostedzone/{zone}/rrset/",
            "<ChangeResourceRecordSetsRequest xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><ChangeBatch><Changes>"
                + string.Concat(changes.Select(c => $"<Change><Action>{c.Action}</Action><ResourceRecordSet>{c.Record}</ResourceRecordSet></Change>"))
                + "</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>"
        );

    public static string A(string name, string address, int ttl = 60) =>
        $"<Name>{name}</Name><Type>A</Type><TTL>{ttl}</TTL><ResourceRecords><ResourceRecord><Value>{address}</Value></ResourceRecord></ResourceRecords>";

    public static string Alias(string name, string zone, string target) =>
        $"<Name>{name}</Name><Type>A</Type><AliasTarget><HostedZoneId>{zone}</HostedZoneId><DNSName>{target}</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>";

    private static Task<Answer> ZoneVpc(this TestAws aws, string path, string root, string zone, string vpc) =>
        aws.Route53(
            "POST",
            $"hostedzone/{zone}/{path}",
            $"<{root} xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\">{VpcXml(vpc, aws.Region)}</{root}>"
        );

    private static string VpcXml(string vpc, string region) => $"<VPC><VPCRegion>{region}</VPCRegion><VPCId>{vpc}</VPCId></VPC>";
}
