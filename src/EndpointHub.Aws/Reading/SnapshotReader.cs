using EndpointHub.Hubs;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads a part of the network, with parallel calls where they are independent.</summary>
internal sealed class SnapshotReader(ApisAt apis)
{
    /// <summary>Reads a snapshot.</summary>
    /// <param name="scope">The part of the network to read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The snapshot.</returns>
    public async Task<NetworkSnapshot> ReadAsync(SnapshotScope scope, CancellationToken cancellationToken)
    {
        var locations = await Task.WhenAll(
            scope.Vpcs.GroupBy(vpc => vpc.Location).Select(location => ReadLocationAsync(location.Key, location, scope, cancellationToken)).ToArray()
        );
        var network = await new TransitGatewayReader(apis, scope.Vpcs).AddToAsync(
            locations.Aggregate(NetworkSnapshot.Empty, Union),
            cancellationToken
        );
        var resolver = new ResolverReader(apis, scope.Vpcs);
        network = scope.IncludesNameResolution ? await resolver.AddToAsync(network, cancellationToken) : ResolverReader.MarkUnread(network);

        // ListHostedZonesByVPC fails for a VPC that does not exist.
        var zones = new ZoneReader(apis, scope.Vpcs.Where(vpc => network.Vpcs.Find(vpc.VpcId) is not null).ToValueList());
        var listed = await zones.ListAsync(ZonesOfProfiles(network), cancellationToken);
        var names = network
            .Endpoints.SelectMany(endpoint => endpoint.PrivateNames)
            .Concat(network.Services.SelectMany(service => service.PrivateDnsNames))
            .Concat(network.Services.SelectMany(service => BuiltInNames.Of(service.Name)).Select(name => name.Name))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var read = (await zones.ReadAsync(listed, scope.HubVpcIds, names, cancellationToken)).ToList();
        if (scope.IncludesZoneTags)
            read = await new ZoneTagReader(apis, scope).AddToAsync(read, cancellationToken);
        network = network with { Zones = ResourceTable<PrivateZone>.From(read) };
        return scope.SearchesZones
            ? network with
            {
                ZoneSearch = await new ZoneSearchReader(apis, scope.Vpcs).ReadAsync(listed, network.Zones, cancellationToken),
            }
            : network;
    }

    private async Task<NetworkSnapshot> ReadLocationAsync(
        Location location,
        IEnumerable<ScopedVpc> vpcs,
        SnapshotScope scope,
        CancellationToken cancellationToken
    )
    {
        var here = apis(location);
        var vpcIds = vpcs.Select(vpc => vpc.VpcId).ToList();
        var vpcTable = VpcReader.ReadAsync(here, location, vpcIds, cancellationToken);
        var subnets = SubnetReader.ReadAsync(here, vpcIds, cancellationToken);
        var routeTables = RouteTableReader.ReadAsync(here, vpcIds, cancellationToken);
        var groups = SecurityGroupReader.ReadAsync(here, vpcIds, cancellationToken);
        var acls = NetworkAclReader.ReadAsync(here, vpcIds, cancellationToken);
        var peerings = PeeringReader.ReadAsync(here, vpcIds, cancellationToken);
        var rest = ReadEndpointsAsync(here, vpcIds, scope, cancellationToken);
        await Task.WhenAll(vpcTable, subnets, routeTables, groups, acls, peerings, rest);
        var (endpoints, interfaces, services) = await rest;
        var read = await subnets;
        var network = new NetworkSnapshot
        {
            Vpcs = ResourceTable<Vpc>.From(
                (await vpcTable).Select(vpc => vpc with { Ipv6OnlySubnetIds = SdkMapping.Sorted(read.Ipv6OnlyIds[vpc.Id]) })
            ),
            Subnets = ResourceTable<Subnet>.From(read.Subnets),
            RouteTables = ResourceTable<RouteTable>.From(await routeTables),
            SecurityGroups = ResourceTable<SecurityGroup>.From(await groups),
            NetworkAcls = ResourceTable<NetworkAcl>.From(await acls),
            Peerings = Merge(await peerings),
            Endpoints = ResourceTable<Endpoint>.From(endpoints),
            NetworkInterfaces = ResourceTable<NetworkInterface>.From(interfaces),
            Services = ResourceTable<EndpointService>.From(services),
        };
        if (scope.IncludesNameResolution)
            network = await ClientReader.AddToAsync(here, network, [.. vpcIds.Except(scope.HubVpcIds, StringComparer.Ordinal)], cancellationToken);
        return network with { PrefixLists = ResourceTable<PrefixList>.From(await PrefixListReader.ReadAsync(here, network, cancellationToken)) };
    }

