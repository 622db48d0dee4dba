using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Common mistakes in security groups.</summary>
internal static class GroupFaults
{
    private static readonly Traffic[] Wrong = [Traffic.Tcp(80), new("tcp", 444, 9141), new("tcp", 26, 442), new("udp", 443, 443)];

    public static void Empty(LandscapeBuilder builder)
    {
        var group = Serving(builder);
        foreach (var nic in builder.Network.NetworkInterfaces.Where(nic => nic.SecurityGroupIds.Contains(group.Id)).ToList())
            builder.Put(nic with { SecurityGroupIds = ValueList.Of(group.Id) });
        builder.Put(group with { Ingress = ValueList<SecurityRule>.Empty });
    }

    /// <summary>A block in a rule is too small or missing.</summary>
    public static void Narrow(LandscapeBuilder builder)
    {
        var group = Serving(builder);
        var rules = group.Ingress.Where(rule => rule.Peer.Cidr is not null).ToList();
        if (rules.Count == 0)
            return;
        var found = builder.Pick(rules);
        builder.Put(
            group with
            {
                Ingress = builder.Chance(30)
                    ? group.Ingress.Without(rule => rule == found)
                    : group.Ingress.Each(rule => rule == found ? rule with { Peer = RulePeer.From(builder.PartOf(found.Peer.Cidr!.Value)) } : rule),
            }
        );
    }

    public static void ExcludePort(LandscapeBuilder builder)
    {
        var group = Serving(builder);
        builder.Put(group with { Ingress = group.Ingress.Each(rule => rule with { Traffic = builder.Pick(Wrong) }) });
    }

    /// <summary>The workloads' group allows too little egress.</summary>
    public static void RestrictEgress(LandscapeBuilder builder)
    {
        var groups = builder.Network.SecurityGroups.Where(group => group.Name == "work").ToList();
        if (groups.Count == 0)
            return;
        var group = builder.Pick(groups);
        var spoke = builder.Network.Vpcs[group.VpcId];
        var nic = builder.Pick(builder.Network.NetworkInterfaces.ToList());
        builder.Put(
            group with
            {
                Egress = builder.Below(WorkingRules.IsPeered(builder, spoke.Id) ? 4 : 3) switch
                {
                    0 => ValueList<SecurityRule>.Empty,
                    1 => ValueList.Of(new SecurityRule(Traffic.All, RulePeer.From(spoke.Cidrs[0]))),
                    2 => ValueList.Of(new SecurityRule(Traffic.Tcp(443), RulePeer.From(new Cidr(nic.Address!.Value, 32)))),
                    _ => ValueList.Of(new SecurityRule(Traffic.All, new RulePeer(GroupId: nic.SecurityGroupIds[0]))),
                },
            }
        );
    }

    /// <summary>A security group of an endpoint.</summary>
    public static SecurityGroup Serving(LandscapeBuilder builder)
    {
        var ids = builder.Network.NetworkInterfaces.SelectMany(nic => nic.SecurityGroupIds).ToHashSet(StringComparer.Ordinal);
        return builder.Pick(builder.Network.SecurityGroups.Where(group => ids.Contains(group.Id)).ToList());
    }
}
