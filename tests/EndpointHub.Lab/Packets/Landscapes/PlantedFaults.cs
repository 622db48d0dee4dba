using EndpointHub.Topology;

namespace EndpointHub.Lab.Packets.Landscapes;

/// <summary>What people get wrong, each as one change to a network. A fault may miss: what it breaks need not be on anybody's way.</summary>
internal static class PlantedFaults
{
    private static readonly Action<Draft>[] Common =
    [
        RouteFaults.Forget, RouteFaults.Forget, RouteFaults.TakeAway, RouteFaults.TakeAway, RouteFaults.SendElsewhere, RouteFaults.Blacken,
        RouteFaults.EmptyTable, RouteFaults.Overlap,
        AclFaults.CloseRequests, AclFaults.CloseAnswers, AclFaults.CloseAnswers, AclFaults.NarrowAnswers, AclFaults.NarrowAnswers, AclFaults.Confuse, AclFaults.Confuse, AclFaults.SetBounds,
        GroupFaults.Empty, GroupFaults.Narrow, GroupFaults.Narrow, GroupFaults.MissPort, GroupFaults.HoldBack, GroupFaults.HoldBack,
        EndpointFaults.Stop, EndpointFaults.Stop, EndpointFaults.Remove,
        PeeringFaults.Break, PeeringFaults.Break,
        LayerFaults.Dissociate, LayerFaults.Dissociate, LayerFaults.Bypass, LayerFaults.Bypass, LayerFaults.HoldBack,
    ];

    private static readonly Action<Draft>[] OnTransit =
    [
        TransitFaults.Detach, TransitFaults.Hold, TransitFaults.LeaveZone, TransitFaults.LeaveZone, TransitFaults.Dissociate, TransitFaults.ForgetRoute,
        TransitFaults.Blacken, TransitFaults.TakeAway, TransitFaults.Override, TransitFaults.SendBack,
    ];

    /// <summary>Faults that leave the analysis without an answer; few, since what it does not answer is not compared.</summary>
    private static readonly Action<Draft>[] Rare = [Unreadable.Forget, Unreadable.LeadToAppliance, Unreadable.NameList, Unreadable.NameGroup, Unreadable.HideTables];

    public static void Plant(Draft draft) => 
        draft.Pick(draft.Chance(8) ? Rare : draft.Network.TransitGateways.Count > 0 && draft.Chance(40) ? OnTransit : Common)(draft);
}

internal static class RouteFaults
{
    /// <summary>A route that nobody made.</summary>
    public static void Forget(Draft draft)
    {
        if (Joining(draft) is { } found)
            draft.Put(found.Table.Without(found.Route.Destination));
    }

    /// <summary>A narrower route that takes some of the packets.</summary>
    public static void TakeAway(Draft draft)
    {
        if (Joining(draft) is not { Route.Destination.Cidr: { } block } found)
            return;
        var inside = draft.Network.Subnets.Where(subnet => block.Contains(subnet.Cidr)).Select(subnet => subnet.Cidr).ToList();
        var taken = draft.PartOf(inside.Count > 0 && draft.Chance(80) ? draft.Pick(inside) : block);
        if (taken.PrefixLength > block.PrefixLength)
            draft.Route(found.Table.Id, taken, Elsewhere(draft), draft.Chance(30));
    }

    /// <summary>The right destination and the wrong target.</summary>
    public static void SendElsewhere(Draft draft)
    {
        if (Joining(draft) is { } found)
            draft.Put(found.Table.With(found.Route with { Target = Elsewhere(draft) }));
    }

    public static void Blacken(Draft draft)
    {
        if (Joining(draft) is { } found)
            draft.Put(found.Table.With(found.Route with { Target = draft.Chance(50) ? RouteTarget.Peering("pcx-gone") : found.Route.Target, IsBlackhole = true }));
    }

    /// <summary>A subnet is given a table of its own, and the routes stay in the main one.</summary>
    public static void EmptyTable(Draft draft)
    {
        var vpc = draft.Pick(draft.Network.Vpcs.ToList());
        var subnet = draft.Pick(draft.SubnetsOf(vpc.Id));
        if (draft.Network.RouteTables.Any(table => table.SubnetIds.Contains(subnet.Id)))
            return;
        var local = vpc.Cidrs.Select(block => new Route(RouteDestination.To(block), RouteTarget.Local));
        draft.Put(new RouteTable { Id = $"rtb-new-{subnet.Id}", VpcId = vpc.Id, SubnetIds = ValueList.Of(subnet.Id), Routes = local.ToValueList() });
    }

