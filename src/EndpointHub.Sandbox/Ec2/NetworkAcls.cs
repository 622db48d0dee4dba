using System.Globalization;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

internal sealed class NetworkAcls(Call call) : Handler(call)
{
    /// <summary>The rule number of the final deny entry, which the console shows as <c>*</c>; the entry for IPv6 has the next number.</summary>
    private const int Final = 32767;
    private const int FinalIpv6 = Final + 1;

    /// <summary>The quota of entries per direction, including the final deny; AWS raises it to 40 on request.</summary>
    private const int PerDirection = 20;

    internal static readonly FilterSet<NetworkAcl> Filters = new(a => a.Tags)
    {
        { "association.association-id", a => a.Associations.Select(s => s.NetworkAclAssociationId) },
        { "association.network-acl-id", a => a.Associations.Select(s => s.NetworkAclId) },
        { "association.subnet-id", a => a.Associations.Select(s => s.SubnetId) },
        { "default", a => a.IsDefault },
        { "entry.cidr", a => a.Entries.Select(e => e.CidrBlock) },
        { "entry.ipv6-cidr", a => a.Entries.Select(e => e.Ipv6CidrBlock) },
        { "entry.egress", a => a.Entries.Select(e => e.Egress == true ? "true" : "false") },
        { "entry.port-range.from", a => a.Entries.Select(e => e.PortRange?.From?.ToString(CultureInfo.InvariantCulture)) },
        { "entry.port-range.to", a => a.Entries.Select(e => e.PortRange?.To?.ToString(CultureInfo.InvariantCulture)) },
        { "entry.protocol", a => a.Entries.Select(e => e.Protocol) },
        { "entry.rule-action", a => a.Entries.Select(e => e.RuleAction) },
        { "entry.rule-number", a => a.Entries.Select(e => e.RuleNumber?.ToString(CultureInfo.InvariantCulture)) },
        { "network-acl-id", a => a.NetworkAclId },
        { "owner-id", a => a.OwnerId },
        { "vpc-id", a => a.VpcId },
    };

    /// <summary>Creates the default ACL, which allows all traffic. An ACL created by a user denies all traffic until it has rules.</summary>
    internal static void AddDefault(World world, Network net, Vpc vpc)
    {
        var acl = Add(world, net, vpc, isDefault: true, []);
        foreach (var egress in new[] { false, true })
        {
            acl.Entries.Add(
                new()
                {
                    RuleNumber = 100,
                    Protocol = "-1",
                    RuleAction = "allow",
                    Egress = egress,
                    CidrBlock = "0.0.0.0/0",
                }
            );
        }

        Sort(acl);
    }

    /// <summary>Adds the entries for IPv6 when the VPC gets its first IPv6 block.</summary>
    internal static void AddIpv6(Network net, Vpc vpc)
    {
        foreach (var acl in net.NetworkAcls.All.Where(a => a.VpcId == vpc.VpcId))
            AddIpv6(acl);
    }

    internal static void Join(World world, Network net, Subnet subnet) =>
        Associate(world, net.NetworkAcls.All.Single(a => a.VpcId == subnet.VpcId && a.IsDefault == true), subnet.SubnetId!);

    public CreateNetworkAclResponse CreateNetworkAcl(string vpcId, List<TagSpecification> tagSpecifications)
    {
        var vpc = Net.Vpcs.Get(vpcId);
        TagStore.Check("network-acl", tagSpecifications);
        return new() { NetworkAcl = Add(World, Net, vpc, isDefault: false, tagSpecifications) };
    }

