using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>What leaves the analysis without an answer.</summary>
internal static class Unreadable
{
    /// <summary>A Transit Gateway of another account.</summary>
    public static void HideTables(Draft draft)
    {
        foreach (var gateway in draft.Network.TransitGateways.ToList())
        {
            draft.Network = draft.Network with
            {
                TransitGateways = draft.Network.TransitGateways.With(gateway with { RoutesAreRead = false }),
                TransitGatewayRouteTables = ResourceTable<TransitGatewayRouteTable>.Empty,
            };
        }
    }

    /// <summary>A subnet without IPv4, whose clients nobody can follow.</summary>
    public static void AddIpv6(Draft draft)
    {
        var spoke = draft.Pick(draft.Spokes.ToList());
        draft.Put(spoke with { Ipv6OnlySubnetIds = ValueList.Of($"subnet-{WorkingNetwork.Short(spoke.Id)}-v6") });
    }

    /// <summary>Something on the way was not read.</summary>
    public static void Forget(Draft draft)
    {
        var network = draft.Network;
        draft.Network = draft.Below(4) switch
        {
            0 => network with { NetworkAcls = network.NetworkAcls.Without(draft.Pick(network.NetworkAcls.ToList()).Id) },
            1 when network.NetworkInterfaces.Count > 1 => network with { NetworkInterfaces = network.NetworkInterfaces.Without(draft.Pick(network.NetworkInterfaces.ToList()).Id) },
            2 when network.SecurityGroups.Count > 2 => network with { SecurityGroups = network.SecurityGroups.Without(GroupFaults.Serving(draft).Id) },
            _ => network with { RouteTables = network.RouteTables.Without(draft.Pick(network.RouteTables.ToList()).Id) },
        };
    }

    /// <summary>A route through a firewall's interface.</summary>
    public static void LeadToAppliance(Draft draft)
    {
        var table = draft.Pick(draft.Network.RouteTables.ToList());
        var other = draft.Pick(draft.Network.Subnets.Where(subnet => subnet.VpcId != table.VpcId).ToList());
        draft.Route(table.Id, other.Cidr, new RouteTarget(RouteTargetKind.NetworkInterface, "eni-firewall"));
    }

    /// <summary>A prefix list that was not read, in a route or a rule.</summary>
    public static void NameList(Draft draft)
    {
        var table = draft.Pick(draft.Network.RouteTables.ToList());
        var group = GroupFaults.Serving(draft);
        if (draft.Chance(50))
            draft.Put(table.With(new Route(new RouteDestination(Cidr: null, "pl-unread"), new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"))));
        else
            draft.Put(group with { Ingress = ValueList.Of(new SecurityRule(Traffic.All, new RulePeer(PrefixListId: "pl-unread"))) });
    }

    /// <summary>A rule lets in a group of the spoke's, and nobody said which the clients have.</summary>
    public static void NameGroup(Draft draft)
    {
        var spoke = draft.Pick(draft.Spokes.ToList());
        var group = GroupFaults.Serving(draft);
        var members = new SecurityGroup { Id = $"sg-{WorkingNetwork.Short(spoke.Id)}-some", VpcId = spoke.Id, Name = "some" };
        draft.Put(members);
        draft.Put(group with { Ingress = ValueList.Of(new SecurityRule(Traffic.All, new RulePeer(GroupId: members.Id))) });
    }
}