    /// <summary>A block of the other side's that is also an own one: peering such VPCs fails, and the route table keeps the packets.</summary>
    public static void Overlap(Draft draft)
    {
        var spoke = draft.Pick(draft.Spokes.ToList());
        var hub = draft.Network.Vpcs[Draft.Hub];
        var (holder, other) = draft.Chance(50) ? (spoke, hub) : (hub, spoke);
        var block = draft.Chance(50) ? draft.Pick(draft.SubnetsOf(other.Id)).Cidr : other.Cidrs[0];
        draft.Put(holder with { Cidrs = holder.Cidrs.With(block) });
        foreach (var table in draft.TablesOf(holder.Id))
            draft.Route(table.Id, block, RouteTarget.Local);
        foreach (var peering in draft.Network.Peerings.Where(peering => peering.Joins(spoke.Id, hub.Id)).ToList())
            PeeringFaults.Lose(draft, peering, "failed");
    }

    private static RouteTarget Elsewhere(Draft draft)
    {
        var joining = draft.Network.Peerings.Select(peering => RouteTarget.Peering(peering.Id)).Append(RouteTarget.Peering("pcx-unknown"))
            .Concat(draft.Network.TransitGateways.Select(gateway => RouteTarget.TransitGateway(gateway.Id))).ToList();
        return draft.Below(4) switch
        {
            0 => draft.Pick(joining),
            1 => new RouteTarget(RouteTargetKind.Gateway, "vgw-0a"),
            _ => new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"),
        };
    }

    private static (RouteTable Table, Route Route)? Joining(Draft draft)
    {
        var all = draft.Network.RouteTables.SelectMany(table => table.Routes, (table, route) => (table, route))
            .Where(found => found.route.Target.Kind is RouteTargetKind.Peering or RouteTargetKind.TransitGateway).ToList();
        return all.Count > 0 ? draft.Pick(all) : null;
    }
}

internal static class AclFaults
{
    /// <summary>The first entry denies the service's port, from everybody or from some.</summary>
    public static void CloseRequests(Draft draft)
    {
        var port = draft.Pick(draft.Network.Endpoints.SelectMany(endpoint => Worlds.AnsweringPorts.Of(endpoint.ServiceName)).ToList());
        Deny(draft, draft.Pick([Traffic.Tcp(port), new Traffic("tcp", port, port + 10), new Traffic("tcp", port + 1, port + 1), new Traffic("tcp", Math.Max(0, port - 5), port), Traffic.All]));
    }

    /// <summary>The first entry denies ports that clients' connections come from.</summary>
    public static void CloseAnswers(Draft draft) =>
        Deny(draft, draft.Pick([new Traffic("tcp", 49152, 65535), new Traffic("tcp", 1024, 65535), new Traffic("tcp", 65535, 65535), new Traffic("tcp", 32768, 32768), new Traffic("tcp", 1024, 33000)]));

    /// <summary>The first entry denies ports that only some clients' connections come from.</summary>
    public static void NarrowAnswers(Draft draft) =>
        Deny(draft, draft.Pick([new Traffic("tcp", 1024, 32767), new Traffic("tcp", 1024, 1024), new Traffic("tcp", 32767, 32767), new Traffic("tcp", 3389, 3389)]));

    /// <summary>The numbers of two entries change places.</summary>
    public static void Confuse(Draft draft)
    {
        var acl = Own(draft);
        var isEgress = draft.Chance(50);
        var numbered = acl.Entries.Where(entry => entry.IsEgress == isEgress && entry.RuleNumber < 32767).ToList();
        if (numbered.Count < 2)
            return;
        var (one, other) = (draft.Pick(numbered), draft.Pick(numbered));
        draft.Put(acl with { Entries = acl.Entries.Each(entry => entry == one ? one with { RuleNumber = other.RuleNumber } : entry == other ? other with { RuleNumber = one.RuleNumber } : entry) });
    }

