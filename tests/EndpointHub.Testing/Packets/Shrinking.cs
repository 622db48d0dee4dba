using EndpointHub.Paths.Index;
using EndpointHub.Testing.Packets.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets;

/// <summary>Shrinks a landscape while the disagreement remains. Every candidate is emulated and compared again.</summary>
internal static class Shrinking
{
    public static async Task<(PacketLandscape Smallest, IReadOnlyList<string> Disagreements)> OfAsync(PacketLandscape landscape)
    {
        var disagreements = (await PacketOracle.CompareAsync(landscape)).Disagreements;
        for (var went = disagreements.Count > 0; went; )
        {
            went = false;
            foreach (var shrink in Smaller(landscape))
            {
                var candidate = shrink(landscape);
                if (candidate == landscape || (await PacketOracle.CompareAsync(candidate)).Disagreements is not { Count: > 0 } still)
                    continue;
                (landscape, disagreements, went) = (candidate, still, true);
            }
        }

        return (landscape, disagreements);
    }

    /// <summary>Candidates without one resource, large resources first. If an earlier candidate already removed it, nothing changes.</summary>
    private static IEnumerable<Func<PacketLandscape, PacketLandscape>> Smaller(PacketLandscape landscape)
    {
        foreach (var question in landscape.Questions)
        {
            yield return snapshot =>
                snapshot.Questions.Count > 1 ? snapshot with { Questions = snapshot.Questions.Without(one => one == question) } : snapshot;
        }

        foreach (var vpc in landscape.Network.Vpcs)
            yield return snapshot => IsAskedAbout(snapshot, vpc) ? snapshot : snapshot with { Network = Without(snapshot.Network, vpc) };
        foreach (var shrink in Resources(landscape.Network).Concat(Lines(landscape.Network)))
            yield return snapshot => snapshot with { Network = shrink(snapshot.Network) };
    }

    private static bool IsAskedAbout(PacketLandscape landscape, Vpc vpc) =>
        landscape.Questions.Any(question => question.SpokeVpcId == vpc.Id || question.HubVpcId == vpc.Id);

    private static IEnumerable<Func<NetworkSnapshot, NetworkSnapshot>> Resources(NetworkSnapshot all)
    {
        foreach (var endpoint in all.Endpoints)
            yield return snapshot => Without(snapshot, endpoint);
        foreach (var nic in all.NetworkInterfaces)
            yield return snapshot => Without(snapshot, nic);
        foreach (var subnet in all.Subnets)
        {
            yield return snapshot =>
                snapshot.NetworkInterfaces.Any(nic => nic.SubnetId == subnet.Id)
                    ? snapshot
                    : snapshot with
                    {
                        Subnets = snapshot.Subnets.Without(subnet.Id),
                    };
        }

        foreach (var table in all.RouteTables.Where(table => !table.IsMain))
            yield return snapshot => snapshot with { RouteTables = snapshot.RouteTables.Without(table.Id) };
        foreach (var acl in all.NetworkAcls.Where(acl => !acl.IsDefault))
            yield return snapshot => snapshot with { NetworkAcls = snapshot.NetworkAcls.Without(acl.Id) };
        foreach (var peering in all.Peerings)
            yield return snapshot => snapshot with { Peerings = snapshot.Peerings.Without(peering.Id) };
        foreach (var attachment in all.TransitGatewayAttachments)
            yield return snapshot => snapshot with { TransitGatewayAttachments = snapshot.TransitGatewayAttachments.Without(attachment.Id) };
        foreach (var group in all.SecurityGroups)
            yield return snapshot => snapshot with { SecurityGroups = snapshot.SecurityGroups.Without(group.Id) };
        foreach (var list in all.PrefixLists)
            yield return snapshot => snapshot with { PrefixLists = snapshot.PrefixLists.Without(list.Id) };
    }

