using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

internal sealed class Vpcs(Call call) : Handler(call)
{
    internal static readonly FilterSet<Vpc> Filters = new(v => v.Tags)
    {
        { "cidr", v => v.CidrBlock },
        { "cidr-block", v => v.CidrBlock },
        { "cidr-block-association.association-id", v => v.CidrBlockAssociationSet.Select(a => a.AssociationId) },
        { "cidr-block-association.cidr-block", v => v.CidrBlockAssociationSet.Select(a => a.CidrBlock) },
        { "cidr-block-association.state", v => v.CidrBlockAssociationSet.Select(a => a.CidrBlockState?.State) },
        { "dhcp-options-id", v => v.DhcpOptionsId },
        { "ipv6-cidr-block-association.association-id", v => v.Ipv6CidrBlockAssociationSet.Select(a => a.AssociationId) },
        { "ipv6-cidr-block-association.ipv6-cidr-block", v => v.Ipv6CidrBlockAssociationSet.Select(a => a.Ipv6CidrBlock) },
        { "ipv6-cidr-block-association.state", v => v.Ipv6CidrBlockAssociationSet.Select(a => a.Ipv6CidrBlockState?.State) },
        { "is-default", v => v.IsDefault },
        { "isDefault", v => v.IsDefault },
        { "owner-id", v => v.OwnerId },
        { "state", v => v.State },
        { "vpc-id", v => v.VpcId },
    };

    public CreateVpcResponse CreateVpc(
        string? cidrBlock,
        string? instanceTenancy,
        List<TagSpecification> tagSpecifications,
        bool? amazonProvidedIpv6CidrBlock
    )
    {
        if (cidrBlock is null)
            throw AwsException.Missing("cidrBlock");
        var block = Block(cidrBlock);
        TagStore.Check("vpc", tagSpecifications);
        var id = Ids.Resource("vpc");
        var vpc = new Vpc
        {
            VpcId = id,
            OwnerId = Account,
            State = "pending",
            CidrBlock = block,
            InstanceTenancy = instanceTenancy ?? "default",
            IsDefault = false,
            DhcpOptionsId = "default",
            Tags = Net.Tags.Born(id, "vpc", tagSpecifications),
            CidrBlockAssociationSet =
            [
                new()
                {
                    AssociationId = Ids.Resource("vpc-cidr-assoc"),
                    CidrBlock = block,
                    CidrBlockState = new() { State = "associated" },
                },
            ],
        };
        if (amazonProvidedIpv6CidrBlock == true)
            vpc.Ipv6CidrBlockAssociationSet.Add(AmazonIpv6("associated"));
        Net.Vpcs.Add(id, vpc);
        World.Dns.SetAttributes(World.Now, id, vpc.EnableDnsSupport, vpc.EnableDnsHostnames);
        RouteTables.AddMain(World, Net, vpc);
        NetworkAcls.AddDefault(World, Net, vpc);
        SecurityGroups.AddDefault(World, Net, vpc);
        World.After(Durations.NetworkChange, () => vpc.State = "available");
        return new() { Vpc = vpc };
    }

    public DescribeVpcsResponse DescribeVpcs(List<Filter> filters, List<string> vpcIds, int? maxResults, string? nextToken) =>
        new() { Vpcs = Filters.Apply(Net.Vpcs.Pick(vpcIds), filters).Page(maxResults, nextToken, out var next), NextToken = next };

