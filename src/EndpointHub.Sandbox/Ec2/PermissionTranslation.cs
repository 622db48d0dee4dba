using System.Globalization;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>
/// Converts between the two forms of security group rules: permissions with several sources, and rules with exactly one. Rules are stored.
/// </summary>
internal static class PermissionTranslation
{
    public static IEnumerable<SecurityGroupRule> Unfold(IpPermission permission, bool egress, SecurityGroup group, World world, Network net)
    {
        var (protocol, from, to) = Ports(permission.IpProtocol, permission.FromPort, permission.ToPort);
        SecurityGroupRule Rule(string? description) =>
            new()
            {
                IsEgress = egress,
                IpProtocol = protocol,
                FromPort = from,
                ToPort = to,
                Description = description,
            };
        var rules = new List<SecurityGroupRule>();
        foreach (var range in permission.IpRanges)
        {
            var rule = Rule(range.Description);
            rule.CidrIpv4 = Block(range.CidrIp, v6: false);
            rules.Add(rule);
        }

        foreach (var range in permission.Ipv6Ranges)
        {
            var rule = Rule(range.Description);
            rule.CidrIpv6 = Block(range.CidrIpv6, v6: true);
            rules.Add(rule);
        }

        foreach (var list in permission.PrefixListIds)
        {
            var rule = Rule(list.Description);
            rule.PrefixListId = PrefixLists.Find(world, net, list.Id ?? throw AwsException.Missing("prefixListId"));
            rules.Add(rule);
        }

        foreach (var pair in permission.UserIdGroupPairs)
        {
            var rule = Rule(pair.Description);
            rule.ReferencedGroupInfo = Reference(pair.GroupId ?? throw AwsException.Missing("groupId"), group, world, net);
            rules.Add(rule);
        }

        return rules.Count > 0
            ? rules
            : throw new AwsException("MissingParameter", "Missing source specification: include source security group or CIDR information");
    }

    public static SecurityGroupRule Of(SecurityGroupRuleRequest request, bool egress, SecurityGroup group, World world, Network net) =>
        Unfold(
                new()
                {
                    IpProtocol = request.IpProtocol,
                    FromPort = request.FromPort,
                    ToPort = request.ToPort,
                    IpRanges = request.CidrIpv4 is { } v4 ? [new() { CidrIp = v4, Description = request.Description }] : [],
                    Ipv6Ranges = request.CidrIpv6 is { } v6 ? [new() { CidrIpv6 = v6, Description = request.Description }] : [],
                    PrefixListIds = request.PrefixListId is { } list ? [new() { Id = list, Description = request.Description }] : [],
                    UserIdGroupPairs = request.ReferencedGroupId is { } id ? [new() { GroupId = id, Description = request.Description }] : [],
                },
                egress,
                group,
                world,
                net
            )
            .ToList()
            is [var rule]
            ? rule
            : throw AwsException.Combination("A rule has exactly one source or destination.");

    public static List<IpPermission> Fold(IEnumerable<SecurityGroupRule> rules, World world)
    {
        var permissions = new List<IpPermission>();
        foreach (var same in rules.GroupBy(r => (r.IpProtocol, r.FromPort, r.ToPort)))
        {
            var any = same.Key.IpProtocol == "-1";
            var permission = new IpPermission
            {
                IpProtocol = same.Key.IpProtocol,
                FromPort = any ? null : same.Key.FromPort,
                ToPort = any ? null : same.Key.ToPort,
            };
            foreach (var rule in same)
            {
                if (rule.CidrIpv4 is { } v4)
                    permission.IpRanges.Add(new() { CidrIp = v4, Description = rule.Description });
                if (rule.CidrIpv6 is { } v6)
                    permission.Ipv6Ranges.Add(new() { CidrIpv6 = v6, Description = rule.Description });
                if (rule.PrefixListId is { } list)
                    permission.PrefixListIds.Add(new() { Id = list, Description = rule.Description });
                if (rule.ReferencedGroupInfo is { } other)
                {
                    RefreshPeering(rule, world);
                    permission.UserIdGroupPairs.Add(
                        new()
                        {
                            GroupId = other.GroupId,
                            UserId = other.UserId,
                            VpcId = other.VpcId,
                            VpcPeeringConnectionId = other.VpcPeeringConnectionId,
                            PeeringStatus = other.PeeringStatus,
                            Description = rule.Description,
                        }
                    );
                }
            }

            permissions.Add(permission);
        }

        return permissions;
    }