    /// <summary>An entry's bounds are wrong by one, or by one bit.</summary>
    public static void SetBounds(Draft draft)
    {
        var acl = Own(draft);
        var found = draft.Pick(acl.Entries.Where(entry => entry.RuleNumber < 32767).ToList());
        var changed = found switch
        {
            { Traffic: { FromPort: { } from, ToPort: { } to } } when draft.Chance(70) => found with
            {
                Traffic = draft.Chance(50) ? new Traffic("tcp", Math.Min(from + 1, to), to) : new Traffic("tcp", from, Math.Max(to - 1, from)),
            },
            { Cidr.PrefixLength: > 0 } => found with { Cidr = draft.PartOf(found.Cidr) },
            _ => found with { Cidr = draft.PartOf(draft.Pick(draft.Network.Subnets.ToList()).Cidr) },
        };
        draft.Put(acl with { Entries = acl.Entries.Each(entry => entry == found ? changed : entry) });
    }

    private static void Deny(Draft draft, Traffic traffic)
    {
        var acl = Own(draft);
        var block = draft.Pick(draft.Network.Subnets.Select(subnet => subnet.Cidr).Append(draft.Pick(Worlds.OutsideHosts.S3)).ToList());
        var cidr = draft.Below(3) switch { 0 => Cidr.Everything, 1 => block, _ => draft.PartOf(block) };
        draft.Put(acl with { Entries = acl.Entries.With(new NetworkAclEntry(1 + draft.Below(9), draft.Chance(50), Allows: false, traffic, cidr)) });
    }

    private static NetworkAcl Own(Draft draft) => draft.Pick(draft.Network.NetworkAcls.Where(acl => acl.SubnetIds.Count > 0 || acl.IsDefault).ToList());
}

internal static class GroupFaults
{
    public static void Empty(Draft draft)
    {
        var group = Serving(draft);
        foreach (var nic in draft.Network.NetworkInterfaces.Where(nic => nic.SecurityGroupIds.Contains(group.Id)).ToList())
            draft.Put(nic with { SecurityGroupIds = ValueList.Of(group.Id) });
        draft.Put(group with { Ingress = ValueList<SecurityRule>.Empty });
    }

    /// <summary>A block in a rule is too small, or is gone.</summary>
    public static void Narrow(Draft draft)
    {
        var group = Serving(draft);
        var rules = group.Ingress.Where(rule => rule.Peer.Cidr is not null).ToList();
        if (rules.Count == 0)
            return;
        var found = draft.Pick(rules);
        draft.Put(group with
        {
            Ingress = draft.Chance(30) ? group.Ingress.Without(rule => rule == found)
                : group.Ingress.Each(rule => rule == found ? rule with { Peer = RulePeer.From(draft.PartOf(found.Peer.Cidr!.Value)) } : rule),
        });
    }

    public static void MissPort(Draft draft)
    {
        var group = Serving(draft);
        draft.Put(group with { Ingress = group.Ingress.Each(rule => rule with { Traffic = draft.Pick([Traffic.Tcp(80), new Traffic("tcp", 444, 9141), new Traffic("tcp", 26, 442), new Traffic("udp", 443, 443)]) }) });
    }

    /// <summary>The workloads' group lets out less than they need.</summary>
    public static void HoldBack(Draft draft)
    {
        var groups = draft.Network.SecurityGroups.Where(group => group.Name == "work").ToList();
        if (groups.Count == 0)
            return;
        var group = draft.Pick(groups);
        var spoke = draft.Network.Vpcs[group.VpcId];
        var nic = draft.Pick(draft.Network.NetworkInterfaces.ToList());
        draft.Put(group with
        {
            Egress = draft.Below(4) switch
            {
                0 => ValueList<SecurityRule>.Empty,
                1 => ValueList.Of(new SecurityRule(Traffic.All, RulePeer.From(spoke.Cidrs[0]))),
                2 => ValueList.Of(new SecurityRule(Traffic.Tcp(443), RulePeer.From(new Cidr(nic.Address!.Value, 32)))),
                _ => ValueList.Of(new SecurityRule(Traffic.All, new RulePeer(GroupId: nic.SecurityGroupIds[0]))),
            },
        });
    }

    /// <summary>A group of an endpoint's.</summary>
    public static SecurityGroup Serving(Draft draft)
    {
        var ids = draft.Network.NetworkInterfaces.SelectMany(nic => nic.SecurityGroupIds).ToHashSet(StringComparer.Ordinal);
        return draft.Pick(draft.Network.SecurityGroups.Where(group => ids.Contains(group.Id)).ToList());
    }
}

