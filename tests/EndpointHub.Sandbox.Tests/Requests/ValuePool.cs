using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EndpointHub.SandboxTests.Requests;

/// <summary>Values for request members: ids from earlier responses, plausible values, and occasionally values that do not fit.</summary>
internal sealed partial class ValuePool(Random random)
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["Cidr"] =
        [
            "10.2.0.0/16",
            "10.2.1.0/24",
            "10.2.77.0/24",
            "10.9.0.0/16",
            "100.64.3.9/22",
            "0.0.0.0/0",
            "10.2.1.128/28",
            "2600:1f14::/56",
            "10.0.0.0/8",
            "10.2.1.0/33",
        ],
        ["ServiceName"] =
        [
            "com.amazonaws.ap-northeast-1.kms",
            "com.amazonaws.ap-northeast-1.ecr.dkr",
            "com.amazonaws.ap-northeast-1.s3",
            "com.amazonaws.ap-northeast-1.dynamodb",
            "com.example",
        ],
        ["VpcEndpointType"] = ["Interface", "Interface", "Gateway", "GatewayLoadBalancer"],
        ["AvailabilityZone"] = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d", "mars-1a"],
        ["Region"] = ["ap-northeast-1", "us-east-1", "mars-north-1"],
        ["PolicyDocument"] = ["{}", """{"Statement":[]}""", "{", "[]"],
        ["IpProtocol"] = ["tcp", "udp", "-1", "6", "icmp", "icmpv6", "254", "xyz"],
        ["Protocol"] = ["tcp", "udp", "-1", "6", "17", "1", "58", "254", "xyz"],
        ["Port"] = ["0", "443", "80", "1024", "65535", "65536", "-1"],
        ["RuleNumber"] = ["1", "100", "200", "32766", "32767", "0"],
        ["MaxResults"] = ["1", "5", "10", "1000", "4", "0", "-1", "2147483647"],
        ["MaxItems"] = ["1", "2", "100", "0", "-1", "x"],
        ["Name"] =
        [
            "kms.ap-northeast-1.amazonaws.com",
            "*.dkr.ecr.ap-northeast-1.amazonaws.com",
            "example.com.",
            "www.example.com",
            "*.example.com",
            "vpc-id",
            "state",
            "tag:Name",
            "a..b",
            "hub",
            "spoke dns",
            "Status",
            "VPCId",
        ],
        ["GroupName"] = ["web", "db", "default", "sg-1"],
        ["Type"] = ["A", "CNAME", "TXT", "NS"],
        ["Address"] = ["10.2.10.9", "10.2.11.12", "10.2.10.255", "10.9.9.9", "::1"],
        ["Ipv4"] = ["10.2.10.9", "10.2.11.12", "10.2.10.255", "10.9.9.9", "::1"],
        ["Value"] = ["10.1.1.1", "available", "prod", "*", "ns-0.awsdns-00.com."],
        ["ResourceType"] = ["vpc", "subnet", "vpc-endpoint", "security-group", "hostedzone", "healthcheck"],
        ["Domain"] = ["vpc", "standard"],
        ["Owner"] = ["123456789012", "210987654321", "1"],
        ["Token"] = ["", "ZnJvbTox", "ZnJvbToxMDAw", "ZnJvbTo5OTk5OTk5OTk5", "one", "two", "three"],
        ["RoleArn"] = ["arn:aws:iam::210987654321:role/hub", "arn:aws:iam::1:role/x", "x"],
        ["Attribute"] = ["enableDnsSupport", "enableDnsHostnames", "enableNetworkAddressUsageMetrics"],
        ["ResourceArn"] =
        [
            "arn:aws:route53:::hostedzone/Z0",
            "arn:aws:route53resolver:ap-northeast-1:123456789012:firewall-rule-group/rslvr-frg-0",
            "arn:aws:s3:::bucket",
            "arn:",
        ],
        ["Domains"] = ["example.com", "*.example.com", "*", "kms.ap-northeast-1.amazonaws.com", "a..b", "**"],
        ["Priority"] = ["100", "101", "102", "200", "9900", "1", "0"],
        ["ResourceProperties"] = ["{\"priority\":102}", "{\"priority\":103}", "{}", "priority"],
        ["CallerReference"] = ["r1", "r2", "r3"],
    };

    private static readonly string[] Odd =
    [
        "",
        " ",
        "-1",
        "99999999999999999999",
        "NaN",
        "true",
        "null",
        "vpc-",
        "vpc-0",
        "vpc-zzzzzzzzzzzzzzzzz",
        "../../etc/passwd",
        "%00",
        "<x>",
        "&amp;",
        "]]>",
        "\u00e9\u4e2d\ud83d\ude00",
        "1e309",
        "0x10",
        "' OR 1=1",
        "{\"a\":",
        "\t\r\n",
        "*",
        "?",
        "\\",
        "\\052",
        ".",
        "..",
        "a.b.c.",
        "vpce-0123456789abcdef0",
        "sg-0123456789abcdef0",
        "/hostedzone/",
        "\ufffd",
    ];

    private readonly List<string> _ids = [];

    /// <summary>Collects the ids in a response, so that later requests refer to existing resources.</summary>
    public void Learn(ReadOnlyMemory<byte> answer)
    {
        foreach (Match id in Identifiers().Matches(Encoding.UTF8.GetString(answer.Span)))
        {
            if (_ids.Count < 400)
                _ids.Add(id.Value);
            else
                _ids[random.Next(_ids.Count)] = id.Value;
        }
    }

    /// <summary>Members without which a request seldom does anything.</summary>
    public static bool IsUsual(string member) =>
        member
            is "CidrBlock"
                or "VpcEndpointType"
                or "ServiceName"
                or "SubnetIds"
                or "SubnetId"
                or "IpPermissions"
                or "IpRanges"
                or "GroupId"
                or "VPC"
                or "PeerVpcId"
                or "DestinationCidrBlock"
                or "FromPort"
                or "ToPort"
                or "IpProtocol"
                or "TTL"
                or "ResourceRecords"
                or "CidrIp"
                or "PortRange"
                or "AllocationId"
                or "VpcId"
                or "VPCId"
                or "FirewallDomainListId"
                or "BlockResponse"
                or "VPCRegion"
                or "DomainName"
                or "TargetIps"
                or "Ip"
                or "ResolverEndpointId"
                or "Value"
                or "PrivateDnsEnabled"
                or "AddSubnetIds"
                or "RemoveSubnetIds"
                or "VpcPeeringConnectionId"
                or "SecurityGroupRuleIds"
                or "Tags"
                or "Key";

    public string For(JsonElement shape, string member)
    {
        if (random.Next(12) == 0)
            return Odd[random.Next(Odd.Length)];
        if (shape.TryGetProperty("enum", out var values) && random.Next(10) > 0)
            return values[random.Next(values.GetArrayLength())].GetString()!;
        if (IsId(member) && Id(member) is { } id)
            return id;
        if (member == "ResourceArn" && Arn() is { } arn)
            return arn;
        if (member == "Ip")
            return Known["Ipv4"][random.Next(Known["Ipv4"].Length)];
        foreach (var (part, known) in Known)
        {
            if (member.Contains(part, StringComparison.OrdinalIgnoreCase))
                return known[random.Next(known.Length)];
        }

        return shape.GetProperty("type").GetString() switch
        {
            "boolean" => random.Next(2) == 0 ? "true" : "false",
            "integer" or "long" => random.Next(-2, 400).ToString(CultureInfo.InvariantCulture),
            "timestamp" => "2026-10-01T00:00:00Z",
            _ => "text" + random.Next(5).ToString(CultureInfo.InvariantCulture),
        };
    }

    private static bool IsId(string member) =>
        member.EndsWith("Id", StringComparison.Ordinal)
        || member.EndsWith("Ids", StringComparison.Ordinal)
        || member is "Id" or "Resources" or "PublicIp" or "ResourceId";

    /// <summary>Returns a value, mostly of the type that the member's name indicates.</summary>
    private string? Id(string member)
    {
        if (member == "ResolverEndpointId")
            return random.Next(5) == 0 ? "rslvr-in-0123456789abcdef0" : "rslvr-out-0123456789abcdef0";
        var prefix = member switch
        {
            "ResolverRuleId" => "rslvr-rr-",
            "ResolverRuleAssociationId" => "rslvr-rrassoc-",
            "FirewallDomainListId" => "rslvr-fdl-",
            "FirewallRuleGroupId" => "rslvr-frg-",
            "FirewallRuleGroupAssociationId" => "rslvr-frgassoc-",
            "FirewallThreatProtectionId" => "rslvr-ftp-",
            "ProfileId" => "rp-",
            "ProfileAssociationId" => "rpassoc-",
            "ProfileResourceAssociationId" => "rpr-",
            "ResourceId" when random.Next(2) == 0 => "vpc-",
            _ when member.Contains("Subnet", StringComparison.Ordinal) => "subnet-",
            _ when member.Contains("RouteTable", StringComparison.Ordinal) => "rtb-",
            _ when member.Contains("Association", StringComparison.Ordinal) => random.Next(2) == 0 ? "rtbassoc-" : "aclassoc-",
            _ when member.Contains("Rule", StringComparison.Ordinal) => "sgr-",
            _ when member.Contains("Group", StringComparison.Ordinal) => "sg-",
            _ when member.Contains("Peering", StringComparison.Ordinal) => "pcx-",
            _ when member.Contains("Endpoint", StringComparison.Ordinal) => "vpce-",
            _ when member.Contains("Acl", StringComparison.Ordinal) => "acl-",
            _ when member.Contains("Nat", StringComparison.Ordinal) => "nat-",
            _ when member.Contains("Gateway", StringComparison.Ordinal) => "igw-",
            _ when member.Contains("Alloc", StringComparison.Ordinal) => "eipalloc-",
            _ when member.Contains("Interface", StringComparison.Ordinal) => "eni-",
            _ when member.Contains("PrefixList", StringComparison.Ordinal) => "pl-",
            _ when member.Contains("HostedZone", StringComparison.Ordinal) => "Z",
            _ when member.Contains("Vpc", StringComparison.OrdinalIgnoreCase) => "vpc-",
            _ when member is "Id" => random.Next(3) == 0 ? "C" : "Z",
            _ => "",
        };
        var fitting = random.Next(10) == 0 ? _ids : _ids.FindAll(i => i.StartsWith(prefix, StringComparison.Ordinal));
        return fitting.Count == 0 ? null : fitting[random.Next(fitting.Count)];
    }

    /// <summary>Returns the ARN of an existing resource that can be associated with a Profile.</summary>
    private string? Arn()
    {
        var id = Id(
            random.Next(4) switch
            {
                0 => "HostedZoneId",
                1 => "ResolverRuleId",
                2 => "FirewallRuleGroupId",
                _ => "VpcEndpointId",
            }
        );
        return id is null ? null
            : id[0] == 'Z' ? $"arn:aws:route53:::hostedzone/{id}"
            : id.StartsWith("vpce-", StringComparison.Ordinal) ? $"arn:aws:ec2:ap-northeast-1:123456789012:vpc-endpoint/{id}"
            : $"arn:aws:route53resolver:ap-northeast-1:123456789012:{(id.StartsWith("rslvr-frg-", StringComparison.Ordinal) ? "firewall-rule-group" : "resolver-rule")}/{id}";
    }

    [GeneratedRegex(
        "\\b(?:rslvr-(?:rr|rrassoc|fdl|frg|frgassoc|ftp)-[0-9a-f]{17}|[a-z]+(?:-cidr)?-(?:assoc-)?[0-9a-f]{17}|pl-[0-9a-f]{8}|[ZC][0-9A-Z]{20})\\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Identifiers();
}
