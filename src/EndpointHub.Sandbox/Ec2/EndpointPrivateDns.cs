using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>
/// The DNS names of an interface endpoint. Its private names are managed zones: they exist at once, answer only when the endpoint is available, and
/// are deleted some time after private DNS is disabled. While they exist, no other zone of the same name can be associated with the VPC.
/// </summary>
internal sealed class EndpointPrivateDns(World world, Network net)
{
    private const string ZoneIdPending = "ZONEIDPENDING";

    public void CheckCanEnable(VpcEndpoint endpoint, Vpc vpc)
    {
        if (endpoint.Service.PrivateNames.Count == 0)
        {
            throw new AwsException(
                "InvalidParameter",
                $"Private DNS can't be enabled because the service {endpoint.ServiceName} does not provide a private DNS name."
            );
        }

        if (!vpc.EnableDnsSupport || !vpc.EnableDnsHostnames)
        {
            throw new AwsException(
                "InvalidParameter",
                $"Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for {vpc.VpcId}"
            );
        }

        foreach (var name in endpoint.Service.ZoneNames)
        {
            if (world.Zones.Owner(vpc.VpcId!, name + ".") is { } owner && owner.EndpointId != endpoint.VpcEndpointId)
            {
                throw new AwsException(
                    "InvalidParameter",
                    $"private-dns-enabled cannot be set because there is already a conflicting DNS domain for {name} in the VPC {vpc.VpcId}"
                );
            }
        }
    }

    public void Claim(VpcEndpoint endpoint)
    {
        var claimed = ZonesOf(endpoint).Select(z => z.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in endpoint.Service.ZoneNames.Where(n => !claimed.Contains(n + ".")))
        {
            var zone = new Zone(world.Ids.Zone(), name + ".", world.Options.Rules.ManagedZoneOwner)
            {
                IsPrivate = true,
                EndpointId = endpoint.VpcEndpointId,
            };
            zone.Vpcs.Add(new(endpoint.VpcId!, net.Region));
            foreach (var record in endpoint.Service.EndpointNames.Where(n => n == name || n == "*." + name))
                Add(zone, record + ".", endpoint);
            world.Zones.Add(zone);
        }
    }

    /// <summary>Deletes the managed zones some time after Modify or Delete, unless private DNS has been enabled again by then.</summary>
    public void ReleaseLater(VpcEndpoint endpoint) =>
        world.After(
            world.Options.Durations.PrivateDnsGone,
            () =>
            {
                if (endpoint.PrivateDnsEnabled == true && !endpoint.IsGone)
                    return;
                Release(endpoint);
                List(endpoint);
            }
        );

    public void Release(VpcEndpoint endpoint)
    {
        foreach (var zone in ZonesOf(endpoint))
        {
            world.Dns.Take(world.Now, endpoint.VpcId!, zone.Id);
            world.Dns.Retract(world.Now, zone.Id);
            world.Zones.Remove(zone);
        }
    }

    /// <summary>
    /// Sets the DnsEntries: the Regional name, the zonal names in random order, then the private names. The zone ids of private names are set later.
    /// An endpoint without a subnet has none (acceptance tests of Terraform's AWS provider).
    /// </summary>
    public void List(VpcEndpoint endpoint)
    {
        var old = endpoint.DnsEntries.ToDictionary(e => e.DnsName!, e => e.HostedZoneId);
        var stem = endpoint.Service.HasWildcardEndpointNames ? "*." : "";
        var zone = Regions.EndpointZone(net.Region);
        var privateNames = ZonesOf(endpoint).Count > 0 ? endpoint.Service.EndpointNames : [];
        var zonal = world.Ids.Shuffled(endpoint.SubnetIds.Select(s => stem + ZonalName(endpoint, net.Subnets.Get(s).AvailabilityZone!)));
        endpoint.DnsEntries =
            endpoint.SubnetIds.Count == 0
                ? []
                :
                [
                    new() { DnsName = stem + RegionalName(endpoint), HostedZoneId = zone },
                    .. zonal.Select(n => new DnsEntry { DnsName = n, HostedZoneId = zone }),
                    .. privateNames.Select(n => new DnsEntry { DnsName = n, HostedZoneId = old.GetValueOrDefault(n, ZoneIdPending) }),
                ];
    }

    /// <summary>Puts the endpoint's own names and its managed zones into effect when it becomes available.</summary>
    public void Publish(VpcEndpoint endpoint, IReadOnlyList<NetworkInterface> interfaces)
    {
        Withdraw(endpoint);
        var addresses = interfaces.Select(i => i.PrivateIpAddress!).ToList();
        foreach (var name in Forms(endpoint, RegionalName(endpoint)))
            world.Dns.SetEndpointName(world.Now, name, addresses);
        foreach (var card in interfaces)
        {
            foreach (var name in Forms(endpoint, ZonalName(endpoint, card.AvailabilityZone!)))
                world.Dns.SetEndpointName(world.Now, name, [card.PrivateIpAddress!]);
        }

        foreach (var zone in ZonesOf(endpoint).Where(_ => endpoint.PrivateDnsEnabled == true))
        {
            world.Dns.Publish(world.Now, zone.Id, zone.Content);
            if (endpoint.DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint != true)
            {
                world.Dns.Give(world.Now, endpoint.VpcId!, zone.Source);
                world.Dns.NameZone(endpoint.VpcEndpointId!, zone.Source);
            }

            foreach (var entry in endpoint.DnsEntries.Where(e => e.DnsName + "." == zone.Name || e.DnsName + "." == "*." + zone.Name))
                entry.HostedZoneId = zone.Id;
        }
    }

    public void Withdraw(VpcEndpoint endpoint)
    {
        var own = $"{endpoint.VpcEndpointId}-{endpoint.DnsLabel}";
        foreach (var name in world.Dns.EndpointNames.Where(n => n.Contains(own, StringComparison.Ordinal)).ToList())
            world.Dns.SetEndpointName(world.Now, name, []);
    }

    private IReadOnlyList<Zone> ZonesOf(VpcEndpoint endpoint) => world.Zones.ManagedFor(endpoint.VpcEndpointId!);

    private static string[] Forms(VpcEndpoint endpoint, string name) => endpoint.Service.HasWildcardEndpointNames ? [name, "*." + name] : [name];

    private static void Add(Zone zone, string name, VpcEndpoint endpoint) =>
        zone.Records.Add(
            (name, "A", ""),
            new()
            {
                Name = name,
                Type = "A",
                AliasTarget = new()
                {
                    DNSName = RegionalName(endpoint) + ".",
                    HostedZoneId = Regions.EndpointZone(endpoint.Service.Region),
                    EvaluateTargetHealth = false,
                },
            }
        );

    private static string RegionalName(VpcEndpoint endpoint) => $"{endpoint.VpcEndpointId}-{endpoint.DnsLabel}.{endpoint.Service.BaseNames[0]}";

    private static string ZonalName(VpcEndpoint endpoint, string zone) =>
        $"{endpoint.VpcEndpointId}-{endpoint.DnsLabel}-{zone}.{endpoint.Service.BaseNames[0]}";
}