internal static class EndpointFaults
{
    public static void Stop(Draft draft)
    {
        if (draft.Network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Interface).ToList() is { Count: > 0 } all)
            draft.Put(draft.Pick(all) with { State = draft.Pick(["pending", "pendingAcceptance", "rejected", "failed", "deleting"]) });
    }

    /// <summary>What stands there is an endpoint of another type.</summary>
    public static void Remove(Draft draft)
    {
        if (draft.Network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Interface).ToList() is { Count: > 0 } all)
            draft.Put(draft.Pick(all) with { Kind = EndpointKind.Other });
    }
}

internal static class PeeringFaults
{
    public static void Break(Draft draft)
    {
        if (draft.Network.Peerings.ToList() is { Count: > 0 } all)
            Lose(draft, draft.Pick(all), draft.Pick(["initiating-request", "pending-acceptance", "provisioning", "failed", "expired", "rejected", "deleted"]));
    }

    /// <summary>Takes a peering out of service. Its routes are shown as blackholes, or not yet.</summary>
    public static void Lose(Draft draft, Peering peering, string state)
    {
        draft.Put(peering with { State = state, Requester = peering.Requester with { Cidrs = ValueList<Cidr>.Empty }, Accepter = peering.Accepter with { Cidrs = ValueList<Cidr>.Empty } });
        var isShown = draft.Chance(70);
        foreach (var table in draft.Network.RouteTables.ToList())
            draft.Put(table with { Routes = table.Routes.Each(route => route.Target.Id == peering.Id ? route with { IsBlackhole = route.IsBlackhole || isShown } : route) });
    }
}

internal static class LayerFaults
{
    /// <summary>The gateway endpoint is missing in a route table, and now and then its default route leads to no internet.</summary>
    public static void Dissociate(Draft draft)
    {
        if (Pulling(draft) is not { } found)
            return;
        draft.Put(found.Gateway with { RouteTableIds = found.Gateway.RouteTableIds.Without(id => id == found.Table.Id) });
        draft.Put(found.Table.Without(new RouteDestination(Cidr: null, WorkingNetwork.S3List)));
        if (draft.Chance(30) && draft.Network.Peerings.FirstOrDefault(peering => peering.Joins(found.Table.VpcId, Draft.Hub)) is { } peering)
            draft.Route(found.Table.Id, Cidr.Everything, RouteTarget.Peering(peering.Id), !peering.IsActive);
    }

    /// <summary>A narrower route takes S3's addresses, or some, from the gateway endpoint.</summary>
    public static void Bypass(Draft draft)
    {
        if (Pulling(draft) is not { } found)
            return;
        var taken = draft.Chance(30) ? Cidr.Parse(draft.Pick(["52.0.0.0/8", "8.8.8.8/32", "52.219.0.0/20"])) : draft.PartOf(draft.Pick(Worlds.OutsideHosts.S3));
        draft.Route(found.Table.Id, taken, new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"), draft.Chance(25));
    }

    /// <summary>The workloads' group lets them out to the hub, and not to all of S3.</summary>
    public static void HoldBack(Draft draft)
    {
        if (draft.Network.SecurityGroups.FirstOrDefault(group => group.Name == "work" && group.Egress.Contains(WorkingRules.ToS3)) is not { } group)
            return;
        var part = WorkingRules.ToS3 with { Peer = RulePeer.From(draft.PartOf(draft.Pick(Worlds.OutsideHosts.S3))) };
        draft.Put(group with { Egress = group.Egress.Each(rule => rule == WorkingRules.ToS3 ? part : rule) });
    }

    private static (Endpoint Gateway, RouteTable Table)? Pulling(Draft draft)
    {
        var all = draft.Network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Gateway)
            .SelectMany(gateway => gateway.RouteTableIds, (gateway, tableId) => (gateway, draft.Network.RouteTables[tableId])).ToList();
        return all.Count > 0 ? draft.Pick(all) : null;
    }
}

