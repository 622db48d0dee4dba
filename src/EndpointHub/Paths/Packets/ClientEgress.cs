using EndpointHub.Paths.Index;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Packets;

/// <summary>
/// Which security groups the clients of a service have when nobody says so: those of the network interfaces in their subnets, and those whose rules
/// let clients out to the spoke's own endpoint of the service. A group that lets nothing out to the service's port belongs to a server, not to a
/// client.
/// </summary>
internal sealed class ClientEgress
{
    private readonly PathIndex _index;
    private readonly int _port;
    private readonly List<ClientGroups> _unused;
    private readonly Dictionary<string, List<ClientGroups>> _bySubnet = new(StringComparer.Ordinal);

    /// <summary>Finds the groups.</summary>
    /// <param name="index">The network.</param>
    /// <param name="question">The parameters of the path test.</param>
    /// <param name="port">The service's port.</param>
    public ClientEgress(PathIndex index, PathQuestion question, int port)
    {
        _index = index;
        _port = port;
        var own = index.EndpointsOf(question.SpokeVpcId, question.ServiceName).Where(endpoint => endpoint.IsAlive).ToList();
        var seen = new HashSet<string>(
            index
                .SubnetsOf(question.SpokeVpcId)
                .SelectMany(subnet => subnet.ClientGroups ?? ValueList<ValueList<string>>.Empty)
                .SelectMany(set => set),
            StringComparer.Ordinal
        );
        _unused =
            own.Count == 0
                ? []
                : [.. index.GroupsOf(question.SpokeVpcId).Where(group => !seen.Contains(group.Id)).SelectMany(group => LetOutTo(group, own))];
    }

    /// <summary>The sets of groups of the clients in a subnet.</summary>
    public IReadOnlyList<ClientGroups> Of(Subnet subnet)
    {
        if (!_bySubnet.TryGetValue(subnet.Id, out var groups))
        {
            groups =
            [
                .. (subnet.ClientGroups ?? ValueList<ValueList<string>>.Empty)
                    .Where(LetsOut)
                    .Select(set => new ClientGroups(set, $"and network interfaces in {subnet.Id} use it.")),
                .. _unused,
            ];
            _bySubnet.Add(subnet.Id, groups);
        }

        return groups;
    }

    private IEnumerable<ClientGroups> LetOutTo(SecurityGroup group, List<Endpoint> own)
    {
        var peers = _index.EgressOf(group.Id, _port)!.GroupIds;
        if (own.Find(endpoint => endpoint.SecurityGroupIds.Any(peers.Contains)) is { } endpoint)
        {
            yield return new ClientGroups(
                ValueList.Of(group.Id),
                $"and lets them out to {endpoint.SecurityGroupIds.First(peers.Contains)}, the group of {endpoint.Id}."
            );
        }
    }

    // The lists of gateway endpoints contain no addresses of interface endpoints.
    private bool LetsOut(ValueList<string> set) =>
        set.Any(groupId =>
            _index.EgressOf(groupId, _port) is not { } rules || rules.Rules.Any(rule => !_index.IsListOfGateway(rule.Peer.PrefixListId))
        );
}

/// <summary>Security groups that clients have together.</summary>
/// <param name="Ids">The groups of one network interface.</param>
/// <param name="Why">Why they are taken for the groups of clients, as the end of a sentence about the first of them.</param>
internal sealed record ClientGroups(ValueList<string> Ids, string Why);
