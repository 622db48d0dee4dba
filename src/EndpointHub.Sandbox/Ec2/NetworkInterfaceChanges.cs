using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Network interfaces created by the account. Instances are not simulated, so these interfaces are never attached.</summary>
internal sealed class NetworkInterfaceChanges(Call call) : Handler(call)
{
    public CreateNetworkInterfaceResponse CreateNetworkInterface(
        string subnetId,
        string? description,
        string? privateIpAddress,
        List<PrivateIpAddressSpecification> privateIpAddresses,
        int? secondaryPrivateIpAddressCount,
        List<string> groups,
        string? interfaceType,
        List<TagSpecification> tagSpecifications
    )
    {
        if (interfaceType is not (null or "interface"))
            throw AwsException.Unsupported($"InterfaceType {interfaceType}");
        var subnet = Net.Subnets.Get(subnetId);
        var members = groups.Count == 0 ? [Net.DefaultGroup(subnet.VpcId!)] : SecurityGroups.Resolve(Net, subnet.VpcId!, groups);
        TagStore.Check("network-interface", tagSpecifications);
        var primary = privateIpAddress ?? privateIpAddresses.Find(a => a.Primary == true)?.PrivateIpAddress;
        var card = NetworkInterfaces.Add(World, Net, subnet, description ?? "", "interface", members, primary);
        foreach (var other in privateIpAddresses.Where(a => a.Primary != true))
            NetworkInterfaces.AddAddress(World, Net, card, other.PrivateIpAddress);
        for (var i = 0; i < secondaryPrivateIpAddressCount; i++)
            NetworkInterfaces.AddAddress(World, Net, card, wanted: null);
        Net.Tags.Born(card.NetworkInterfaceId!, "network-interface", tagSpecifications);
        World.After(Durations.NetworkChange, () => card.Status = "available");
        return new() { NetworkInterface = card };
    }

    public void DeleteNetworkInterface(string networkInterfaceId)
    {
        var card = Net.Interfaces.Get(networkInterfaceId);
        if (card.RequesterManaged == true || card.Attachment is not null)
            throw new AwsException("InvalidParameterValue", $"Network interface '{networkInterfaceId}' is currently in use.");
        foreach (var address in Net.Addresses.All.Where(a => a.NetworkInterfaceId == networkInterfaceId))
            Addresses.Unbind(Net, address);
        NetworkInterfaces.Remove(Net, networkInterfaceId);
    }

    public void ModifyNetworkInterfaceAttribute(
        string networkInterfaceId,
        AttributeValue? description,
        AttributeBooleanValue? sourceDestCheck,
        List<string> groups
    )
    {
        var card = Own(networkInterfaceId);
        if (groups.Count > 0)
            card.Groups = [.. SecurityGroups.Resolve(Net, card.VpcId!, groups).Select(NetworkInterfaces.Identify)];
        card.Description = description?.Value ?? card.Description;
        card.SourceDestCheck = sourceDestCheck?.Value ?? card.SourceDestCheck;
    }

    public DescribeNetworkInterfaceAttributeResponse DescribeNetworkInterfaceAttribute(string networkInterfaceId, string? attribute)
    {
        var card = Net.Interfaces.Get(networkInterfaceId);
        return attribute switch
        {
            "description" => new()
            {
                NetworkInterfaceId = networkInterfaceId,
                Description = new() { Value = card.Description },
            },
            "groupSet" => new() { NetworkInterfaceId = networkInterfaceId, Groups = card.Groups },
            "sourceDestCheck" => new()
            {
                NetworkInterfaceId = networkInterfaceId,
                SourceDestCheck = new() { Value = card.SourceDestCheck },
            },
            "attachment" => new() { NetworkInterfaceId = networkInterfaceId, Attachment = card.Attachment },
            _ => throw AwsException.InvalidValue("attribute", attribute),
        };
    }

    public AssignPrivateIpAddressesResponse AssignPrivateIpAddresses(
        string networkInterfaceId,
        List<string> privateIpAddresses,
        int? secondaryPrivateIpAddressCount
    )
    {
        var card = Own(networkInterfaceId);
        if (privateIpAddresses.Count > 0 == secondaryPrivateIpAddressCount is not null)
            throw AwsException.Combination("Either addresses or their number must be given.");
        IEnumerable<string?> wanted =
            privateIpAddresses.Count > 0 ? privateIpAddresses : Enumerable.Repeat<string?>(null, secondaryPrivateIpAddressCount!.Value);
        return new()
        {
            NetworkInterfaceId = networkInterfaceId,
            AssignedPrivateIpAddresses =
            [
                .. wanted.Select(w => new AssignedPrivateIpAddress { PrivateIpAddress = NetworkInterfaces.AddAddress(World, Net, card, w) }),
            ],
        };
    }

    public void UnassignPrivateIpAddresses(string networkInterfaceId, List<string> privateIpAddresses)
    {
        var card = Own(networkInterfaceId);
        foreach (var address in privateIpAddresses)
        {
            if (card.PrivateIpAddresses.RemoveAll(a => a.PrivateIpAddress == address && a.Primary != true) == 0)
                throw AwsException.InvalidValue("privateIpAddress", address, "Some addresses are not secondary addresses of the interface.");
        }
    }

    private NetworkInterface Own(string id)
    {
        var card = Net.Interfaces.Get(id);
        return card.RequesterManaged == true ? throw new AwsException("OperationNotPermitted", $"You are not allowed to manage '{id}'.") : card;
    }
}
