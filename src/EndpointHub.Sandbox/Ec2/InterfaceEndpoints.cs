using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>
/// Interface endpoints: network interfaces in subnets, at most one in each Availability Zone. An endpoint is pending after every change until it
/// settles.
/// </summary>
internal sealed class InterfaceEndpoints(World world, Network net)
{
    private const int PerVpc = 50;
    private const int GroupsPerInterface = 5;

    private readonly EndpointPrivateDns _privateDns = new(world, net);

    /// <summary>The members that Create sets and Modify changes.</summary>
    internal sealed record RequestedSettings(
        List<string> SubnetIds,
        List<string> SecurityGroupIds,
        bool? PrivateDns,
        string? IpAddressType,
        DnsOptionsSpecification? Dns,
        List<SubnetConfiguration> Addresses
    )
    {
        /// <summary>The fixed IPv4 address; null for any.</summary>
        public string? AddressIn(Subnet subnet) => Addresses.Find(a => a.SubnetId == subnet.SubnetId)?.Ipv4;
    }

    public void Create(VpcEndpoint endpoint, Vpc vpc, RequestedSettings requested)
    {
        if (net.Endpoints.All.Count(e => e.IsInterface && e.VpcId == vpc.VpcId) >= PerVpc)
            throw new AwsException("VpcEndpointLimitExceeded", "The maximum number of VPC endpoints has been reached.");
        CheckTypes(requested);
        var subnets = Subnets(endpoint, [.. requested.SubnetIds.Concat(requested.Addresses.Select(a => a.SubnetId!)).Distinct()], []);
        var groups = SecurityGroups.Resolve(net, vpc.VpcId!, requested.SecurityGroupIds);
        if (groups.Count == 0)
            groups = [net.DefaultGroup(vpc.VpcId!)];
        CheckGroups(groups.Count);
        endpoint.DnsOptions = Options(endpoint, requested.Dns, new() { DnsRecordIpType = "ipv4" });

        // Private DNS is "enabled by default" for services with private names; only the samples of S3 show false.
        endpoint.PrivateDnsEnabled = requested.PrivateDns ?? (endpoint.Service.PrivateNames.Count > 0 && endpoint.Service.ShortName != "s3");
        if (endpoint.PrivateDnsEnabled == true)
            _privateDns.CheckCanEnable(endpoint, vpc);
        foreach (var subnet in subnets)
            NetworkInterfaces.CheckRoom(net, subnet, requested.AddressIn(subnet), leaving: []);
        endpoint.State = "pending";
        endpoint.IpAddressType = "ipv4";
        endpoint.Groups = [.. groups.Select(g => new SecurityGroupIdentifier { GroupId = g.GroupId, GroupName = g.GroupName })];
        endpoint.DnsLabel = world.Ids.DnsLabel();
        foreach (var subnet in subnets)
            AddInterface(endpoint, subnet, requested.AddressIn(subnet));
        if (endpoint.PrivateDnsEnabled == true)
            _privateDns.Claim(endpoint);
        _privateDns.List(endpoint);
        Settle(endpoint, world.Options.Durations.EndpointAvailable);
    }