    private static async Task<(
        List<Endpoint> Endpoints,
        IEnumerable<NetworkInterface> Interfaces,
        IEnumerable<EndpointService> Services
    )> ReadEndpointsAsync(Apis here, List<string> vpcIds, SnapshotScope scope, CancellationToken cancellationToken)
    {
        var endpoints = (await EndpointReader.ReadAsync(here, vpcIds, cancellationToken)).ToList();
        var interfaces = NetworkInterfaceReader.ReadAsync(here, endpoints, cancellationToken);
        var services = ServiceReader.ReadAsync(here, ServicesOf(endpoints, vpcIds, scope), cancellationToken);
        await Task.WhenAll(interfaces, services);
        return (endpoints, await interfaces, await services);
    }

    private static IEnumerable<string> ServicesOf(IEnumerable<Endpoint> endpoints, List<string> vpcIds, SnapshotScope scope)
    {
        var hubs = scope.HubVpcIds.Where(vpcIds.Contains).ToList();
        var offered = endpoints
            .Where(endpoint => hubs.Contains(endpoint.VpcId) && endpoint.HubName() is not null)
            .Select(endpoint => endpoint.ServiceName);
        return hubs.Count > 0 || scope.HubVpcIds.Count == 0 ? offered.Concat(scope.ServiceNames) : [];
    }

    private static List<string> ZonesOfProfiles(NetworkSnapshot network) =>
        [
            .. network
                .Profiles.Where(profile => profile.Vpcs.Count > 0)
                .SelectMany(profile => profile.Resources ?? ValueList<ProfileResource>.Empty)
                .Where(resource => resource.Kind == ProfileResourceKind.PrivateZone)
                .Select(resource => resource.ResourceId)
                .Distinct(StringComparer.Ordinal),
        ];

    private static NetworkSnapshot Union(NetworkSnapshot left, NetworkSnapshot right) =>
        new()
        {
            Vpcs = ResourceTable<Vpc>.From(left.Vpcs.Concat(right.Vpcs)),
            Subnets = ResourceTable<Subnet>.From(left.Subnets.Concat(right.Subnets)),
            RouteTables = ResourceTable<RouteTable>.From(left.RouteTables.Concat(right.RouteTables)),
            SecurityGroups = Merge(left.SecurityGroups.Concat(right.SecurityGroups)),
            NetworkAcls = ResourceTable<NetworkAcl>.From(left.NetworkAcls.Concat(right.NetworkAcls)),
            Peerings = Merge(left.Peerings.Concat(right.Peerings)),
            Endpoints = ResourceTable<Endpoint>.From(left.Endpoints.Concat(right.Endpoints)),
            NetworkInterfaces = ResourceTable<NetworkInterface>.From(left.NetworkInterfaces.Concat(right.NetworkInterfaces)),
            Services = Merge(left.Services.Concat(right.Services)),
            PrefixLists = Merge(left.PrefixLists.Concat(right.PrefixLists).OrderByDescending(list => list.Entries is not null)),
        };

    // Both accounts of a peering connection see it, each with its own tags. The first one is kept. A shared prefix list may be readable in one
    // account only.
    private static ResourceTable<T> Merge<T>(IEnumerable<T> resources)
        where T : Resource => ResourceTable<T>.From(resources.GroupBy(resource => resource.Id, StringComparer.Ordinal).Select(same => same.First()));
}
