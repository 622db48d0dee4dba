using EndpointHub.Lab.Packets.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Lab.Packets;

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

    /// <summary>Each thing that could be missing, the large ones first. What an earlier one took along is no longer there, and then nothing changes.</summary>
    private static IEnumerable<Func<PacketLandscape, PacketLandscape>> Smaller(PacketLandscape landscape)
    {
        foreach (var question in landscape.Questions)
            yield return now => now.Questions.Count > 1 ? now with { Questions = now.Questions.Without(one => one == question) } : now;
        foreach (var vpc in landscape.Network.Vpcs)
            yield return now => now.Questions.Any(question => question.SpokeVpcId == vpc.Id || question.HubVpcId == vpc.Id) ? now : now with { Network = Without(now.Network, vpc) };
        foreach (var endpoint in landscape.Network.Endpoints)
            yield return now => now with { Network = now.Network with { Endpoints = now.Network.Endpoints.Without(endpoint.Id) } };
        foreach (var subnet in landscape.Network.Subnets)
            yield return now => now.Network.NetworkInterfaces.Any(nic => nic.SubnetId == subnet.Id) ? now : now with { Network = now.Network with { Subnets = now.Network.Subnets.Without(subnet.Id) } };
        foreach (var nic in landscape.Network.NetworkInterfaces)
        {
            yield return now => now with
            {
                Network = now.Network with
                {
                    NetworkInterfaces = now.Network.NetworkInterfaces.Without(nic.Id),
                    Endpoints = ResourceTable<Endpoint>.From(now.Network.Endpoints.Select(endpoint => endpoint with { NetworkInterfaceIds = endpoint.NetworkInterfaceIds.Without(id => id == nic.Id) })),
                },
            };
        }

        foreach (var table in landscape.Network.RouteTables.Where(table => !table.IsMain))
            yield return now => now with { Network = now.Network with { RouteTables = now.Network.RouteTables.Without(table.Id) } };
        foreach (var acl in landscape.Network.NetworkAcls.Where(acl => !acl.IsDefault))
            yield return now => now with { Network = now.Network with { NetworkAcls = now.Network.NetworkAcls.Without(acl.Id) } };
        foreach (var peering in landscape.Network.Peerings)
            yield return now => now with { Network = now.Network with { Peerings = now.Network.Peerings.Without(peering.Id) } };
        foreach (var table in landscape.Network.RouteTables)
        {
            foreach (var route in table.Routes.Where(route => route.Target.Kind != RouteTargetKind.Local))
                yield return now => now.Network.RouteTables.Find(table.Id) is { } present ? now with { Network = now.Network with { RouteTables = now.Network.RouteTables.With(present.Without(route.Destination)) } } : now;
        }

        foreach (var acl in landscape.Network.NetworkAcls)
        {
            foreach (var entry in acl.Entries.Where(entry => entry.RuleNumber < 32767))
                yield return now => now.Network.NetworkAcls.Find(acl.Id) is { } present ? now with { Network = now.Network with { NetworkAcls = now.Network.NetworkAcls.With(present with { Entries = present.Entries.Without(one => one == entry) }) } } : now;
        }

        foreach (var group in landscape.Network.SecurityGroups)
        {
            foreach (var rule in group.Ingress.Concat(group.Egress))
            {
                yield return now => now.Network.SecurityGroups.Find(group.Id) is { } present
                    ? now with { Network = now.Network with { SecurityGroups = now.Network.SecurityGroups.With(present with { Ingress = present.Ingress.Without(one => one == rule), Egress = present.Egress.Without(one => one == rule) }) } }
                    : now;
            }
        }
    }

    private static NetworkSnapshot Without(NetworkSnapshot network, Vpc vpc) => network with
    {
        Vpcs = network.Vpcs.Without(vpc.Id),
        Subnets = ResourceTable<Subnet>.From(network.Subnets.Where(subnet => subnet.VpcId != vpc.Id)),
        RouteTables = ResourceTable<RouteTable>.From(network.RouteTables.Where(table => table.VpcId != vpc.Id)),
        NetworkAcls = ResourceTable<NetworkAcl>.From(network.NetworkAcls.Where(acl => acl.VpcId != vpc.Id)),
        SecurityGroups = ResourceTable<SecurityGroup>.From(network.SecurityGroups.Where(group => group.VpcId != vpc.Id)),
        Endpoints = ResourceTable<Endpoint>.From(network.Endpoints.Where(endpoint => endpoint.VpcId != vpc.Id)),
        NetworkInterfaces = ResourceTable<NetworkInterface>.From(network.NetworkInterfaces.Where(nic => network.Subnets[nic.SubnetId].VpcId != vpc.Id)),
        Peerings = ResourceTable<Peering>.From(network.Peerings.Where(peering => peering.Requester.VpcId != vpc.Id && peering.Accepter.VpcId != vpc.Id)),
    };
}