    public void DeleteVpc(string vpcId)
    {
        var vpc = Net.Vpcs.Get(vpcId);
        var isUsed =
            Net.Subnets.All.Any(s => s.VpcId == vpcId)
            || Net.Endpoints.All.Any(e => e.VpcId == vpcId)
            || Net.Interfaces.All.Any(i => i.VpcId == vpcId)
            || Net.InternetGateways.All.Any(g => g.Attachments.Any(a => a.VpcId == vpcId))
            || Net.EgressOnlyInternetGateways.All.Any(g => g.Attachments.Any(a => a.VpcId == vpcId))
            || Net.SecurityGroups.All.Any(g => g.VpcId == vpcId && g.GroupName != "default")
            || Net.RouteTablesOf(vpcId).Count() > 1
            || Net.NetworkAcls.All.Any(a => a.VpcId == vpcId && a.IsDefault != true);
        if (isUsed)
            throw new AwsException("DependencyViolation", $"The vpc '{vpcId}' has dependencies and cannot be deleted.");
        Net.RouteTables.Remove(Net.MainRouteTable(vpcId).RouteTableId!);
        Net.NetworkAcls.Remove(Net.NetworkAcls.All.Single(a => a.VpcId == vpcId).NetworkAclId!);
        SecurityGroups.Forget(Net, Net.DefaultGroup(vpcId));
        foreach (var peering in World.Peerings.All.Where(p => Peerings.IsOpen(p) && Peerings.Touches(p, vpcId)))
            Peerings.Close(World, peering, Account);
        Net.Vpcs.Remove(vpc.VpcId!);
        Net.Tags.Forget(vpcId);
        World.Dns.SetAttributes(World.Now, vpcId, support: false, hostnames: false);
    }

    public void ModifyVpcAttribute(
        string vpcId,
        AttributeBooleanValue? enableDnsSupport,
        AttributeBooleanValue? enableDnsHostnames,
        AttributeBooleanValue? enableNetworkAddressUsageMetrics
    )
    {
        var vpc = Net.Vpcs.Get(vpcId);
        if (new[] { enableDnsSupport, enableDnsHostnames, enableNetworkAddressUsageMetrics }.Count(a => a is not null) != 1)
            throw AwsException.Combination("Fields for multiple attribute types specified: exactly one attribute can be modified by a call");
        vpc.EnableDnsSupport = enableDnsSupport?.Value ?? vpc.EnableDnsSupport;
        vpc.EnableDnsHostnames = enableDnsHostnames?.Value ?? vpc.EnableDnsHostnames;
        vpc.EnableNetworkAddressUsageMetrics = enableNetworkAddressUsageMetrics?.Value ?? vpc.EnableNetworkAddressUsageMetrics;
        World.Dns.SetAttributes(World.Now, vpcId, vpc.EnableDnsSupport, vpc.EnableDnsHostnames);
    }

    /// <summary>Changes a VPC from dedicated to default tenancy. The model has no other value; the opposite change is not possible.</summary>
    public ModifyVpcTenancyResponse ModifyVpcTenancy(string vpcId, string instanceTenancy)
    {
        Net.Vpcs.Get(vpcId).InstanceTenancy = instanceTenancy;
        return new() { ReturnValue = true };
    }

    public DescribeVpcAttributeResponse DescribeVpcAttribute(string vpcId, string attribute)
    {
        var vpc = Net.Vpcs.Get(vpcId);
        return attribute switch
        {
            "enableDnsSupport" => new()
            {
                VpcId = vpcId,
                EnableDnsSupport = new() { Value = vpc.EnableDnsSupport },
            },
            "enableDnsHostnames" => new()
            {
                VpcId = vpcId,
                EnableDnsHostnames = new() { Value = vpc.EnableDnsHostnames },
            },
            _ => new()
            {
                VpcId = vpcId,
                EnableNetworkAddressUsageMetrics = new() { Value = vpc.EnableNetworkAddressUsageMetrics },
            },
        };
    }

