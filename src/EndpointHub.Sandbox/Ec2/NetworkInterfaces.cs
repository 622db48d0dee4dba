using System.Net;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

internal sealed class NetworkInterfaces(Call call) : Handler(call)
{
    internal static readonly FilterSet<NetworkInterface> Filters = new(i => i.TagSet)
    {
        { "addresses.private-ip-address", i => i.PrivateIpAddresses.Select(a => a.PrivateIpAddress) },
        { "addresses.primary", i => i.PrivateIpAddresses.Select(a => a.Primary == true ? "true" : "false") },
        { "attachment.status", i => i.Attachment?.Status },
        { "attachment.attachment-id", i => i.Attachment?.AttachmentId },
        { "attachment.instance-id", i => i.Attachment?.InstanceId },
        { "availability-zone", i => i.AvailabilityZone },
        { "availability-zone-id", i => i.AvailabilityZoneId },
        { "description", i => i.Description },
        { "group-id", i => i.Groups.Select(g => g.GroupId) },
        { "group-name", i => i.Groups.Select(g => g.GroupName) },
        { "interface-type", i => i.InterfaceType },
        { "mac-address", i => i.MacAddress },
        { "network-interface-id", i => i.NetworkInterfaceId },
        { "owner-id", i => i.OwnerId },
        { "private-dns-name", i => i.PrivateDnsName },
        { "private-ip-address", i => i.PrivateIpAddress },
        { "requester-id", i => i.RequesterId },
        { "requester-managed", i => i.RequesterManaged },
        { "source-dest-check", i => i.SourceDestCheck },
        { "status", i => i.Status },
        { "subnet-id", i => i.SubnetId },
        { "vpc-id", i => i.VpcId },
    };

    /// <summary>Creates an interface without attachment.</summary>
    /// <param name="address">The primary address; null for any free address of the subnet.</param>
    internal static NetworkInterface Add(
        World world,
        Network net,
        Subnet subnet,
        string description,
        string type,
        IEnumerable<SecurityGroup> groups,
        string? address = null
    )
    {
        var id = world.Ids.Resource("eni");
        var card = new NetworkInterface
        {
            NetworkInterfaceId = id,
            SubnetId = subnet.SubnetId,
            VpcId = subnet.VpcId,
            AvailabilityZone = subnet.AvailabilityZone,
            AvailabilityZoneId = subnet.AvailabilityZoneId,
            OwnerId = net.Account,
            Description = description,
            InterfaceType = type,
            RequesterManaged = false,
            RequesterId = net.Account,
            Status = "pending",
            SourceDestCheck = true,
            MacAddress = world.Ids.Mac(),
            Groups = [.. groups.Select(Identify)],
            TagSet = net.Tags.Of(id),
        };
        AddAddress(world, net, card, address);
        (card.PrivateIpAddress, card.PrivateDnsName) = (card.PrivateIpAddresses[0].PrivateIpAddress, card.PrivateIpAddresses[0].PrivateDnsName);
        net.Interfaces.Add(id, card);
        return card;
    }

    /// <summary>Creates a requester-managed interface of an AWS service.</summary>
    internal static NetworkInterface AddManaged(
        World world,
        Network net,
        Subnet subnet,
        string description,
        string type,
        IEnumerable<SecurityGroup> groups,
        string? address = null
    )
    {
        var card = Add(world, net, subnet, description, type, groups, address);
        (card.RequesterManaged, card.RequesterId, card.Status) = (true, "amazon-aws", "in-use");
        card.Attachment = new()
        {
            AttachmentId = "ela-attach-" + card.NetworkInterfaceId![4..],
            DeleteOnTermination = false,
            DeviceIndex = 1,
            InstanceOwnerId = "amazon-aws",
            Status = "attached",
        };
        return card;
    }

    /// <summary>The first address is the primary one.</summary>
    internal static string AddAddress(World world, Network net, NetworkInterface card, string? wanted)
    {
        var ip = Address(world, net, net.Subnets.Get(card.SubnetId!), wanted);
        card.PrivateIpAddresses.Add(
            new()
            {
                Primary = card.PrivateIpAddresses.Count == 0,
                PrivateIpAddress = ip,
                PrivateDnsName = $"ip-{ip.Replace('.', '-')}.{net.Region}.compute.internal",
            }
        );
        return ip;
    }

    internal static void Remove(Network net, string id)
    {
        net.Interfaces.Remove(id);
        net.Tags.Forget(id);
    }

    internal static GroupIdentifier Identify(SecurityGroup group) => new() { GroupId = group.GroupId, GroupName = group.GroupName };

    public DescribeNetworkInterfacesResponse DescribeNetworkInterfaces(
        List<Filter> filters,
        List<string> networkInterfaceIds,
        int? maxResults,
        string? nextToken
    ) =>
        new()
        {
            NetworkInterfaces = Filters.Apply(Net.Interfaces.Pick(networkInterfaceIds), filters).Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    /// <summary>Checks an address before the call changes anything, so that a call succeeds or fails as a whole.</summary>
    /// <param name="wanted">The address; null for any free address.</param>
    /// <param name="leaving">The interfaces that the same call removes first.</param>
    /// <exception cref="AwsException">The address is not in the subnet or is in use, or the subnet has no free address.</exception>
    internal static void CheckRoom(Network net, Subnet subnet, string? wanted, IReadOnlyCollection<string> leaving)
    {
        var taken = Taken(net, subnet, leaving);
        if (wanted is not null)
            _ = Wanted(IPNetwork.Parse(subnet.CidrBlock!), wanted, taken);
        else if (taken.Count >= Cidr.Usable(IPNetwork.Parse(subnet.CidrBlock!)))
            throw Full(subnet);
    }

    private static string Address(World world, Network net, Subnet subnet, string? wanted)
    {
        var block = IPNetwork.Parse(subnet.CidrBlock!);
        var taken = Taken(net, subnet, leaving: []);
        if (wanted is not null)
            return Wanted(block, wanted, taken);
        var usable = Cidr.Usable(block);
        var start = world.Ids.Below(usable);
        for (var i = 0; i < usable; i++)
        {
            var address = Cidr.AddressAt(block, (start + i) % usable);
            if (!taken.Contains(address))
                return address;
        }

        throw Full(subnet);
    }

    private static HashSet<string> Taken(Network net, Subnet subnet, IReadOnlyCollection<string> leaving) =>
        [
            .. net
                .Interfaces.All.Where(i => i.SubnetId == subnet.SubnetId && !leaving.Contains(i.NetworkInterfaceId!))
                .SelectMany(i => i.PrivateIpAddresses)
                .Select(a => a.PrivateIpAddress!),
        ];

    private static string Wanted(IPNetwork block, string wanted, HashSet<string> taken)
    {
        if (!IPAddress.TryParse(wanted, out var parsed) || parsed.GetAddressBytes().Length != 4 || !Cidr.IsUsable(block, parsed))
            throw AwsException.InvalidValue("ipv4", wanted, "The address is not in the subnet or is reserved.");
        return taken.Contains(parsed.ToString())
            ? throw new AwsException("InvalidIPAddress.InUse", $"Address {wanted} is in use.")
            : parsed.ToString();
    }

    private static AwsException Full(Subnet subnet) =>
        new(
            "InsufficientFreeAddressesInSubnet",
            $"There are not enough free addresses in subnet '{subnet.SubnetId}' to satisfy the requested number."
        );
}