internal static class TransitFaults
{
    public static void Detach(Draft draft)
    {
        var gone = draft.Pick(Attachments(draft));
        draft.Network = draft.Network with
        {
            TransitGatewayAttachments = draft.Network.TransitGatewayAttachments.Without(gone.Id),
            TransitGatewayRouteTables = ResourceTable<TransitGatewayRouteTable>.From(draft.Network.TransitGatewayRouteTables.Select(table => table with
            {
                // A propagated route goes with its attachment, and a static one drops from then on (Transit Gateways guide, route tables).
                Routes = table.Routes.Without(route => route.AttachmentId == gone.Id && route.IsPropagated)
                    .Each(route => route.AttachmentId == gone.Id ? route with { IsBlackhole = true } : route),
                PropagatingAttachmentIds = table.PropagatingAttachmentIds.Without(id => id == gone.Id),
            })),
        };
    }

    /// <summary>An attachment that is not up.</summary>
    public static void Hold(Draft draft) =>
        draft.Put(draft.Pick(Attachments(draft)) with { State = draft.Pick(["pendingAcceptance", "pending", "initiatingRequest", "failed", "modifying", "rollingBack"]) });

    /// <summary>An attachment has no subnet in one of its VPC's zones.</summary>
    public static void LeaveZone(Draft draft)
    {
        var attachment = draft.Pick(Attachments(draft));
        var left = draft.Pick(attachment.SubnetIds);
        if (attachment.SubnetIds.Count > 1)
            draft.Put(attachment with { SubnetIds = attachment.SubnetIds.Without(id => id == left) });
    }

    public static void Dissociate(Draft draft) => draft.Put(draft.Pick(Attachments(draft)) with { RouteTableId = null });

    public static void ForgetRoute(Draft draft)
    {
        if (Routed(draft) is { } found)
            draft.Put(found.Table with { Routes = found.Table.Routes.Without(route => route == found.Route) });
    }

    public static void Blacken(Draft draft)
    {
        if (Routed(draft) is not { } found)
            return;
        var destination = draft.Chance(50) ? found.Route.Destination : draft.PartOf(found.Route.Destination);
        var kept = draft.Chance(50) ? found.Table.Routes : found.Table.Routes.Without(route => route == found.Route);
        draft.Put(found.Table with { Routes = kept.With(new TransitGatewayRoute(destination, AttachmentId: null, IsBlackhole: true)) });
    }

    /// <summary>A narrower route to another attachment.</summary>
    public static void TakeAway(Draft draft)
    {
        if (Routed(draft) is { } found)
            draft.Put(found.Table with { Routes = found.Table.Routes.With(new TransitGatewayRoute(Narrower(draft, found.Route.Destination), draft.Pick(Attachments(draft)).Id)) });
    }

    /// <summary>A static route for a block that is learnt.</summary>
    public static void Override(Draft draft)
    {
        if (Routed(draft) is { Route.IsPropagated: true } found)
            draft.Put(found.Table with { Routes = found.Table.Routes.With(new TransitGatewayRoute(found.Route.Destination, draft.Pick(Attachments(draft)).Id)) });
    }

    /// <summary>The block of one VPC, routed to where it is wanted from.</summary>
    public static void SendBack(Draft draft)
    {
        if (Routed(draft) is { } found)
        {
            draft.Put(found.Table with
            {
                Routes = found.Table.Routes.Each(route => route == found.Route ? route with { AttachmentId = draft.Pick(Attachments(draft)).Id, IsPropagated = false } : route),
                PropagatingAttachmentIds = found.Table.PropagatingAttachmentIds.Without(id => id == found.Route.AttachmentId),
            });
        }
    }

    private static Cidr Narrower(Draft draft, Cidr block)
    {
        var inside = draft.Network.Subnets.Where(subnet => block.Contains(subnet.Cidr) && subnet.Cidr != block).Select(subnet => subnet.Cidr).ToList();
        return inside.Count > 0 && draft.Chance(70) ? draft.Pick(inside) : draft.PartOf(block);
    }

    private static List<TransitGatewayAttachment> Attachments(Draft draft) => [.. draft.Network.TransitGatewayAttachments];

    private static (TransitGatewayRouteTable Table, TransitGatewayRoute Route)? Routed(Draft draft)
    {
        var all = draft.Network.TransitGatewayRouteTables.SelectMany(table => table.Routes, (table, route) => (table, route)).ToList();
        return all.Count > 0 ? draft.Pick(all) : null;
    }
}

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
