using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Elastic IP addresses, as far as NAT gateways need them.</summary>
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

    public AllocateAddressResponse AllocateAddress(string? domain, List<TagSpecification> tagSpecifications)
    {
        if (domain is not (null or "vpc")) throw AwsException.Unsupported("Domain");
        TagBook.Check("elastic-ip", tagSpecifications);
        var id = Ids.Resource("eipalloc");

        // 203.0.113.0/24 and its like are for documentation; 18.176.0.0/15 is where Tokyo's addresses are.
        var address = new Address
        {
            AllocationId = id, PublicIp = $"18.{176 + Ids.Below(2)}.{Ids.Below(256)}.{1 + Ids.Below(254)}", Domain = "vpc", NetworkBorderGroup = Region,
            PublicIpv4Pool = "amazon", Tags = Net.Tags.Born(id, "elastic-ip", tagSpecifications),
        };
        Net.Addresses.Add(id, address);
        return new() { AllocationId = id, PublicIp = address.PublicIp, Domain = "vpc", NetworkBorderGroup = Region, PublicIpv4Pool = "amazon" };
    }

    public DescribeAddressesResponse DescribeAddresses(List<Filter> filters, List<string> allocationIds, List<string> publicIps)
    {
        if (publicIps.Find(ip => !Net.Addresses.All.Any(a => a.PublicIp == ip)) is { } unknown)
            throw new AwsException("InvalidAddress.NotFound", $"Address '{unknown}' not found.");
        var picked = Net.Addresses.Pick(allocationIds).Where(a => publicIps.Count == 0 || publicIps.Contains(a.PublicIp!));
        return new() { Addresses = [.. Filters.Apply(picked, filters)] };
    }

    public void ReleaseAddress(string? allocationId)
    {
        var address = Net.Addresses.Get(allocationId ?? throw AwsException.Missing("allocationId"));
        if (address.AssociationId is not null) throw new AwsException("InvalidIPAddress.InUse", $"Address {address.PublicIp} is in use.");
        Net.Addresses.Remove(allocationId);
        Net.Tags.Forget(allocationId);
    }
}