    public AssociateVpcCidrBlockResponse AssociateVpcCidrBlock(string vpcId, string? cidrBlock, bool? amazonProvidedIpv6CidrBlock)
    {
        var vpc = Net.Vpcs.Get(vpcId);
        if (amazonProvidedIpv6CidrBlock == true && cidrBlock is null)
        {
            var ipv6 = AmazonIpv6("associating");
            vpc.Ipv6CidrBlockAssociationSet.Add(ipv6);
            RouteTables.AddLocal(Net, vpc, ipv6.Ipv6CidrBlock!);
            NetworkAcls.AddIpv6(Net, vpc);
            World.After(Durations.NetworkChange, () => ipv6.Ipv6CidrBlockState!.State = "associated");
            return new() { VpcId = vpcId, Ipv6CidrBlockAssociation = ipv6 };
        }

        var block = Block(cidrBlock ?? throw AwsException.Missing("cidrBlock"));
        if (Cidr.AnyOverlap([block], vpc.Blocks))
            throw new AwsException("CidrConflict", $"The CIDR '{block}' conflicts with a block of the VPC.");
        var association = new VpcCidrBlockAssociation
        {
            AssociationId = Ids.Resource("vpc-cidr-assoc"),
            CidrBlock = block,
            CidrBlockState = new() { State = "associating" },
        };
        vpc.CidrBlockAssociationSet.Add(association);
        RouteTables.AddLocal(Net, vpc, block);
        World.After(Durations.NetworkChange, () => association.CidrBlockState!.State = "associated");
        return new() { VpcId = vpcId, CidrBlockAssociation = association };
    }

    public DisassociateVpcCidrBlockResponse DisassociateVpcCidrBlock(string associationId)
    {
        foreach (var vpc in Net.Vpcs.All)
        {
            if (vpc.CidrBlockAssociationSet.Find(a => a.AssociationId == associationId) is { } association)
            {
                if (association.CidrBlock == vpc.CidrBlock)
                {
                    throw new AwsException(
                        "OperationNotPermitted",
                        $"The vpc CIDR block with association ID {associationId} may not be disassociated."
                    );
                }

                RefuseUsed(association.CidrBlock!, Net.Subnets.All.Where(s => s.VpcId == vpc.VpcId).Select(s => s.CidrBlock!));
                vpc.CidrBlockAssociationSet.Remove(association);
                RouteTables.RemoveLocal(Net, vpc, association.CidrBlock!);
                association.CidrBlockState = new() { State = "disassociating" };
                return new() { VpcId = vpc.VpcId, CidrBlockAssociation = association };
            }

            if (vpc.Ipv6CidrBlockAssociationSet.Find(a => a.AssociationId == associationId) is { } ipv6)
            {
                RefuseUsed(
                    ipv6.Ipv6CidrBlock!,
                    Net.Subnets.All.Where(s => s.VpcId == vpc.VpcId).SelectMany(s => s.Ipv6CidrBlockAssociationSet).Select(a => a.Ipv6CidrBlock!)
                );
                vpc.Ipv6CidrBlockAssociationSet.Remove(ipv6);
                RouteTables.RemoveLocal(Net, vpc, ipv6.Ipv6CidrBlock!);
                ipv6.Ipv6CidrBlockState = new() { State = "disassociating" };
                return new() { VpcId = vpc.VpcId, Ipv6CidrBlockAssociation = ipv6 };
            }
        }

        throw new AwsException("InvalidVpcCidrBlockAssociationID.NotFound", $"The vpc CIDR block association ID '{associationId}' does not exist");
    }

    private static void RefuseUsed(string block, IEnumerable<string> subnets)
    {
        if (Cidr.AnyOverlap([block], subnets))
            throw new AwsException("DependencyViolation", $"The CIDR block {block} has dependencies and cannot be disassociated.");
    }

    private static string Block(string text)
    {
        var block = Cidr.V4(text, "cidrBlock");
        return block.PrefixLength is >= 16 and <= 28
            ? block.ToString()
            : throw new AwsException("InvalidVpc.Range", $"The CIDR '{text}' is invalid.");
    }

    private VpcIpv6CidrBlockAssociation AmazonIpv6(string state) =>
        new()
        {
            AssociationId = Ids.Resource("vpc-cidr-assoc"),
            Ipv6CidrBlock = $"2600:1f14:{Ids.Below(0x1000):x}:{Ids.Below(0x100):x}00::/56",
            Ipv6CidrBlockState = new() { State = state },
            NetworkBorderGroup = Region,
            Ipv6Pool = "Amazon",
            Ipv6AddressAttribute = "public",
            IpSource = "amazon",
        };
}
