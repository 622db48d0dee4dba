using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Elastic IP addresses, associated with the account's network interfaces or with NAT gateways.</summary>
internal sealed class Addresses(Call call) : Handler(call)
{
    private static readonly FilterSet<Address> Filters = new(a => a.Tags)
    {
        { "allocation-id", a => a.AllocationId },
        { "association-id", a => a.AssociationId },
        { "domain", a => a.Domain },
        { "network-interface-id", a => a.NetworkInterfaceId },
        { "private-ip-address", a => a.PrivateIpAddress },
        { "public-ip", a => a.PublicIp },
    };

    internal static void Bind(World world, Network net, Address address, NetworkInterface card, string? privateIp = null)
    {
        var at =
            card.PrivateIpAddresses.Find(a => privateIp is null ? a.Primary == true : a.PrivateIpAddress == privateIp)
            ?? throw AwsException.InvalidValue("privateIpAddress", privateIp, $"It is not an address of {card.NetworkInterfaceId}.");
        (address.AssociationId, address.NetworkInterfaceId) = (world.Ids.Resource("eipassoc"), card.NetworkInterfaceId);
        (address.NetworkInterfaceOwnerId, address.PrivateIpAddress) = (net.Account, at.PrivateIpAddress);
        at.Association = new()
        {
            AllocationId = address.AllocationId,
            AssociationId = address.AssociationId,
            PublicIp = address.PublicIp,
            IpOwnerId = net.Account,
        };
        if (at.Primary == true)
            card.Association = at.Association;
    }

    internal static void Unbind(Network net, Address address)
    {
        if (net.Interfaces.Find(address.NetworkInterfaceId) is { } card)
        {
            foreach (var at in card.PrivateIpAddresses.Where(a => a.Association?.AssociationId == address.AssociationId))
                at.Association = null;
            if (card.Association?.AssociationId == address.AssociationId)
                card.Association = null;
        }

        (address.AssociationId, address.NetworkInterfaceId, address.NetworkInterfaceOwnerId, address.PrivateIpAddress) = (null, null, null, null);
    }

    public AllocateAddressResponse AllocateAddress(string? domain, List<TagSpecification> tagSpecifications)
    {
        if (domain is not (null or "vpc"))
            throw AwsException.Unsupported("Domain");
        TagStore.Check("elastic-ip", tagSpecifications);
        var id = Ids.Resource("eipalloc");

        // 18.176.0.0/15 is a range of Tokyo. Documentation ranges such as 203.0.113.0/24 would not look like real addresses.
        var address = new Address
        {
            AllocationId = id,
            PublicIp = $"18.{176 + Ids.Below(2)}.{Ids.Below(256)}.{1 + Ids.Below(254)}",
            Domain = "vpc",
            NetworkBorderGroup = Region,
            PublicIpv4Pool = "amazon",
            Tags = Net.Tags.Born(id, "elastic-ip", tagSpecifications),
        };
        Net.Addresses.Add(id, address);
        return new()
        {
            AllocationId = id,
            PublicIp = address.PublicIp,
            Domain = "vpc",
            NetworkBorderGroup = Region,
            PublicIpv4Pool = "amazon",
        };
    }

    public DescribeAddressesResponse DescribeAddresses(List<Filter> filters, List<string> allocationIds, List<string> publicIps)
    {
        if (publicIps.Find(ip => !Net.Addresses.All.Any(a => a.PublicIp == ip)) is { } unknown)
            throw new AwsException("InvalidAddress.NotFound", $"Address '{unknown}' not found.");
        var picked = Net.Addresses.Pick(allocationIds).Where(a => publicIps.Count == 0 || publicIps.Contains(a.PublicIp!));
        return new() { Addresses = [.. Filters.Apply(picked, filters)] };
    }

    /// <summary>Returns no attributes: only addresses with a reverse DNS name have them, and reverse DNS names are not supported.</summary>
    public DescribeAddressesAttributeResponse DescribeAddressesAttribute(
        List<string> allocationIds,
        string? attribute,
        int? maxResults,
        string? nextToken
    )
    {
        if (attribute is not (null or "domain-name"))
            throw AwsException.InvalidValue("attribute", attribute);
        _ = Net.Addresses.Pick(allocationIds);
        return new() { Addresses = Enumerable.Empty<AddressAttribute>().Page(maxResults, nextToken, out var next, atLeast: 1), NextToken = next };
    }

    public AssociateAddressResponse AssociateAddress(
        string? allocationId,
        string? networkInterfaceId,
        string? privateIpAddress,
        bool? allowReassociation
    )
    {
        var address = Net.Addresses.Get(allocationId ?? throw AwsException.Missing("allocationId"));
        var card = Net.Interfaces.Get(networkInterfaceId ?? throw AwsException.Missing("networkInterfaceId"));
        if (card.RequesterManaged == true)
            throw Forbidden();
        if (address.AssociationId is not null && address.NetworkInterfaceId != networkInterfaceId)
        {
            if (allowReassociation != true)
            {
                throw new AwsException(
                    "Resource.AlreadyAssociated",
                    $"resource {allocationId} is already associated with associate-id {address.AssociationId}"
                );
            }

            if (Net.Interfaces.Get(address.NetworkInterfaceId!).RequesterManaged == true)
                throw Forbidden();
            Unbind(Net, address);
        }

        if (address.AssociationId is null)
            Bind(World, Net, address, card, privateIpAddress);
        return new() { AssociationId = address.AssociationId };
    }

    public void DisassociateAddress(string? associationId)
    {
        var id = associationId ?? throw AwsException.Missing("associationId");
        var address =
            Net.Addresses.All.FirstOrDefault(a => a.AssociationId == id)
            ?? throw new AwsException("InvalidAssociationID.NotFound", $"The association ID '{id}' does not exist");
        if (Net.Interfaces.Get(address.NetworkInterfaceId!).RequesterManaged == true)
            throw Forbidden();
        Unbind(Net, address);
    }

    public void ReleaseAddress(string? allocationId, string? networkBorderGroup)
    {
        var address = Net.Addresses.Get(allocationId ?? throw AwsException.Missing("allocationId"));
        if (networkBorderGroup is not null && networkBorderGroup != address.NetworkBorderGroup)
            throw new AwsException("InvalidAddress.NotFound", $"Address '{allocationId}' not found.");
        if (address.AssociationId is not null)
            throw new AwsException("InvalidIPAddress.InUse", $"Address {address.PublicIp} is in use.");
        Net.Addresses.Remove(allocationId);
        Net.Tags.Forget(allocationId);
    }

    // The address of a NAT gateway can be changed only through the NAT gateway.
    private static AwsException Forbidden() => new("AuthFailure", "You do not have permission to access the specified resource.");
}