    public static RevokedSecurityGroupRule Revoked(SecurityGroupRule rule) =>
        new()
        {
            SecurityGroupRuleId = rule.SecurityGroupRuleId,
            GroupId = rule.GroupId,
            IsEgress = rule.IsEgress,
            IpProtocol = rule.IpProtocol,
            FromPort = rule.FromPort,
            ToPort = rule.ToPort,
            CidrIpv4 = rule.CidrIpv4,
            CidrIpv6 = rule.CidrIpv6,
            PrefixListId = rule.PrefixListId,
            ReferencedGroupId = rule.ReferencedGroupInfo?.GroupId,
            Description = rule.Description,
        };

    /// <summary>A reference to a group across a peering includes the status of the peering.</summary>
    public static void RefreshPeering(SecurityGroupRule rule, World world)
    {
        if (rule.ReferencedGroupInfo is { VpcPeeringConnectionId: { } peering } other)
            other.PeeringStatus = world.Peerings.Find(peering)?.Status?.Code ?? "deleted";
    }

    public static string Text(SecurityGroupRule rule) =>
        $"peer: {rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId}, "
        + (
            rule.IpProtocol == "-1"
                ? "ALL, ALLOW"
                : $"{rule.IpProtocol?.ToUpperInvariant()}, from port: {rule.FromPort}, to port: {rule.ToPort}, ALLOW"
        );

    private static (string Protocol, int From, int To) Ports(string? protocol, int? from, int? to)
    {
        var name = (protocol ?? throw AwsException.Missing("ipProtocol")).ToLowerInvariant() switch
        {
            "6" => "tcp",
            "17" => "udp",
            "1" => "icmp",
            "58" => "icmpv6",
            "all" => "-1",
            var p => p,
        };
        if (name is "tcp" or "udp")
        {
            if (from is null || to is null)
                throw new AwsException("InvalidParameterValue", "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
            if (from is < 0 or > 65535 || to is < 0 or > 65535 || from > to)
                throw new AwsException("InvalidParameterValue", $"Invalid TCP/UDP port range ({from}:{to})");
            return (name, from.Value, to.Value);
        }

        if (name is "icmp" or "icmpv6")
            return (name, from ?? -1, to ?? -1);
        if (!int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number is < -1 or > 255)
            throw new AwsException("InvalidParameterValue", $"Invalid value '{protocol}' for IP protocol. Unknown protocol.");
        return (name, -1, -1);
    }

    private static string Block(string? text, bool v6)
    {
        if (text is null)
            throw AwsException.Missing("cidrIp");
        try
        {
            return (v6 ? Cidr.V6(text, "cidrIpv6") : Cidr.V4(text, "cidrIp")).ToString();
        }
        catch (AwsException)
        {
            throw new AwsException("InvalidParameterValue", $"CIDR block {text} is malformed");
        }
    }

    /// <summary>Finds a group of the same VPC, or of a VPC connected by an active peering in the same Region.</summary>
    private static ReferencedSecurityGroup Reference(string id, SecurityGroup group, World world, Network net)
    {
        if (net.SecurityGroups.Find(id) is { } own && own.VpcId == group.VpcId)
            return new() { GroupId = id, UserId = net.Account };
        foreach (var peering in world.Peerings.All.Where(p => p.Status!.Code == "active" && Peerings.Touches(p, group.VpcId!)))
        {
            var peer = peering.RequesterVpcInfo!.VpcId == group.VpcId ? peering.AccepterVpcInfo! : peering.RequesterVpcInfo;
            if (peer.Region == net.Region && world.Network(peer.OwnerId!, peer.Region!).SecurityGroups.Find(id)?.VpcId == peer.VpcId)
            {
                return new()
                {
                    GroupId = id,
                    UserId = peer.OwnerId,
                    VpcId = peer.VpcId,
                    VpcPeeringConnectionId = peering.VpcPeeringConnectionId,
                    PeeringStatus = "active",
                };
            }
        }

        throw net.SecurityGroups.NotFound(id);
    }
}
