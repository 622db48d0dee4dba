using EndpointHub.Testing.Packets.Worlds;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>What people get wrong in network ACLs.</summary>
internal static class AclFaults
{
    /// <summary>The first entry denies the service's port, from everybody or from some.</summary>
    public static void CloseRequests(Draft draft)
    {
        var port = draft.Pick(draft.Network.Endpoints.SelectMany(endpoint => AnsweringPorts.Of(endpoint.ServiceName)).ToList());
        Deny(draft, draft.Pick([Traffic.Tcp(port), Tcp(port, port + 10), Tcp(port + 1, port + 1), Tcp(Math.Max(0, port - 5), port), Traffic.All]));
    }

    /// <summary>The first entry denies ports that clients' connections come from.</summary>
    public static void CloseAnswers(Draft draft) =>
        Deny(draft, draft.Pick([Tcp(49152, 65535), Tcp(1024, 65535), Tcp(65535, 65535), Tcp(32768, 32768), Tcp(1024, 33000)]));

    /// <summary>The first entry denies ports that only some clients' connections come from.</summary>
    public static void NarrowAnswers(Draft draft) =>
        Deny(draft, draft.Pick([Tcp(1024, 32767), Tcp(1024, 1024), Tcp(32767, 32767), Tcp(3389, 3389)]));

    /// <summary>The numbers of two entries change places.</summary>
    public static void Confuse(Draft draft)
    {
        var acl = Own(draft);
        var isEgress = draft.Chance(50);
        var numbered = acl.Entries.Where(entry => entry.IsEgress == isEgress && entry.RuleNumber < 32767).ToList();
        if (numbered.Count < 2)
            return;
        var (one, other) = (draft.Pick(numbered), draft.Pick(numbered));
        draft.Put(acl with
        {
            Entries = acl.Entries.Each(entry =>
                entry == one ? one with { RuleNumber = other.RuleNumber }
                : entry == other ? other with { RuleNumber = one.RuleNumber }
                : entry),
        });
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

    private static Traffic Tcp(int from, int to) => new("tcp", from, to);

    private static void Deny(Draft draft, Traffic traffic)
    {
        var acl = Own(draft);
        var block = draft.Pick(draft.Network.Subnets.Select(subnet => subnet.Cidr).Append(draft.Pick(OutsideHosts.S3)).ToList());
        var cidr = draft.Below(3) switch { 0 => Cidr.Everything, 1 => block, _ => draft.PartOf(block) };
        draft.Put(acl with { Entries = acl.Entries.With(new NetworkAclEntry(1 + draft.Below(9), draft.Chance(50), Allows: false, traffic, cidr)) });
    }

    private static NetworkAcl Own(Draft draft) => draft.Pick(draft.Network.NetworkAcls.Where(acl => acl.SubnetIds.Count > 0 || acl.IsDefault).ToList());
}
