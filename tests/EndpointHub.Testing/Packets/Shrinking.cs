using EndpointHub.Paths.Index;
using EndpointHub.Testing.Packets.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets;

/// <summary>Takes away from a landscape whatever the disagreement does without. Every candidate is made and judged anew.</summary>
internal static class Shrinking
{
    public static async Task<(PacketLandscape Smallest, IReadOnlyList<string> Disagreements)> OfAsync(PacketLandscape landscape)
    {
        var disagreements = (await PacketJudge.JudgeAsync(landscape)).Disagreements;
        for (var went = disagreements.Count > 0; went;)
        {
            went = false;
            foreach (var shrink in Smaller(landscape))
            {
                var candidate = shrink(landscape);
                if (candidate == landscape || (await PacketJudge.JudgeAsync(candidate)).Disagreements is not { Count: > 0 } still)
                    continue;
                (landscape, disagreements, went) = (candidate, still, true);
            }
        }

        return (landscape, disagreements);
    }

    /// <summary>Each thing that could be missing, the large ones first. What an earlier one took along is gone, and then nothing changes.</summary>
    private static IEnumerable<Func<PacketLandscape, PacketLandscape>> Smaller(PacketLandscape landscape)
    {
        foreach (var question in landscape.Questions)
            yield return now => now.Questions.Count > 1 ? now with { Questions = now.Questions.Without(one => one == question) } : now;
        foreach (var vpc in landscape.Network.Vpcs)
            yield return now => IsAskedAbout(now, vpc) ? now : now with { Network = Without(now.Network, vpc) };
        foreach (var shrink in Resources(landscape.Network).Concat(Lines(landscape.Network)))
            yield return now => now with { Network = shrink(now.Network) };
    }

    private static bool IsAskedAbout(PacketLandscape landscape, Vpc vpc) =>
        landscape.Questions.Any(question => question.SpokeVpcId == vpc.Id || question.HubVpcId == vpc.Id);

    private static IEnumerable<Func<NetworkSnapshot, NetworkSnapshot>> Resources(NetworkSnapshot all)
    {
        foreach (var endpoint in all.Endpoints)
            yield return now => Without(now, endpoint);
        foreach (var nic in all.NetworkInterfaces)
            yield return now => Without(now, nic);
        foreach (var subnet in all.Subnets)
            yield return now => now.NetworkInterfaces.Any(nic => nic.SubnetId == subnet.Id) ? now : now with { Subnets = now.Subnets.Without(subnet.Id) };
        foreach (var table in all.RouteTables.Where(table => !table.IsMain))
            yield return now => now with { RouteTables = now.RouteTables.Without(table.Id) };
        foreach (var acl in all.NetworkAcls.Where(acl => !acl.IsDefault))
            yield return now => now with { NetworkAcls = now.NetworkAcls.Without(acl.Id) };
        foreach (var peering in all.Peerings)
            yield return now => now with { Peerings = now.Peerings.Without(peering.Id) };
        foreach (var attachment in all.TransitGatewayAttachments)
            yield return now => now with { TransitGatewayAttachments = now.TransitGatewayAttachments.Without(attachment.Id) };
        foreach (var group in all.SecurityGroups)
            yield return now => now with { SecurityGroups = now.SecurityGroups.Without(group.Id) };
        foreach (var list in all.PrefixLists)
            yield return now => now with { PrefixLists = now.PrefixLists.Without(list.Id) };
    }

    /// <summary>Routes, entries and rules.</summary>
    private static IEnumerable<Func<NetworkSnapshot, NetworkSnapshot>> Lines(NetworkSnapshot all)
    {
        foreach (var (table, route) in all.RouteTables.SelectMany(table => table.Routes, (table, route) => (table, route)))
        {
            if (route.Target.Kind != RouteTargetKind.Local)
                yield return now => now with { RouteTables = Changing(now.RouteTables, table.Id, present => present with { Routes = present.Routes.Without(one => one == route) }) };
        }

        foreach (var (table, route) in all.TransitGatewayRouteTables.SelectMany(table => table.Routes, (table, route) => (table, route)))
        {
            yield return now => now with
            {
                TransitGatewayRouteTables = Changing(now.TransitGatewayRouteTables, table.Id, present => present with
                {
                    Routes = present.Routes.Without(one => one == route),
                }),
            };
        }

        foreach (var (acl, entry) in all.NetworkAcls.SelectMany(acl => acl.Entries, (acl, entry) => (acl, entry)))
        {
            yield return now => now with
            {
                NetworkAcls = Changing(now.NetworkAcls, acl.Id, present => present with
                {
                    Entries = present.Entries.Without(one => one == entry && one.RuleNumber < 32767),
                }),
            };
        }

        foreach (var (group, rule) in all.SecurityGroups.SelectMany(group => group.Ingress.Concat(group.Egress), (group, rule) => (group, rule)))
        {
            yield return now => now with
            {
                SecurityGroups = Changing(now.SecurityGroups, group.Id, present => present with
                {
                    Ingress = present.Ingress.Without(one => one == rule),
                    Egress = present.Egress.Without(one => one == rule),
                }),
            };
        }
    }

    private static ResourceTable<T> Changing<T>(ResourceTable<T> table, string id, Func<T, T> change)
        where T : Resource => table.Find(id) is { } present ? table.With(change(present)) : table;

    /// <summary>A gateway endpoint takes its routes with it.</summary>
    private static NetworkSnapshot Without(NetworkSnapshot network, Endpoint endpoint) => network with
    {
        Endpoints = network.Endpoints.Without(endpoint.Id),
        RouteTables = ResourceTable<RouteTable>.From(network.RouteTables.Select(table => table with
        {
            Routes = table.Routes.Without(route => route.Target.Id == endpoint.Id),
        })),
    };

    private static NetworkSnapshot Without(NetworkSnapshot network, NetworkInterface nic) => network with
    {
        NetworkInterfaces = network.NetworkInterfaces.Without(nic.Id),
        Endpoints = ResourceTable<Endpoint>.From(network.Endpoints.Select(endpoint => endpoint with
        {
            NetworkInterfaceIds = endpoint.NetworkInterfaceIds.Without(id => id == nic.Id),
        })),
    };

    private static NetworkSnapshot Without(NetworkSnapshot network, Vpc vpc) => network with
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
