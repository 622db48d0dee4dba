using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Resources that leave a path undecided.</summary>
internal static class UnreadableResources
{
    /// <summary>A Transit Gateway of another account.</summary>
    public static void HideTables(LandscapeBuilder builder)
    {
        foreach (var gateway in builder.Network.TransitGateways.ToList())
        {
            builder.Network = builder.Network with
            {
                TransitGateways = builder.Network.TransitGateways.With(gateway with { RoutesAreRead = false }),
                TransitGatewayRouteTables = ResourceTable<TransitGatewayRouteTable>.Empty,
            };
        }
    }

    /// <summary>A subnet without IPv4, whose clients cannot be tested.</summary>
    public static void AddIpv6(LandscapeBuilder builder)
    {
        var spoke = builder.Pick(builder.Spokes.ToList());
        builder.Put(spoke with { Ipv6OnlySubnetIds = ValueList.Of($"subnet-{WorkingNetwork.Short(spoke.Id)}-v6") });
    }

    /// <summary>A resource on the path was not read.</summary>
    public static void LeaveUnread(LandscapeBuilder builder)
    {
        var network = builder.Network;
        builder.Network = builder.Below(4) switch
        {
            0 => network with { NetworkAcls = network.NetworkAcls.Without(builder.Pick(network.NetworkAcls.ToList()).Id) },
            1 when network.NetworkInterfaces.Count > 1 => network with
            {
                NetworkInterfaces = network.NetworkInterfaces.Without(builder.Pick(network.NetworkInterfaces.ToList()).Id),
            },
            2 when network.SecurityGroups.Count > 2 => network with
            {
                SecurityGroups = network.SecurityGroups.Without(GroupFaults.Serving(builder).Id),
            },
            _ => network with { RouteTables = network.RouteTables.Without(builder.Pick(network.RouteTables.ToList()).Id) },
        };
    }

    /// <summary>A route through a firewall's interface.</summary>
    public static void RouteToAppliance(LandscapeBuilder builder)
    {
        var table = builder.Pick(builder.Network.RouteTables.ToList());
        var other = builder.Pick(builder.Network.Subnets.Where(subnet => subnet.VpcId != table.VpcId).ToList());
        builder.Route(table.Id, other.Cidr, new RouteTarget(RouteTargetKind.NetworkInterface, "eni-firewall"));
    }

    /// <summary>A prefix list that was not read, in a route or a rule.</summary>
    public static void ReferencePrefixList(LandscapeBuilder builder)
    {
        var table = builder.Pick(builder.Network.RouteTables.ToList());
        var group = GroupFaults.Serving(builder);
        if (builder.Chance(50))
            builder.Put(table.With(new Route(new RouteDestination(Cidr: null, "pl-unread"), new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"))));
        else
            builder.Put(group with { Ingress = ValueList.Of(new SecurityRule(Traffic.All, new RulePeer(PrefixListId: "pl-unread"))) });
    }

    /// <summary>A rule allows a group of the spoke, and the groups of the clients are not given.</summary>
    public static void ReferenceGroup(LandscapeBuilder builder)
    {
        var spoke = builder.Pick(builder.Spokes.ToList());
        var group = GroupFaults.Serving(builder);
        var members = new SecurityGroup
        {
            Id = $"sg-{WorkingNetwork.Short(spoke.Id)}-some",
            VpcId = spoke.Id,
            Name = "some",
        };
        builder.Put(members);
        builder.Put(group with { Ingress = ValueList.Of(new SecurityRule(Traffic.All, new RulePeer(GroupId: members.Id))) });
    }
}