    /// <summary>
    /// Validates the call before it changes anything. Subnets are removed before others are added, so that one call can replace a subnet in an
    /// Availability Zone.
    /// </summary>
    public void Modify(VpcEndpoint endpoint, RequestedSettings requested, List<string> removeSubnetIds, List<string> removeGroupIds)
    {
        CheckTypes(requested);
        var vpc = net.Vpcs.Get(endpoint.VpcId!);
        foreach (var id in removeSubnetIds)
            _ = net.Subnets.Get(id);
        foreach (var id in removeGroupIds)
            _ = net.SecurityGroups.Get(id);
        var moved = requested.Addresses.Where(a => endpoint.SubnetIds.Contains(a.SubnetId!)).ToList();
        var added = Subnets(
            endpoint,
            [
                .. requested
                    .SubnetIds.Concat(requested.Addresses.Select(a => a.SubnetId!))
                    .Distinct()
                    .Except(endpoint.SubnetIds.Except(removeSubnetIds)),
            ],
            removeSubnetIds
        );
        var groups = endpoint.Groups.Select(g => g.GroupId!).Except(removeGroupIds).Concat(requested.SecurityGroupIds).Distinct().ToList();
        CheckGroups(groups.Count);
        var resolved = SecurityGroups.Resolve(net, vpc.VpcId!, groups);
        var options = Options(endpoint, requested.Dns, endpoint.DnsOptions!);
        var turnsOn = requested.PrivateDns == true && endpoint.PrivateDnsEnabled != true;
        if (turnsOn)
            _privateDns.CheckCanEnable(endpoint, vpc);
        var leavingSubnets = removeSubnetIds.Concat(moved.Select(a => a.SubnetId!)).ToHashSet();
        var leaving = Interfaces(endpoint).Where(i => leavingSubnets.Contains(i.SubnetId!)).Select(i => i.NetworkInterfaceId!).ToList();
        foreach (var subnet in added.Concat(moved.Select(a => net.Subnets.Get(a.SubnetId!))))
            NetworkInterfaces.CheckRoom(net, subnet, requested.AddressIn(subnet), leaving);

        endpoint.DnsOptions = options;
        foreach (var id in leavingSubnets)
            RemoveInterface(endpoint, id);
        foreach (var address in moved)
            AddInterface(endpoint, net.Subnets.Get(address.SubnetId!), address.Ipv4);
        foreach (var subnet in added)
            AddInterface(endpoint, subnet, requested.AddressIn(subnet));
        endpoint.Groups = [.. resolved.Select(g => new SecurityGroupIdentifier { GroupId = g.GroupId, GroupName = g.GroupName })];
        foreach (var card in Interfaces(endpoint))
            card.Groups = [.. resolved.Select(NetworkInterfaces.Identify)];
        if (turnsOn)
            _privateDns.Claim(endpoint);
        if (requested.PrivateDns == false && endpoint.PrivateDnsEnabled == true)
            _privateDns.ReleaseLater(endpoint);
        endpoint.PrivateDnsEnabled = requested.PrivateDns ?? endpoint.PrivateDnsEnabled;
        _privateDns.List(endpoint);
        Settle(endpoint, world.Options.Durations.EndpointModified);
    }

    /// <summary>Deletes the DNS names first, then the endpoint, and its network interfaces some time later.</summary>
    public void Delete(VpcEndpoint endpoint)
    {
        endpoint.State = "deleting";
        endpoint.Version++;
        _privateDns.ReleaseLater(endpoint);
        world.After(
            world.Options.Durations.EndpointDeleted,
            () =>
            {
                _privateDns.Release(endpoint);
                _privateDns.Withdraw(endpoint);
                net.Endpoints.Remove(endpoint.VpcEndpointId!);
                net.Tags.Forget(endpoint.VpcEndpointId!);
                foreach (var id in endpoint.NetworkInterfaceIds)
                    world.After(world.Options.Durations.InterfaceGone, () => NetworkInterfaces.Remove(net, id));
            }
        );
    }

    private static void CheckTypes(RequestedSettings requested)
    {
        if (requested.IpAddressType is not (null or "ipv4"))
            throw AwsException.Unsupported($"IpAddressType {requested.IpAddressType}");
        if (requested.Dns?.DnsRecordIpType is not (null or "ipv4"))
            throw AwsException.Unsupported($"DnsOptions.DnsRecordIpType {requested.Dns.DnsRecordIpType}");
        if (requested.Dns?.PrivateDnsPreference is not null || requested.Dns?.PrivateDnsSpecifiedDomains.Count > 0)
            throw AwsException.Unsupported("DnsOptions.PrivateDnsPreference");
        if (requested.Addresses.Exists(a => a.Ipv6 is not null))
            throw AwsException.Unsupported("SubnetConfigurations.Ipv6");
        if (requested.Addresses.Exists(a => a.SubnetId is null))
            throw AwsException.Missing("SubnetConfiguration.SubnetId");
    }

