using EndpointHub.Topology;

namespace EndpointHub.Paths;

/// <summary>What the clients' network ACL and security groups do with a pull's connections to S3, whose addresses are known.</summary>
internal sealed class LayerFilters(PathIndex index, PrefixList s3, ValueList<string> clientGroups)
{
    private const int Https = 443;
    private readonly ValueList<Cidr> _blocks = s3.Entries ?? ValueList<Cidr>.Empty;
    private readonly SecurityGroupHop? _egress = clientGroups.Count > 0 && s3.Entries is { } blocks ? Egress(index, s3, blocks, clientGroups) : null;

    public IEnumerable<PathHop> Hops(Subnet client)
    {
        if (_egress is not null)
            yield return _egress;
        if (_blocks.Count == 0)
            yield break;
        yield return Worst(block => AclCheck.Request(index, new Crossing(client, IsEgress: true), client.Cidr, block, Https));
        yield return Worst(block => AclCheck.Answer(index, new Crossing(client, IsEgress: false), block, client.Cidr));
    }

    /// <summary>The worst that the ACL does with any of the blocks.</summary>
    private NetworkAclHop Worst(Func<Cidr, NetworkAclHop> judge) => _blocks.Select(judge).OrderByDescending(hop => hop.Finding?.Effect).First();

    private static SecurityGroupHop Egress(PathIndex index, PrefixList s3, ValueList<Cidr> blocks, ValueList<string> clientGroups)
    {
        Finding? unsettled = null;
        var rules = new List<GroupRules>();
        foreach (var groupId in clientGroups)
        {
            if (index.EgressOf(groupId, Https) is not { } known)
            {
                unsettled ??= PacketFindings.NotRead(groupId, "is a security group that");
                continue;
            }

            rules.Add(known);
            if (known.UnreadListIds.Count > 0)
                unsettled ??= LayerFindings.LetOutToList(groupId, known.UnreadListIds[0]);
        }

        var isLetOut = blocks.All(block => rules
            .Aggregate(PacketSet.Of(block, PortRange.Only(Https)), (left, group) => group.Refused(left, block)).IsEmpty);
        var finding = isLetOut ? null : unsettled ?? LayerFindings.NotLetOut(clientGroups[0], s3);
        return new SecurityGroupHop(clientGroups[0], IsEgress: true, Rule: null, finding);
    }
}
