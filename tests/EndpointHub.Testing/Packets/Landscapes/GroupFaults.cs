using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>What people get wrong in security groups.</summary>
internal static class GroupFaults
{
    private static readonly Traffic[] Wrong = [Traffic.Tcp(80), new("tcp", 444, 9141), new("tcp", 26, 442), new("udp", 443, 443)];

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
        draft.Put(group with { Ingress = group.Ingress.Each(rule => rule with { Traffic = draft.Pick(Wrong) }) });
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
            Egress = draft.Below(WorkingRules.IsPeered(draft, spoke.Id) ? 4 : 3) switch
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