    private static void CheckGroups(int count)
    {
        if (count == 0)
            throw new AwsException("InvalidParameter", "An interface endpoint needs at least one security group.");
        if (count > GroupsPerInterface)
        {
            throw new AwsException(
                "SecurityGroupsPerInterfaceLimitExceeded",
                "The maximum number of security groups per interface has been reached."
            );
        }
    }

    private IEnumerable<NetworkInterface> Interfaces(VpcEndpoint endpoint) =>
        endpoint.NetworkInterfaceIds.Select(net.Interfaces.Find).OfType<NetworkInterface>();

    private List<Subnet> Subnets(VpcEndpoint endpoint, List<string> ids, List<string> leaving)
    {
        var subnets = ids.Select(net.Subnets.Get).ToList();
        var zones = endpoint.SubnetIds.Except(leaving).Select(s => net.Subnets.Get(s).AvailabilityZone).ToHashSet();
        foreach (var subnet in subnets)
        {
            if (subnet.VpcId != endpoint.VpcId)
                throw new AwsException("InvalidParameter", $"Subnet {subnet.SubnetId} and the endpoint belong to different networks");
            if (!endpoint.Service.Zones.Contains(subnet.AvailabilityZone!))
            {
                throw new AwsException(
                    "InvalidParameter",
                    $"The VPC endpoint service {endpoint.ServiceName} does not support the availability zone of the subnet: {subnet.SubnetId}."
                );
            }

            if (!zones.Add(subnet.AvailabilityZone))
            {
                throw new AwsException(
                    "DuplicateSubnetsInSameZone",
                    $"Found another VPC endpoint subnet in the availability zone of {subnet.SubnetId}"
                );
            }
        }

        return subnets;
    }

    private DnsOptions Options(VpcEndpoint endpoint, DnsOptionsSpecification? wanted, DnsOptions present)
    {
        var inboundOnly = wanted?.PrivateDnsOnlyForInboundResolverEndpoint ?? present.PrivateDnsOnlyForInboundResolverEndpoint;
        if (
            wanted?.PrivateDnsOnlyForInboundResolverEndpoint == true
            && !net.Endpoints.All.Any(e => !e.IsInterface && !e.IsGone && e.VpcId == endpoint.VpcId && e.ServiceName == endpoint.ServiceName)
        )
        {
            throw new AwsException(
                "InvalidParameter",
                $"To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC {endpoint.VpcId} must have a gateway endpoint for the service."
            );
        }

        return new() { DnsRecordIpType = wanted?.DnsRecordIpType ?? present.DnsRecordIpType, PrivateDnsOnlyForInboundResolverEndpoint = inboundOnly };
    }

    private void AddInterface(VpcEndpoint endpoint, Subnet subnet, string? address)
    {
        var groups = endpoint.Groups.Select(g => net.SecurityGroups.Get(g.GroupId!));
        var card = NetworkInterfaces.AddManaged(
            world,
            net,
            subnet,
            $"VPC Endpoint Interface {endpoint.VpcEndpointId}",
            "vpc_endpoint",
            groups,
            address
        );
        endpoint.NetworkInterfaceIds.Add(card.NetworkInterfaceId!);
        if (!endpoint.SubnetIds.Contains(subnet.SubnetId!))
            endpoint.SubnetIds.Add(subnet.SubnetId!);
    }

    private void RemoveInterface(VpcEndpoint endpoint, string subnetId)
    {
        endpoint.SubnetIds.Remove(subnetId);
        if (Interfaces(endpoint).FirstOrDefault(i => i.SubnetId == subnetId) is not { } card)
            return;
        endpoint.NetworkInterfaceIds.Remove(card.NetworkInterfaceId!);
        NetworkInterfaces.Remove(net, card.NetworkInterfaceId!);
    }

    private void Settle(VpcEndpoint endpoint, DurationRange time)
    {
        endpoint.State = "pending";
        var version = ++endpoint.Version;
        world.After(
            time,
            () =>
            {
                if (endpoint.Version != version)
                    return;
                endpoint.State = "available";
                _privateDns.Publish(endpoint, [.. Interfaces(endpoint).OrderBy(i => i.AvailabilityZone, StringComparer.Ordinal)]);
            }
        );
    }
}
