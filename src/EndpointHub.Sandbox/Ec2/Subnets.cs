using System.Globalization;
using System.Net;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

internal sealed class Subnets(Call call) : Handler(call)
{
    internal static readonly FilterSet<Subnet> Filters = new(s => s.Tags)
    {
        { "availability-zone", s => s.AvailabilityZone },
        { "availabilityZone", s => s.AvailabilityZone },
        { "availability-zone-id", s => s.AvailabilityZoneId },
        { "available-ip-address-count", s => s.AvailableIpAddressCount?.ToString(CultureInfo.InvariantCulture) },
        { "cidr-block", s => s.CidrBlock },
        { "cidr", s => s.CidrBlock },
        { "default-for-az", s => s.DefaultForAz },
        { "ipv6-cidr-block-association.association-id", s => s.Ipv6CidrBlockAssociationSet.Select(a => a.AssociationId) },
        { "ipv6-cidr-block-association.state", s => s.Ipv6CidrBlockAssociationSet.Select(a => a.Ipv6CidrBlockState?.State) },
        { "ipv6-cidr-block-association.ipv6-cidr-block", s => s.Ipv6CidrBlockAssociationSet.Select(a => a.Ipv6CidrBlock) },
        { "map-public-ip-on-launch", s => s.MapPublicIpOnLaunch },
        { "owner-id", s => s.OwnerId },
        { "state", s => s.State },
        { "subnet-arn", s => s.SubnetArn },
        { "subnet-id", s => s.SubnetId },
        { "vpc-id", s => s.VpcId },
    };

    public CreateSubnetResponse CreateSubnet(
        string vpcId,
        string? cidrBlock,
        string? availabilityZone,
        string? availabilityZoneId,
        string? ipv6CidrBlock,
        List<TagSpecification> tagSpecifications
    )
    {
        var vpc = Net.Vpcs.Get(vpcId);
        var block = Cidr.V4(cidrBlock ?? throw AwsException.Missing("cidrBlock"), "cidrBlock");
        if (block.PrefixLength is < 16 or > 28 || !vpc.Blocks.Any(b => Cidr.Within(block, IPNetwork.Parse(b))))
            throw new AwsException("InvalidSubnet.Range", $"The CIDR '{cidrBlock}' is invalid.");
        if (Cidr.AnyOverlap([block.ToString()], Net.Subnets.All.Where(s => s.VpcId == vpcId).Select(s => s.CidrBlock!)))
            throw new AwsException("InvalidSubnet.Conflict", $"The CIDR '{cidrBlock}' conflicts with another subnet");
        var zone = Zone(availabilityZone, availabilityZoneId);
        TagStore.Check("subnet", tagSpecifications);
        var ipv6 = ipv6CidrBlock is null ? null : Ipv6(vpc, ipv6CidrBlock, "associated");
        var id = Ids.Resource("subnet");
        var subnet = new Subnet
        {
            SubnetId = id,
            SubnetArn = Arn($"subnet/{id}"),
            VpcId = vpcId,
            OwnerId = Account,
            State = "pending",
            CidrBlock = block.ToString(),
            AvailabilityZone = zone.Name,
            AvailabilityZoneId = zone.Id,
            AvailableIpAddressCount = Cidr.Usable(block),
            DefaultForAz = false,
            MapPublicIpOnLaunch = false,
            AssignIpv6AddressOnCreation = false,
            EnableDns64 = false,
            Ipv6Native = false,
            MapCustomerOwnedIpOnLaunch = false,
            PrivateDnsNameOptionsOnLaunch = new()
            {
                HostnameType = "ip-name",
                EnableResourceNameDnsARecord = false,
                EnableResourceNameDnsAAAARecord = false,
            },
            Tags = Net.Tags.Born(id, "subnet", tagSpecifications),
        };
        if (ipv6 is not null)
            subnet.Ipv6CidrBlockAssociationSet.Add(ipv6);
        Net.Subnets.Add(id, subnet);
        NetworkAcls.Join(World, Net, subnet);
        World.After(Durations.NetworkChange, () => subnet.State = "available");
        return new() { Subnet = subnet };
    }

    public DescribeSubnetsResponse DescribeSubnets(List<Filter> filters, List<string> subnetIds, int? maxResults, string? nextToken)
    {
        var cards = Net.Interfaces.All.ToLookup(i => i.SubnetId, StringComparer.Ordinal);
        foreach (var subnet in Net.Subnets.All)
        {
            subnet.AvailableIpAddressCount =
                Cidr.Usable(IPNetwork.Parse(subnet.CidrBlock!)) - cards[subnet.SubnetId].Sum(i => i.PrivateIpAddresses.Count);
        }

        return new() { Subnets = Filters.Apply(Net.Subnets.Pick(subnetIds), filters).Page(maxResults, nextToken, out var next), NextToken = next };
    }

    public void DeleteSubnet(string subnetId)
    {
        var subnet = Net.Subnets.Get(subnetId);
        if (Net.Interfaces.All.Any(i => i.SubnetId == subnetId) || Net.Endpoints.All.Any(e => e.SubnetIds.Contains(subnetId)))
            throw new AwsException("DependencyViolation", $"The subnet '{subnetId}' has dependencies and cannot be deleted.");
        foreach (var table in Net.RouteTablesOf(subnet.VpcId!))
            table.Associations.RemoveAll(a => a.SubnetId == subnetId);
        foreach (var acl in Net.NetworkAcls.All)
            acl.Associations.RemoveAll(a => a.SubnetId == subnetId);
        Net.Subnets.Remove(subnetId);
        Net.Tags.Forget(subnetId);
    }

