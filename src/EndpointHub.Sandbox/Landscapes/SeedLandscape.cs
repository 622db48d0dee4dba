using System.Net;
using System.Xml.Linq;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Sandbox.Landscapes;

/// <summary>
/// Tokyo before the consolidation: the VPCs dev, stg and prd, each with the same eight interface endpoints and an S3 gateway endpoint, a VPC
/// shared for the future hub, and a NAT gateway in prd. It is created by the API calls that a user would make.
/// </summary>
internal sealed class SeedLandscape(AwsSandbox sandbox)
{
    private const string Account = SandboxOptions.DefaultAccount;
    private const string Region = "ap-northeast-1";

    private static readonly string[] Services = ["ecr.api", "ecr.dkr", "ssm", "ssmmessages", "ec2messages", "logs", "kms", "secretsmanager"];

    private static readonly (string Name, string Net)[] Vpcs = [("dev", "10.2"), ("stg", "10.3"), ("prd", "10.4"), ("shared", "10.255")];

    public async Task BuildAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, net) in Vpcs)
        {
            var vpc = await CallAsync("CreateVpc", "vpcId", [("CidrBlock", $"{net}.0.0/16"), .. Tags("vpc", name, ("env", name))], cancellationToken);
            await CallAsync("ModifyVpcAttribute", null, [("VpcId", vpc), ("EnableDnsHostnames.Value", "true")], cancellationToken);
            var table = await CallAsync(
                "CreateRouteTable",
                "routeTableId",
                [("VpcId", vpc), .. Tags("route-table", $"{name}-private")],
                cancellationToken
            );
            var subnets = new List<string>();
            foreach (var (zone, third) in new[] { ("1a", 10), ("1c", 11) })
            {
                subnets.Add(
                    await CallAsync(
                        "CreateSubnet",
                        "subnetId",
                        [
                            ("VpcId", vpc),
                            ("CidrBlock", $"{net}.{third}.0/24"),
                            ("AvailabilityZone", Region[..^1] + zone),
                            .. Tags("subnet", $"{name}-private-{zone}"),
                        ],
                        cancellationToken
                    )
                );
                await CallAsync("AssociateRouteTable", null, [("RouteTableId", table), ("SubnetId", subnets[^1])], cancellationToken);
            }

            if (name == "shared")
                continue;
            await AddEndpointsAsync(name, net, vpc, table, subnets[0], cancellationToken);
            if (name == "prd")
                await AddNatAsync(name, net, vpc, table, cancellationToken);
        }
    }

    private async Task AddEndpointsAsync(string name, string net, string vpc, string table, string subnet, CancellationToken cancellationToken)
    {
        var group = await CallAsync(
            "CreateSecurityGroup",
            "groupId",
            [
                ("VpcId", vpc),
                ("GroupName", $"{name}-endpoints"),
                ("GroupDescription", "HTTPS to the endpoints"),
                .. Tags("security-group", $"{name}-endpoints"),
            ],
            cancellationToken
        );
        await CallAsync(
            "AuthorizeSecurityGroupIngress",
            null,
            [
                ("GroupId", group),
                ("IpPermissions.1.IpProtocol", "tcp"),
                ("IpPermissions.1.FromPort", "443"),
                ("IpPermissions.1.ToPort", "443"),
                ("IpPermissions.1.IpRanges.1.CidrIp", $"{net}.0.0/16"),
            ],
            cancellationToken
        );
        foreach (var service in Services)
        {
            await CallAsync(
                "CreateVpcEndpoint",
                "vpcEndpointId",
                [
                    ("VpcId", vpc),
                    ("VpcEndpointType", "Interface"),
                    ("ServiceName", $"com.amazonaws.{Region}.{service}"),
                    ("SubnetId.1", subnet),
                    ("SecurityGroupId.1", group),
                    ("PrivateDnsEnabled", "true"),
                    .. Tags("vpc-endpoint", $"{name}-{service}"),
                ],
                cancellationToken
            );
        }

        await CallAsync(
            "CreateVpcEndpoint",
            "vpcEndpointId",
            [
                ("VpcId", vpc),
                ("VpcEndpointType", "Gateway"),
                ("ServiceName", $"com.amazonaws.{Region}.s3"),
                ("RouteTableId.1", table),
                .. Tags("vpc-endpoint", $"{name}-s3"),
            ],
            cancellationToken
        );
    }

    private async Task AddNatAsync(string name, string net, string vpc, string privateTable, CancellationToken cancellationToken)
    {
        var gateway = await CallAsync("CreateInternetGateway", "internetGatewayId", [.. Tags("internet-gateway", name)], cancellationToken);
        await CallAsync("AttachInternetGateway", null, [("InternetGatewayId", gateway), ("VpcId", vpc)], cancellationToken);
        var subnet = await CallAsync(
            "CreateSubnet",
            "subnetId",
            [("VpcId", vpc), ("CidrBlock", $"{net}.0.0/24"), ("AvailabilityZone", Region + "a"), .. Tags("subnet", $"{name}-public-1a")],
            cancellationToken
        );
        var table = await CallAsync(
            "CreateRouteTable",
            "routeTableId",
            [("VpcId", vpc), .. Tags("route-table", $"{name}-public")],
            cancellationToken
        );
        await CallAsync("AssociateRouteTable", null, [("RouteTableId", table), ("SubnetId", subnet)], cancellationToken);
        await CallAsync(
            "CreateRoute",
            null,
            [("RouteTableId", table), ("DestinationCidrBlock", "0.0.0.0/0"), ("GatewayId", gateway)],
            cancellationToken
        );
        var address = await CallAsync(
            "AllocateAddress",
            "allocationId",
            [("Domain", "vpc"), .. Tags("elastic-ip", $"{name}-nat")],
            cancellationToken
        );
        var nat = await CallAsync(
            "CreateNatGateway",
            "natGatewayId",
            [("SubnetId", subnet), ("AllocationId", address), .. Tags("natgateway", name)],
            cancellationToken
        );
        await CallAsync(
            "CreateRoute",
            null,
            [("RouteTableId", privateTable), ("DestinationCidrBlock", "0.0.0.0/0"), ("NatGatewayId", nat)],
            cancellationToken
        );
    }

    private static IEnumerable<(string, string)> Tags(string type, string name, params (string Key, string Value)[] more)
    {
        yield return ("TagSpecification.1.ResourceType", type);
        foreach (var (tag, i) in more.Prepend(("Name", name)).Select((t, i) => (t, i + 1)))
        {
            yield return ($"TagSpecification.1.Tag.{i}.Key", tag.Item1);
            yield return ($"TagSpecification.1.Tag.{i}.Value", tag.Item2);
        }
    }

    /// <summary>Calls an action.</summary>
    /// <returns>The text of the first element of that name in the response.</returns>
    private async Task<string> CallAsync(
        string action,
        string? element,
        IEnumerable<(string Name, string Value)> parameters,
        CancellationToken cancellationToken
    )
    {
        var body = string.Join(
            '&',
            parameters.Prepend(("Version", "2016-11-15")).Prepend(("Action", action)).Select(p => $"{p.Item1}={WebUtility.UrlEncode(p.Item2)}")
        );
        var response = await sandbox.HandleAsync(new("POST", "/", "", KeptRequest.Signed(Account, Region, "ec2"), body), cancellationToken);
        using var answer = new MemoryStream(response.Body.ToArray());
        var xml = XDocument.Load(answer);
        if (response.Status != 200)
            throw new InvalidOperationException($"{action}: {xml.Root!.Value}");
        return element is null ? "" : xml.Descendants().First(e => e.Name.LocalName == element).Value;
    }
}
