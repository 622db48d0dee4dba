namespace EndpointHub.SandboxTests.Clients;

/// <summary>One service of one spoke moved to a hub with AWS CLI commands.</summary>
public sealed class HandMadeHubTests
{
    private const string Service = "com.amazonaws.ap-northeast-1.ecr.dkr";
    private const string Name = "dkr.ecr.ap-northeast-1.amazonaws.com";

    [Fact]
    public async Task The_AWS_CLI_moves_a_spoke_and_gets_ConflictingDomainExists_until_private_dns_is_off()
    {
        await using var aws = await AwsCli.StartAsync();
        var (spoke, spokeSubnet) = await Vpc(aws, "10.2");
        var (hub, hubSubnet) = await Vpc(aws, "10.255");
        var old = (
            await aws.Run(
                "ec2",
                "create-vpc-endpoint",
                "--vpc-id",
                spoke,
                "--vpc-endpoint-type",
                "Interface",
                "--service-name",
                Service,
                "--subnet-ids",
                spokeSubnet
            )
        )
            .GetProperty("VpcEndpoint")
            .GetProperty("VpcEndpointId")
            .GetString()!;

        var peering = (await aws.Run("ec2", "create-vpc-peering-connection", "--vpc-id", spoke, "--peer-vpc-id", hub))
            .GetProperty("VpcPeeringConnection")
            .GetProperty("VpcPeeringConnectionId")
            .GetString()!;
        aws.Settle();
        await aws.Run("ec2", "accept-vpc-peering-connection", "--vpc-peering-connection-id", peering);
        aws.Settle();
        await aws.Run("ec2", "wait", "vpc-peering-connection-exists", "--vpc-peering-connection-ids", peering);
        foreach (var (vpc, to) in new[] { (spoke, "10.255.0.0/16"), (hub, "10.2.0.0/16") })
        {
            var table = (await aws.Run("ec2", "describe-route-tables", "--filters", $"Name=vpc-id,Values={vpc}"))
                .GetProperty("RouteTables")[0]
                .GetProperty("RouteTableId")
                .GetString()!;
            await aws.Run("ec2", "create-route", "--route-table-id", table, "--destination-cidr-block", to, "--vpc-peering-connection-id", peering);
        }

        var shared = (
            await aws.Run(
                "ec2",
                "create-vpc-endpoint",
                "--vpc-id",
                hub,
                "--vpc-endpoint-type",
                "Interface",
                "--service-name",
                Service,
                "--subnet-ids",
                hubSubnet,
                "--no-private-dns-enabled"
            )
        )
            .GetProperty("VpcEndpoint")
            .GetProperty("DnsEntries")[0];
        var zone = (
            await aws.Run(
                "route53",
                "create-hosted-zone",
                "--name",
                Name,
                "--caller-reference",
                "hand",
                "--vpc",
                $"VPCRegion=ap-northeast-1,VPCId={hub}"
            )
        )
            .GetProperty("HostedZone")
            .GetProperty("Id")
            .GetString()!;
        var alias =
            $"{{\"HostedZoneId\":\"{shared.GetProperty("HostedZoneId")}\",\"DNSName\":\"{shared.GetProperty("DnsName")}\",\"EvaluateTargetHealth\":false}}";
        var change = (
            await aws.Run(
                "route53",
                "change-resource-record-sets",
                "--hosted-zone-id",
                zone,
                "--change-batch",
                "{\"Changes\":["
                    + string.Join(
                        ',',
                        new[] { Name, "*." + Name }.Select(n =>
                            $"{{\"Action\":\"CREATE\",\"ResourceRecordSet\":{{\"Name\":\"{n}\",\"Type\":\"A\",\"AliasTarget\":{alias}}}}}"
                        )
                    )
                    + "]}"
            )
        )
            .GetProperty("ChangeInfo")
            .GetProperty("Id")
            .GetString()!;

        string[] associate =
        [
            "route53",
            "associate-vpc-with-hosted-zone",
            "--hosted-zone-id",
            zone,
            "--vpc",
            $"VPCRegion=ap-northeast-1,VPCId={spoke}",
        ];
        Assert.Contains("(ConflictingDomainExists)", await aws.Fail(associate), StringComparison.Ordinal);
        await aws.Run("ec2", "modify-vpc-endpoint", "--vpc-endpoint-id", old, "--no-private-dns-enabled");
        Assert.Contains("(ConflictingDomainExists)", await aws.Fail(associate), StringComparison.Ordinal);
        aws.Settle();
        await aws.Run(associate);
        Assert.Contains("(ConflictingDomainExists)", await aws.Fail(associate), StringComparison.Ordinal);
        aws.Settle();
        await aws.Run("route53", "wait", "resource-record-sets-changed", "--id", change);

        var answer = aws.Sandbox.Resolve(spoke, "123456789012." + Name);
        Assert.StartsWith("10.255.1.", Assert.Single(answer.Addresses), StringComparison.Ordinal);
        Assert.Empty((await aws.Run("ec2", "delete-vpc-endpoints", "--vpc-endpoint-ids", old)).GetProperty("Unsuccessful").EnumerateArray());
    }

    private static async Task<(string Vpc, string Subnet)> Vpc(AwsCli aws, string net)
    {
        var vpc = (await aws.Run("ec2", "create-vpc", "--cidr-block", $"{net}.0.0/16")).GetProperty("Vpc").GetProperty("VpcId").GetString()!;
        await aws.Run("ec2", "modify-vpc-attribute", "--vpc-id", vpc, "--enable-dns-hostnames");
        var subnet = (await aws.Run("ec2", "create-subnet", "--vpc-id", vpc, "--cidr-block", $"{net}.1.0/24"))
            .GetProperty("Subnet")
            .GetProperty("SubnetId")
            .GetString()!;
        return (vpc, subnet);
    }
}