    public void ModifySubnetAttribute(
        string subnetId,
        AttributeBooleanValue? mapPublicIpOnLaunch,
        AttributeBooleanValue? assignIpv6AddressOnCreation,
        AttributeBooleanValue? enableDns64,
        string? privateDnsHostnameTypeOnLaunch,
        AttributeBooleanValue? enableResourceNameDnsARecordOnLaunch,
        AttributeBooleanValue? enableResourceNameDnsAAAARecordOnLaunch
    )
    {
        var subnet = Net.Subnets.Get(subnetId);
        var naming = subnet.PrivateDnsNameOptionsOnLaunch!;
        subnet.MapPublicIpOnLaunch = mapPublicIpOnLaunch?.Value ?? subnet.MapPublicIpOnLaunch;
        subnet.AssignIpv6AddressOnCreation = assignIpv6AddressOnCreation?.Value ?? subnet.AssignIpv6AddressOnCreation;
        subnet.EnableDns64 = enableDns64?.Value ?? subnet.EnableDns64;
        naming.HostnameType = privateDnsHostnameTypeOnLaunch ?? naming.HostnameType;
        naming.EnableResourceNameDnsARecord = enableResourceNameDnsARecordOnLaunch?.Value ?? naming.EnableResourceNameDnsARecord;
        naming.EnableResourceNameDnsAAAARecord = enableResourceNameDnsAAAARecordOnLaunch?.Value ?? naming.EnableResourceNameDnsAAAARecord;
    }

    public AssociateSubnetCidrBlockResponse AssociateSubnetCidrBlock(string subnetId, string? ipv6CidrBlock)
    {
        var subnet = Net.Subnets.Get(subnetId);
        if (subnet.Ipv6CidrBlockAssociationSet.Count > 0)
            throw new AwsException("InvalidSubnet.Conflict", $"The subnet '{subnetId}' already has an IPv6 CIDR block.");
        var association = Ipv6(Net.Vpcs.Get(subnet.VpcId!), ipv6CidrBlock ?? throw AwsException.Missing("ipv6CidrBlock"), "associating");
        subnet.Ipv6CidrBlockAssociationSet.Add(association);
        World.After(Durations.NetworkChange, () => association.Ipv6CidrBlockState!.State = "associated");
        return new() { SubnetId = subnetId, Ipv6CidrBlockAssociation = association };
    }

    public DisassociateSubnetCidrBlockResponse DisassociateSubnetCidrBlock(string associationId)
    {
        var subnet =
            Net.Subnets.All.FirstOrDefault(s => s.Ipv6CidrBlockAssociationSet.Exists(a => a.AssociationId == associationId))
            ?? throw new AwsException(
                "InvalidSubnetCidrBlockAssociationID.NotFound",
                $"The subnet CIDR block association ID '{associationId}' does not exist"
            );
        var association = subnet.Ipv6CidrBlockAssociationSet.Single(a => a.AssociationId == associationId);
        subnet.Ipv6CidrBlockAssociationSet.Remove(association);
        association.Ipv6CidrBlockState = new() { State = "disassociating" };
        return new() { SubnetId = subnet.SubnetId, Ipv6CidrBlockAssociation = association };
    }

    private (string Name, string Id) Zone(string? name, string? id)
    {
        var zones = Regions.ZonesOf(Region);
        if (name is null && id is null)
            return zones[0];
        var found = zones.FirstOrDefault(z => (name is null || z.Name == name) && (id is null || z.Id == id));
        return found.Name is not null
            ? found
            : throw AwsException.InvalidValue(
                name is null ? "availabilityZoneId" : "availabilityZone",
                name ?? id,
                $"Subnets can currently only be created in the following availability zones: {string.Join(", ", zones.Select(z => z.Name))}."
            );
    }

    private SubnetIpv6CidrBlockAssociation Ipv6(Vpc vpc, string text, string state)
    {
        var block = Cidr.V6(text, "ipv6CidrBlock");
        if (!vpc.Ipv6Blocks.Any(b => Cidr.Within(block, IPNetwork.Parse(b))))
            throw new AwsException("InvalidSubnet.Range", $"The CIDR '{text}' is invalid.");
        if (
            Cidr.AnyOverlap(
                [block.ToString()],
                Net.Subnets.All.Where(s => s.VpcId == vpc.VpcId).SelectMany(s => s.Ipv6CidrBlockAssociationSet).Select(a => a.Ipv6CidrBlock!)
            )
        )
        {
            throw new AwsException("InvalidSubnet.Conflict", $"The CIDR '{text}' conflicts with another subnet");
        }

        return new()
        {
            AssociationId = Ids.Resource("subnet-cidr-assoc"),
            Ipv6CidrBlock = block.ToString(),
            Ipv6CidrBlockState = new() { State = state },
            Ipv6AddressAttribute = "public",
            IpSource = "amazon",
        };
    }
}