    /// <summary>Routes, entries and rules.</summary>
    private static IEnumerable<Func<NetworkSnapshot, NetworkSnapshot>> Lines(NetworkSnapshot all)
    {
        foreach (var (table, route) in all.RouteTables.SelectMany(table => table.Routes, (table, route) => (table, route)))
        {
            if (route.Target.Kind != RouteTargetKind.Local)
            {
                yield return snapshot =>
                    snapshot with
                    {
                        RouteTables = Changing(
                            snapshot.RouteTables,
                            table.Id,
                            present => present with { Routes = present.Routes.Without(one => one == route) }
                        ),
                    };
            }
        }

        foreach (var (table, route) in all.TransitGatewayRouteTables.SelectMany(table => table.Routes, (table, route) => (table, route)))
        {
            yield return snapshot =>
                snapshot with
                {
                    TransitGatewayRouteTables = Changing(
                        snapshot.TransitGatewayRouteTables,
                        table.Id,
                        present => present with { Routes = present.Routes.Without(one => one == route) }
                    ),
                };
        }

        foreach (var (acl, entry) in all.NetworkAcls.SelectMany(acl => acl.Entries, (acl, entry) => (acl, entry)))
        {
            yield return snapshot =>
                snapshot with
                {
                    NetworkAcls = Changing(
                        snapshot.NetworkAcls,
                        acl.Id,
                        present => present with { Entries = present.Entries.Without(one => one == entry && one.RuleNumber < 32767) }
                    ),
                };
        }

        foreach (var (group, rule) in all.SecurityGroups.SelectMany(group => group.Ingress.Concat(group.Egress), (group, rule) => (group, rule)))
        {
            yield return snapshot =>
                snapshot with
                {
                    SecurityGroups = Changing(
                        snapshot.SecurityGroups,
                        group.Id,
                        present =>
                            present with
                            {
                                Ingress = present.Ingress.Without(one => one == rule),
                                Egress = present.Egress.Without(one => one == rule),
                            }
                    ),
                };
        }
    }

    private static ResourceTable<T> Changing<T>(ResourceTable<T> table, string id, Func<T, T> change)
        where T : Resource => table.Find(id) is { } present ? table.With(change(present)) : table;

    /// <summary>Removes a gateway endpoint with its routes.</summary>
    private static NetworkSnapshot Without(NetworkSnapshot network, Endpoint endpoint) =>
        network with
        {
            Endpoints = network.Endpoints.Without(endpoint.Id),
            RouteTables = ResourceTable<RouteTable>.From(
                network.RouteTables.Select(table => table with { Routes = table.Routes.Without(route => route.Target.Id == endpoint.Id) })
            ),
        };

    private static NetworkSnapshot Without(NetworkSnapshot network, NetworkInterface nic) =>
        network with
        {
            NetworkInterfaces = network.NetworkInterfaces.Without(nic.Id),
            Endpoints = ResourceTable<Endpoint>.From(
                network.Endpoints.Select(endpoint => endpoint with { NetworkInterfaceIds = endpoint.NetworkInterfaceIds.Without(id => id == nic.Id) })
            ),
        };

    private static NetworkSnapshot Without(NetworkSnapshot network, Vpc vpc) =>
        network with
        {
            Vpcs = network.Vpcs.Without(vpc.Id),
            Subnets = Of(network.Subnets, subnet => subnet.VpcId != vpc.Id),
            RouteTables = Of(network.RouteTables, table => table.VpcId != vpc.Id),
            NetworkAcls = Of(network.NetworkAcls, acl => acl.VpcId != vpc.Id),
            SecurityGroups = Of(network.SecurityGroups, group => group.VpcId != vpc.Id),
            Endpoints = Of(network.Endpoints, endpoint => endpoint.VpcId != vpc.Id),
            NetworkInterfaces = Of(network.NetworkInterfaces, nic => network.Subnets.Find(nic.SubnetId)?.VpcId != vpc.Id),
            Peerings = Of(network.Peerings, peering => peering.Requester.VpcId != vpc.Id && peering.Accepter.VpcId != vpc.Id),
            TransitGatewayAttachments = Of(network.TransitGatewayAttachments, attachment => attachment.VpcId != vpc.Id),
        };

    private static ResourceTable<T> Of<T>(ResourceTable<T> table, Func<T, bool> isKept)
        where T : Resource => ResourceTable<T>.From(table.Where(isKept));
}
