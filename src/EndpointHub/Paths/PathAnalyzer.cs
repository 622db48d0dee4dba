using EndpointHub.Paths.Advice;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Names;
using EndpointHub.Paths.Packets;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths;

/// <summary>
/// Tests names and packets from every subnet of a spoke to every address of a hub's endpoint and back, with a snapshot only. It continues
/// after the first fault, so that one test shows all faults.
/// </summary>
internal static class PathAnalyzer
{
    /// <summary>Tests one spoke and service.</summary>
    /// <param name="snapshot">The network. It contains both VPCs.</param>
    /// <param name="spokeVpcId">The VPC of the clients.</param>
    /// <param name="hubVpcId">The VPC of the endpoint to which the service's names are expected to resolve.</param>
    /// <param name="serviceName">The full service name.</param>
    /// <returns>The verdict with its findings.</returns>
    /// <exception cref="KeyNotFoundException">The snapshot does not contain one of the VPCs.</exception>
    public static EndpointPath Analyze(NetworkSnapshot snapshot, string spokeVpcId, string hubVpcId, string serviceName) =>
        Analyze(new PathIndex(snapshot), new PathQuestion(spokeVpcId, hubVpcId, serviceName));

    /// <summary>Tests one spoke and service with an indexed snapshot.</summary>
    /// <param name="index">The indexed snapshot.</param>
    /// <param name="question">The parameters of the test.</param>
    /// <returns>The verdict with its findings.</returns>
    /// <exception cref="KeyNotFoundException">The snapshot does not contain one of the VPCs.</exception>
    /// <exception cref="FormatException">One of the other policies is not a valid policy document.</exception>
    public static EndpointPath Analyze(PathIndex index, PathQuestion question)
    {
        var spoke = index.Snapshot.Vpcs[question.SpokeVpcId];
        var hub = index.Snapshot.Vpcs[question.HubVpcId];
        var offered = index.EndpointsOf(hub.Id, question.ServiceName).OrderByDescending(RankOf).ToList();

        var commands = new PathCommands(index, question);
        var walk = new NameWalk(index, question, offered.FirstOrDefault());
        var names = TestedNames
            .In(index.ZonesOf(question.ServiceName, hub.Id), spoke.Location.AccountId, index.Domains.HasRecord)
            .Select(name => commands.Complete(walk.Follow(name)))
            .ToValueList();
        var tested = TestedEndpoints(offered, names);
        var packets = new PacketWalk(index, question);
        var subnets = index.ClientSubnets(question).Select(subnet => commands.Complete(packets.From(subnet, tested))).ToValueList();

        var findings = Findings(
            spoke,
            question,
            names,
            tested,
            subnets,
            Translated(index, question, tested).Select(commands.Complete),
            Unused(index, question),
            PathAdvice.On(index, question, tested),
            commands
        );
        return new EndpointPath
        {
            VpcId = spoke.Id,
            AccountId = spoke.Location.AccountId,
            Region = spoke.Location.Region,
            HubVpcId = hub.Id,
            HubAccountId = hub.Location.AccountId,
            HubName = TestedNames.HubNameOf(offered),
            ServiceName = question.ServiceName,
            HubVpcEndpointId = tested.FirstOrDefault()?.Id,
            Verdict = findings.Select(finding => finding.Effect.ToVerdict()).Worst(),
            Findings = findings,
            Names = names,
            Subnets = subnets,
        };
    }

    private static int RankOf(Endpoint endpoint) =>
        endpoint.IsAvailable ? 2
        : endpoint.IsAlive ? 1
        : 0;

    /// <summary>The hub's endpoints to which the names resolve; if they resolve to none, the one to which they should.</summary>
    private static List<Endpoint> TestedEndpoints(List<Endpoint> offered, ValueList<NamePath> names)
    {
        var used = offered.FindAll(endpoint => names.Any(name => name.VpcEndpointId == endpoint.Id));
        return used.Count > 0 ? used : offered.GetRange(0, Math.Min(1, offered.Count));
    }

    private static IEnumerable<Finding> NotFollowed(Vpc spoke, PathQuestion question, ValueList<SubnetPath> subnets) =>
        question.ClientSubnetIds.Count > 0 ? []
        : subnets.Count + spoke.Ipv6OnlySubnetIds.Count == 0 ? [PacketFindings.NoClients(spoke)]
        : spoke.Ipv6OnlySubnetIds.Select(PacketFindings.Ipv6Only);

    private static IEnumerable<Finding> Unused(PathIndex index, PathQuestion question) =>
        question.ClientSubnetIds.Count > 0
            ? []
            : index
                .SubnetsLeftOut(question)
                .Select(PacketFindings.LeftOut)
                .Concat(index.ClientSubnets(question).Where(subnet => subnet.HoldsAttachmentsOnly).Select(PacketFindings.Idle));

    // The Resolver makes addresses only for names that have none of IPv6 (VPC user guide, DNS64 and NAT64).
    private static IEnumerable<Finding> Translated(PathIndex index, PathQuestion question, List<Endpoint> tested) =>
        tested.Exists(endpoint => !endpoint.HasIpv6Names)
            ? index
                .ClientSubnets(question)
                .Where(subnet => subnet.HasDns64)
                .Select(subnet => PacketFindings.Dns64(subnet, index.RouteTableOf(subnet)?.Nat64Target))
            : [];

    private static ValueList<Finding> Findings(
        Vpc spoke,
        PathQuestion question,
        ValueList<NamePath> names,
        List<Endpoint> tested,
        ValueList<SubnetPath> subnets,
        IEnumerable<Finding> translated,
        IEnumerable<Finding> unused,
        IEnumerable<Finding> advice,
        PathCommands commands
    )
    {
        IEnumerable<PathHop> hops = names
            .SelectMany(name => name.Hops)
            .Concat(subnets.SelectMany(subnet => subnet.Addresses.SelectMany(address => address.Hops).Concat(subnet.LayerHops)));
        var found = new HashSet<Finding>(hops.Select(hop => hop.Finding).OfType<Finding>());
        if (names.Count == 0)
            found.Add(commands.Complete(NameFindings.NoNames(question.SpokeVpcId, question.ServiceName)));
        if (tested.Count == 0)
            found.Add(commands.Complete(PacketFindings.NoEndpoint(question)));
        found.UnionWith(
            tested.Where(endpoint => endpoint.NetworkInterfaceIds.Count == 0).Select(PacketFindings.StandsNowhere).Select(commands.Complete)
        );
        found.UnionWith(NotFollowed(spoke, question, subnets).Select(commands.Complete));
        found.UnionWith(translated);
        found.UnionWith(unused.Select(commands.Complete));
        found.UnionWith(advice.Select(commands.Complete));
        return FindingCauses.Join(found).OrderByDescending(finding => finding.Effect).ToValueList();
    }
}
