using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Packets;

/// <summary>
/// Evaluates the clients' network ACL and security groups for connections to S3. They use its public addresses, through a gateway endpoint too
/// (PrivateLink guide, gateway endpoints). When these addresses were not read, rules that do not allow everything make the result Unknown.
/// </summary>
internal sealed class LayerFilters(PathIndex index, PrefixList s3, ValueList<string> clientGroups)
{
    private const int Https = 443;
    private readonly ValueList<Cidr> _blocks = s3.Entries ?? ValueList.Of(Cidr.Everything);
    private readonly SecurityGroupHop? _egress = clientGroups.Count > 0 ? Egress(index, s3, clientGroups) : null;

    public IEnumerable<PathHop> Hops(Subnet client)
    {
        if (_egress is not null)
            yield return _egress;
        yield return Worst(client, isEgress: true, block => AclCheck.Request(index, new SubnetCrossing(client, true), client.Cidr, block, Https));
        yield return Worst(client, isEgress: false, block => AclCheck.Answer(index, new SubnetCrossing(client, false), block, client.Cidr));
    }

    /// <summary>The worst result of the ACL for any of the blocks, with a remedy for all of them.</summary>
    private NetworkAclHop Worst(Subnet client, bool isEgress, Func<Cidr, NetworkAclHop> judge)
    {
        var judged = _blocks.Select(block => (Block: block, Hop: judge(block))).ToList();
        var worst = judged.OrderByDescending(one => one.Hop.Finding?.Effect).First().Hop;
        if (worst.Finding is not { } finding || index.NetworkAclOf(client) is not { } acl)
            return worst;
        if (s3.Entries is null)
            return finding.Effect == FindingEffect.Fails ? worst with { Finding = LayerFindings.MayBeDropped(finding, s3) } : worst;

        var alike = judged
            .Where(one => one.Hop.Finding?.Code == finding.Code)
            .Select(one => new DroppedBlock(one.Block, one.Hop.Finding!, finding.Effect == FindingEffect.Fails ? one.Hop.Entry : null));
        return worst with { Finding = LayerFindings.Dropped([.. alike], new AclBoundary(acl, isEgress, Block: null), s3) };
    }

    private static SecurityGroupHop Egress(PathIndex index, PrefixList s3, ValueList<string> clientGroups)
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

        var isAllowed =
            rules.Exists(group => group.ListIds.Contains(s3.Id))
            || (s3.Entries ?? ValueList.Of(Cidr.Everything)).All(block =>
                rules.Aggregate(PacketSet.Of(block, PortRange.Only(Https)), (left, group) => group.Refused(left, block)).IsEmpty
            );
        return new SecurityGroupHop(
            clientGroups[0],
            IsEgress: true,
            Rule: null,
            isAllowed ? null : unsettled ?? LayerFindings.NotLetOut(clientGroups[0], s3)
        );
    }
}
