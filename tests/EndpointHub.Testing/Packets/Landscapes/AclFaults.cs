using EndpointHub.Testing.Packets.Emulation;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Common mistakes in network ACLs.</summary>
internal static class AclFaults
{
    /// <summary>The first entry denies the service's port for all clients or for some.</summary>
    public static void DenyRequests(LandscapeBuilder builder)
    {
        var port = builder.Pick(builder.Network.Endpoints.SelectMany(endpoint => AnsweringPorts.Of(endpoint.ServiceName)).ToList());
        Deny(
            builder,
            builder.Pick([Traffic.Tcp(port), Tcp(port, port + 10), Tcp(port + 1, port + 1), Tcp(Math.Max(0, port - 5), port), Traffic.All])
        );
    }

    /// <summary>The first entry denies source ports of clients.</summary>
    public static void DenyAnswers(LandscapeBuilder builder) =>
        Deny(builder, builder.Pick([Tcp(49152, 65535), Tcp(1024, 65535), Tcp(65535, 65535), Tcp(32768, 32768), Tcp(1024, 33000)]));

    /// <summary>The first entry denies source ports of some clients.</summary>
    public static void NarrowAnswers(LandscapeBuilder builder) =>
        Deny(builder, builder.Pick([Tcp(1024, 32767), Tcp(1024, 1024), Tcp(32767, 32767), Tcp(3389, 3389)]));

    /// <summary>Two entries have their numbers exchanged.</summary>
    public static void ExchangeNumbers(LandscapeBuilder builder)
    {
        var acl = Own(builder);
        var isEgress = builder.Chance(50);
        var numbered = acl.Entries.Where(entry => entry.IsEgress == isEgress && entry.RuleNumber < 32767).ToList();
        if (numbered.Count < 2)
            return;
        var (one, other) = (builder.Pick(numbered), builder.Pick(numbered));
        builder.Put(
            acl with
            {
                Entries = acl.Entries.Each(entry =>
                    entry == one ? one with { RuleNumber = other.RuleNumber }
                    : entry == other ? other with { RuleNumber = one.RuleNumber }
                    : entry
                ),
            }
        );
    }

    /// <summary>The range of an entry is wrong by one, or its prefix by one bit.</summary>
    public static void SetBounds(LandscapeBuilder builder)
    {
        var acl = Own(builder);
        var found = builder.Pick(acl.Entries.Where(entry => entry.RuleNumber < 32767).ToList());
        var changed = found switch
        {
            { Traffic: { FromPort: { } from, ToPort: { } to } } when builder.Chance(70) => found with
            {
                Traffic = builder.Chance(50) ? new Traffic("tcp", Math.Min(from + 1, to), to) : new Traffic("tcp", from, Math.Max(to - 1, from)),
            },
            { Cidr.PrefixLength: > 0 } => found with { Cidr = builder.PartOf(found.Cidr) },
            _ => found with { Cidr = builder.PartOf(builder.Pick(builder.Network.Subnets.ToList()).Cidr) },
        };
        builder.Put(acl with { Entries = acl.Entries.Each(entry => entry == found ? changed : entry) });
    }

    private static Traffic Tcp(int from, int to) => new("tcp", from, to);

    private static void Deny(LandscapeBuilder builder, Traffic traffic)
    {
        var acl = Own(builder);
        var block = builder.Pick(builder.Network.Subnets.Select(subnet => subnet.Cidr).Append(builder.Pick(OutsideHosts.S3)).ToList());
        var cidr = builder.Below(3) switch
        {
            0 => Cidr.Everything,
            1 => block,
            _ => builder.PartOf(block),
        };
        builder.Put(
            acl with
            {
                Entries = acl.Entries.With(new NetworkAclEntry(1 + builder.Below(9), builder.Chance(50), Allows: false, traffic, cidr)),
            }
        );
    }

    private static NetworkAcl Own(LandscapeBuilder builder) =>
        builder.Pick(builder.Network.NetworkAcls.Where(acl => acl.SubnetIds.Count > 0 || acl.IsDefault).ToList());
}
