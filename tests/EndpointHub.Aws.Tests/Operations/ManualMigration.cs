using System.Text.Json;
using EndpointHub.AwsTests.Support;
using EndpointHub.Planning;

namespace EndpointHub.AwsTests.Operations;

/// <summary>The migration of one spoke and one service with CLI commands, with the tags by which the module recognizes its resources.</summary>
internal sealed class ManualMigration(AwsCli aws)
{
    private const string Hub = "shared";

    public string SpokeVpcId { get; private set; } = "";

    public string HubVpcId { get; private set; } = "";

    public IReadOnlyList<string> HubSubnetIds { get; private set; } = [];

    /// <summary>The error of the association while the spoke's own endpoint has private DNS.</summary>
    public string Refusal { get; private set; } = "";

    public async Task DoAsync()
    {
        SpokeVpcId = await IdAsync("ec2 describe-vpcs", "Vpcs[0].VpcId", "Name=tag:Name,Values=dev");
        HubVpcId = await IdAsync("ec2 describe-vpcs", "Vpcs[0].VpcId", "Name=tag:Name,Values=shared");
        HubSubnetIds =
        [
            .. (await aws.DoAsync("ec2 describe-subnets --query Subnets[].SubnetId --filters", $"Name=vpc-id,Values={HubVpcId}"))
                .EnumerateArray()
                .Select(id => id.GetString()!),
        ];

        var target = await EndpointAsync();
        await ConnectAsync();
        await CutOverAsync(target);
    }

    private async Task<JsonElement> EndpointAsync()
    {
        var group = Text(
            await aws.DoAsync(
                "ec2 create-security-group --group-name hub --query GroupId",
                "--description",
                "HTTPS from spokes",
                "--vpc-id",
                HubVpcId,
                "--tag-specifications",
                Mark("security-group")
            )
        );
        await aws.DoAsync("ec2 authorize-security-group-ingress --protocol tcp --port 443 --cidr 10.2.0.0/16", "--group-id", group);
        var names = await aws.DoAsync(
            "ec2 create-vpc-endpoint --vpc-endpoint-type Interface --no-private-dns-enabled --query VpcEndpoint.DnsEntries",
            "--vpc-id",
            HubVpcId,
            "--service-name",
            SimulatedAws.EcrDkr,
            "--security-group-ids",
            group,
            "--tag-specifications",
            Mark("vpc-endpoint"),
            "--subnet-ids",
            HubSubnetIds[0],
            HubSubnetIds[1]
        );
        return names.EnumerateArray().MinBy(name => Text(name.GetProperty("DnsName")).Length);
    }

    private async Task ConnectAsync()
    {
        var peering = Text(
            await aws.DoAsync(
                "ec2 create-vpc-peering-connection --query VpcPeeringConnection.VpcPeeringConnectionId",
                "--vpc-id",
                SpokeVpcId,
                "--peer-vpc-id",
                HubVpcId
            )
        );
        await aws.DoAsync("ec2 accept-vpc-peering-connection", "--vpc-peering-connection-id", peering);
        foreach (var (table, destination) in new[] { ("dev-private", "10.255.0.0/16"), ("shared-private", "10.2.0.0/16") })
        {
            var id = await IdAsync("ec2 describe-route-tables", "RouteTables[0].RouteTableId", $"Name=tag:Name,Values={table}");
            await aws.DoAsync(
                "ec2 create-route",
                "--route-table-id",
                id,
                "--destination-cidr-block",
                destination,
                "--vpc-peering-connection-id",
                peering
            );
        }
    }

    private async Task CutOverAsync(JsonElement target)
    {
        var own = await aws.DoAsync(
            "ec2 describe-vpc-endpoints --query VpcEndpoints[0] --filters",
            $"Name=vpc-id,Values={SpokeVpcId}",
            $"Name=service-name,Values={SimulatedAws.EcrDkr}"
        );
        var ownId = Text(own.GetProperty("VpcEndpointId"));
        var names = own.GetProperty("DnsEntries")
            .EnumerateArray()
            .Select(entry => Text(entry.GetProperty("DnsName")))
            .Where(name => !name.Contains(".vpce.", StringComparison.Ordinal));
        var zones = new List<string>();
        foreach (var zone in names.GroupBy(name => name.Replace("*.", "", StringComparison.Ordinal), StringComparer.Ordinal))
            zones.Add(await ZoneAsync(zone.Key, zone, target));
        Assert.Equal(2, zones.Count);

        Refusal = await aws.RefusedAsync("route53 associate-vpc-with-hosted-zone", "--hosted-zone-id", zones[0], "--vpc", InTokyo(SpokeVpcId));
        await aws.DoAsync("ec2 create-tags", "--resources", ownId, "--tags", $"Key={HubMark.CutOverTag},Value={Hub}");
        await aws.DoAsync("ec2 modify-vpc-endpoint --no-private-dns-enabled", "--vpc-endpoint-id", ownId);
        while (
            (
                await aws.DoAsync("ec2 describe-vpc-endpoints --query VpcEndpoints[0].[State,DnsEntries[].DnsName]", "--vpc-endpoint-ids", ownId)
            ).GetRawText()
                is var seen
            && (!seen.Contains("available", StringComparison.Ordinal) || seen.Contains("\"*.dkr.ecr.", StringComparison.Ordinal))
        )
        {
            // Each CLI call takes long enough, so that no delay is needed.
        }

        foreach (var zone in zones)
            await aws.DoAsync("route53 associate-vpc-with-hosted-zone", "--hosted-zone-id", zone, "--vpc", InTokyo(SpokeVpcId));
        await aws.DoAsync("ec2 delete-vpc-endpoints", "--vpc-endpoint-ids", ownId);
    }

    private async Task<string> ZoneAsync(string name, IEnumerable<string> records, JsonElement target)
    {
        var zone = Text(
            await aws.DoAsync(
                "route53 create-hosted-zone --query HostedZone.Id",
                "--name",
                name,
                "--caller-reference",
                name,
                "--vpc",
                InTokyo(HubVpcId),
                "--hosted-zone-config",
                JsonSerializer.Serialize(new { Comment = HubMark.ZoneComment(Hub), PrivateZone = true })
            )
        );
        var alias = new
        {
            HostedZoneId = Text(target.GetProperty("HostedZoneId")),
            DNSName = Text(target.GetProperty("DnsName")),
            EvaluateTargetHealth = false,
        };
        var changes = records
            .Select(record => new
            {
                Action = "CREATE",
                ResourceRecordSet = new
                {
                    Name = record,
                    Type = "A",
                    AliasTarget = alias,
                },
            })
            .ToList();
        Assert.Equal(2, changes.Count);
        await aws.DoAsync(
            "route53 change-resource-record-sets",
            "--hosted-zone-id",
            zone,
            "--change-batch",
            JsonSerializer.Serialize(new { Changes = changes })
        );
        return zone;
    }

    private async Task<string> IdAsync(string describe, string query, string filter) =>
        Text(await aws.DoAsync(describe, "--query", query, "--filters", filter));

    private static string Mark(string resourceType) => $"ResourceType={resourceType},Tags=[{{Key={HubMark.HubTag},Value={Hub}}}]";

    private static string InTokyo(string vpcId) => $"VPCRegion=ap-northeast-1,VPCId={vpcId}";

    private static string Text(JsonElement text) => text.GetString()!;
}
