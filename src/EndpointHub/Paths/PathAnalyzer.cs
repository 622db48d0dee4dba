using EndpointHub.Paths.Advice;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Names;
using EndpointHub.Paths.Packets;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths;

/// <summary>
/// Follows names and packets from every subnet of a spoke to every address of a hub's endpoint and back, on a snapshot alone. It looks
/// at everything on the way, past the first fault too, so that one test shows all there is to mend.
/// </summary>
internal static class PathAnalyzer
{
    /// <summary>Judges one spoke and service.</summary>
    /// <param name="snapshot">The network; it holds both VPCs.</param>
    /// <param name="spokeVpcId">Where the clients are.</param>
    /// <param name="hubVpcId">Where the service's names are expected to lead.</param>
    /// <param name="serviceName">The full service name.</param>
    /// <returns>The verdict with its reasons.</returns>
    /// <exception cref="KeyNotFoundException">The snapshot lacks one of the VPCs.</exception>
    public static EndpointPath Analyze(NetworkSnapshot snapshot, string spokeVpcId, string hubVpcId, string serviceName) =>
        Analyze(new PathIndex(snapshot), new PathQuestion(spokeVpcId, hubVpcId, serviceName));

    /// <summary>Judges one spoke and service on a snapshot that is prepared for many questions.</summary>
    /// <param name="index">The prepared snapshot.</param>
    /// <param name="question">What is asked.</param>
    /// <returns>The verdict with its reasons.</returns>
    /// <exception cref="KeyNotFoundException">The snapshot lacks one of the VPCs.</exception>
    /// <exception cref="FormatException">One of the other policies that were handed in is not a policy.</exception>
    public static EndpointPath Analyze(PathIndex index, PathQuestion question)
    {
        var spoke = index.Snapshot.Vpcs[question.SpokeVpcId];
        var hub = index.Snapshot.Vpcs[question.HubVpcId];
        var offered = index.EndpointsOf(hub.Id, question.ServiceName).OrderByDescending(Standing).ToList();

        var commands = new PathCommands(index, question);
        var walk = new NameWalk(index, question, offered.FirstOrDefault());
        var names = TestedNames.In(index.ZonesOf(question.ServiceName, hub.Id), spoke.Location.AccountId, index.Domains.HasRecord).Select(name => commands.Complete(walk.Follow(name))).ToValueList();
        var judged = Judged(offered, names);
        var packets = new PacketWalk(index, question);
        var subnets = index.ClientSubnets(question).Select(subnet => commands.Complete(packets.From(subnet, judged))).ToValueList();

        var findings = Findings(spoke, question, names, judged, subnets, PathAdvice.On(index, question, judged), commands);
        return new EndpointPath
        {
            VpcId = spoke.Id,
            AccountId = spoke.Location.AccountId,
            Region = spoke.Location.Region,
            HubVpcId = hub.Id,
            HubAccountId = hub.Location.AccountId,
            HubName = TestedNames.HubNameOf(offered),
            ServiceName = question.ServiceName,
            HubVpcEndpointId = judged.FirstOrDefault()?.Id,
            Verdict = findings.Select(finding => finding.Effect.ToVerdict()).Worst(),
            Findings = findings,
            Names = names,
            Subnets = subnets,
        };
    }

    private static int Standing(Endpoint endpoint) => endpoint.IsAvailable ? 2 : endpoint.IsAlive ? 1 : 0;

    /// <summary>The hub's endpoints that the names lead to; while they lead to none, the one that they should lead to.</summary>
    private static List<Endpoint> Judged(List<Endpoint> offered, ValueList<NamePath> names)
    {
        var led = offered.FindAll(endpoint => names.Any(name => name.VpcEndpointId == endpoint.Id));
        return led.Count > 0 ? led : offered.GetRange(0, Math.Min(1, offered.Count));
    }

    private static IEnumerable<Finding> NotFollowed(Vpc spoke, PathQuestion question, ValueList<SubnetPath> subnets) =>
        question.ClientSubnetIds.Count > 0 ? []
        : subnets.Count + spoke.Ipv6OnlySubnetIds.Count == 0 ? [PacketFindings.NoClients(spoke)]
        : spoke.Ipv6OnlySubnetIds.Select(PacketFindings.Ipv6Only);

    private static ValueList<Finding> Findings(
        Vpc spoke, PathQuestion question, ValueList<NamePath> names, List<Endpoint> judged, ValueList<SubnetPath> subnets, IEnumerable<Finding> advice,
        PathCommands commands)
    {
        IEnumerable<PathHop> hops = names.SelectMany(name => name.Hops)
            .Concat(subnets.SelectMany(subnet => subnet.Addresses.SelectMany(address => address.Hops).Concat(subnet.LayerHops)));
        var found = new HashSet<Finding>(hops.Select(hop => hop.Finding).OfType<Finding>());
        if (names.Count == 0)
            found.Add(commands.Complete(NameFindings.NoNames(question.SpokeVpcId, question.ServiceName)));
        if (judged.Count == 0)
            found.Add(commands.Complete(PacketFindings.NoEndpoint(question)));
        found.UnionWith(judged.Where(endpoint => endpoint.NetworkInterfaceIds.Count == 0).Select(PacketFindings.StandsNowhere).Select(commands.Complete));
        found.UnionWith(NotFollowed(spoke, question, subnets).Select(commands.Complete));
        found.UnionWith(advice.Select(commands.Complete));
        return FindingCauses.Join(found).OrderByDescending(finding => finding.Effect).ToValueList();
    }
}