    public DescribeNetworkAclsResponse DescribeNetworkAcls(List<Filter> filters, List<string> networkAclIds, int? maxResults, string? nextToken) =>
        new()
        {
            NetworkAcls = Filters.Apply(Net.NetworkAcls.Pick(networkAclIds), filters).Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    public void DeleteNetworkAcl(string networkAclId)
    {
        var acl = Net.NetworkAcls.Get(networkAclId);
        if (acl.IsDefault == true)
            throw AwsException.InvalidValue("networkAclId", networkAclId, "cannot delete default network ACL");
        if (acl.Associations.Count > 0)
            throw new AwsException("DependencyViolation", $"The networkAcl '{networkAclId}' has dependencies and cannot be deleted.");
        Net.NetworkAcls.Remove(networkAclId);
        Net.Tags.Forget(networkAclId);
    }

    public void CreateNetworkAclEntry(
        string networkAclId,
        int ruleNumber,
        string protocol,
        string ruleAction,
        bool egress,
        string? cidrBlock,
        string? ipv6CidrBlock,
        IcmpTypeCode? icmpTypeCode,
        PortRange? portRange
    )
    {
        var acl = Net.NetworkAcls.Get(networkAclId);
        var entry = Entry(ruleNumber, protocol, ruleAction, egress, cidrBlock, ipv6CidrBlock, icmpTypeCode, portRange);
        if (Find(acl, ruleNumber, egress) is not null)
            throw new AwsException("NetworkAclEntryAlreadyExists", $"The network acl entry identified by {ruleNumber} already exists.");
        if (acl.Entries.Count(e => e.Egress == egress && e.RuleNumber != FinalIpv6) >= PerDirection)
            throw new AwsException("NetworkAclEntryLimitExceeded", $"The maximum number of entries in {networkAclId} is {PerDirection}.");
        acl.Entries.Add(entry);
        Sort(acl);
    }

    public void ReplaceNetworkAclEntry(
        string networkAclId,
        int ruleNumber,
        string protocol,
        string ruleAction,
        bool egress,
        string? cidrBlock,
        string? ipv6CidrBlock,
        IcmpTypeCode? icmpTypeCode,
        PortRange? portRange
    )
    {
        var acl = Net.NetworkAcls.Get(networkAclId);
        var old = Find(acl, ruleNumber, egress) ?? throw NoEntry(networkAclId, ruleNumber);
        acl.Entries[acl.Entries.IndexOf(old)] = Entry(ruleNumber, protocol, ruleAction, egress, cidrBlock, ipv6CidrBlock, icmpTypeCode, portRange);
    }

    public void DeleteNetworkAclEntry(string networkAclId, int ruleNumber, bool egress)
    {
        var acl = Net.NetworkAcls.Get(networkAclId);
        acl.Entries.Remove((ruleNumber >= Final ? null : Find(acl, ruleNumber, egress)) ?? throw NoEntry(networkAclId, ruleNumber));
    }

    public ReplaceNetworkAclAssociationResponse ReplaceNetworkAclAssociation(string associationId, string networkAclId)
    {
        var to = Net.NetworkAcls.Get(networkAclId);
        var from =
            Net.NetworkAcls.All.FirstOrDefault(a => a.Associations.Exists(s => s.NetworkAclAssociationId == associationId))
            ?? throw new AwsException("InvalidAssociationID.NotFound", $"The association ID '{associationId}' does not exist");
        if (from.VpcId != to.VpcId)
            throw AwsException.InvalidValue("networkAclId", networkAclId, "The network ACL and the subnet belong to different networks");
        var old = from.Associations.Single(s => s.NetworkAclAssociationId == associationId);
        from.Associations.Remove(old);
        return new() { NewAssociationId = Associate(World, to, old.SubnetId!) };
    }

    /// <summary>Sorts the entries as AWS does: outbound first, each direction by rule number.</summary>
    private static void Sort(NetworkAcl acl) => acl.Entries.Sort((a, b) => (b.Egress, a.RuleNumber).CompareTo((a.Egress, b.RuleNumber)));

    private static NetworkAcl Add(World world, Network net, Vpc vpc, bool isDefault, List<TagSpecification> tagSpecifications)
    {
        var id = world.Ids.Resource("acl");
        var acl = new NetworkAcl
        {
            NetworkAclId = id,
            VpcId = vpc.VpcId,
            OwnerId = vpc.OwnerId,
            IsDefault = isDefault,
            Tags = net.Tags.Born(id, "network-acl", tagSpecifications),
            Entries =
            [
                .. new[] { false, true }.Select(egress => new NetworkAclEntry
                {
                    RuleNumber = Final,
                    Protocol = "-1",
                    RuleAction = "deny",
                    Egress = egress,
                    CidrBlock = "0.0.0.0/0",
                }),
            ],
        };
        if (vpc.Ipv6Blocks.Any())
            AddIpv6(acl);
        net.NetworkAcls.Add(id, acl);
        return acl;
    }

    private static string Associate(World world, NetworkAcl acl, string subnetId)
    {
        var id = world.Ids.Resource("aclassoc");
        acl.Associations.Add(
            new()
            {
                NetworkAclAssociationId = id,
                NetworkAclId = acl.NetworkAclId,
                SubnetId = subnetId,
            }
        );
        return id;
    }

    private static void AddIpv6(NetworkAcl acl)
    {
        if (acl.Entries.Exists(e => e.RuleNumber == FinalIpv6))
            return;
        foreach (var egress in new[] { false, true })
        {
            acl.Entries.Add(
                new()
                {
                    RuleNumber = FinalIpv6,
                    Protocol = "-1",
                    RuleAction = "deny",
                    Egress = egress,
                    Ipv6CidrBlock = "::/0",
                }
            );
            if (acl.IsDefault == true && Find(acl, 101, egress) is null)
            {
                acl.Entries.Add(
                    new()
                    {
                        RuleNumber = 101,
                        Protocol = "-1",
                        RuleAction = "allow",
                        Egress = egress,
                        Ipv6CidrBlock = "::/0",
                    }
                );
            }
        }

        Sort(acl);
    }

    private static NetworkAclEntry? Find(NetworkAcl acl, int ruleNumber, bool egress) =>
        acl.Entries.Find(e => e.RuleNumber == ruleNumber && e.Egress == egress);

    private static AwsException NoEntry(string networkAclId, int ruleNumber) =>
        new("InvalidNetworkAclEntry.NotFound", $"The networkAcl entry with number {ruleNumber} does not exist in {networkAclId}");

    private static NetworkAclEntry Entry(
        int ruleNumber,
        string protocol,
        string ruleAction,
        bool egress,
        string? cidrBlock,
        string? ipv6CidrBlock,
        IcmpTypeCode? icmpTypeCode,
        PortRange? portRange
    )
    {
        if (ruleNumber is < 1 or > Final - 1)
            throw AwsException.InvalidValue("ruleNumber", ruleNumber.ToString(CultureInfo.InvariantCulture), "Must be between 1 and 32766");
        if ((cidrBlock is null) == (ipv6CidrBlock is null))
            throw AwsException.Combination("Exactly one of cidrBlock and ipv6CidrBlock must be given.");
        var number = protocol switch
        {
            "tcp" => "6",
            "udp" => "17",
            "icmp" => "1",
            "all" => "-1",
            _ => protocol,
        };
        if (!int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value is < -1 or > 255)
            throw AwsException.InvalidValue("protocol", protocol, "Unknown protocol.");
        var hasPorts = number is "6" or "17";
        if (hasPorts && portRange is not { From: >= 0 and <= 65535, To: >= 0 and <= 65535 })
            throw AwsException.Missing("portRange");
        if (hasPorts && portRange!.From > portRange.To)
            throw AwsException.InvalidValue("portRange", $"{portRange.From}-{portRange.To}", "From must not exceed to.");
        return new()
        {
            RuleNumber = ruleNumber,
            Protocol = number,
            RuleAction = ruleAction,
            Egress = egress,
            CidrBlock = cidrBlock is null ? null : Cidr.V4(cidrBlock, "cidrBlock").ToString(),
            Ipv6CidrBlock = ipv6CidrBlock is null ? null : Cidr.V6(ipv6CidrBlock, "ipv6CidrBlock").ToString(),
            // Other protocols have neither ports nor ICMP types; AWS ignores them.
            PortRange = hasPorts ? portRange : null,
            IcmpTypeCode = number is "1" or "58" ? icmpTypeCode : null,
        };
    }
}
