using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Testing.Packets.Emulation;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets;

/// <summary>The expected result of connections, according to the path test.</summary>
internal enum Expectation
{
    /// <summary>Every connection is answered.</summary>
    All,

    /// <summary>Every connection from the ephemeral ports of Linux and Windows is answered, and not every one from lower ports.</summary>
    Common,

    /// <summary>At least one connection is not answered.</summary>
    NotAll,

    /// <summary>The path test gives no answer.</summary>
    Open,
}

/// <summary>A result of the path test that connections can confirm or refute.</summary>
/// <param name="Question">The tested path.</param>
/// <param name="SubnetId">The clients' subnet.</param>
/// <param name="Targets">The destination addresses.</param>
/// <param name="Port">The service's port.</param>
/// <param name="Listener">The expected listener; null for any.</param>
/// <param name="Expectation">The expected result.</param>
/// <param name="Codes">The codes of its findings.</param>
internal sealed record PacketPrediction(
    PathQuestion Question,
    string SubnetId,
    ValueList<Ipv4> Targets,
    int Port,
    string? Listener,
    Expectation Expectation,
    ValueList<FindingCode> Codes
)
{
    private const int FirstCommonPort = 32768;

    public bool IsAboutLayers { get; private init; }

    /// <summary>The predictions of a path test.</summary>
    /// <param name="question">The tested path.</param>
    /// <param name="path">The result of the path test.</param>
    /// <param name="s3">Representative addresses of S3.</param>
    public static IEnumerable<PacketPrediction> Of(PathQuestion question, EndpointPath path, ValueList<Ipv4> s3)
    {
        foreach (var subnet in path.Subnets)
        {
            foreach (var address in subnet.Addresses.Where(address => address.Address != default))
            {
                var codes = CodesOf(address.Hops);
                yield return new PacketPrediction(
                    question,
                    subnet.SubnetId,
                    ValueList.Of(address.Address),
                    address.Port,
                    address.NetworkInterfaceId,
                    ExpectationOf(address.Hops),
                    codes
                );
            }

            if (subnet.LayerHops.Count > 0)
                yield return OfLayers(question, subnet, s3);
        }
    }

    /// <summary>A description of the contradiction; null when the connections agree.</summary>
    public string? Refutation(IReadOnlyList<Probe> probes, IReadOnlyDictionary<Probe, string?> reached)
    {
        if (Expectation == Expectation.Open || probes.Count == 0)
            return null;
        var silent = probes.Where(probe => reached[probe] is not { } listener || (Listener is not null && listener != Listener)).ToList();
        var common = silent.Find(probe => probe.FromPort >= FirstCommonPort);
        var low = silent.Find(probe => probe.FromPort < FirstCommonPort);
        return Expectation switch
        {
            Expectation.All when silent.Count > 0 && reached[silent[0]] is { } other => Contradiction(
                $"Reachable, and {silent[0]} is answered by {other} instead of {Listener}"
            ),
            Expectation.All when silent.Count > 0 => Contradiction($"Reachable, and {silent[0]} is not answered"),
            Expectation.Common when common is not null => Contradiction($"Reachable from port {FirstCommonPort} on, and {common} is not answered"),
            Expectation.Common when low is null => Contradiction("Reachable from some ports only, and all are answered"),
            Expectation.NotAll when silent.Count == 0 => Contradiction(
                $"Unreachable, and all {probes.Count} connections are answered, {probes[0]} among them"
            ),
            _ => null,
        };
    }

    private static PacketPrediction OfLayers(PathQuestion question, SubnetPath subnet, ValueList<Ipv4> s3)
    {
        var codes = CodesOf(subnet.LayerHops);
        var listener =
            codes.Contains(FindingCode.S3RouteBypassed) ? null
            : codes.Contains(FindingCode.S3NotThroughGateway) ? OutsideHosts.InternetOf(question.SpokeVpcId)
            : OutsideHosts.GatewayOf(question.SpokeVpcId);
        return new PacketPrediction(question, subnet.SubnetId, s3, 443, listener, ExpectationOf(subnet.LayerHops), codes) { IsAboutLayers = true };
    }

    private static ValueList<FindingCode> CodesOf(IEnumerable<PathHop> hops) =>
        FindingsOf(hops).Select(finding => finding.Code).Distinct().ToValueList();

    private static IEnumerable<Finding> FindingsOf(IEnumerable<PathHop> hops) =>
        hops.Select(hop => hop.Finding).OfType<Finding>().Where(finding => finding.Layer == PathLayer.Packet);

    private static Expectation ExpectationOf(IEnumerable<PathHop> hops)
    {
        var findings = FindingsOf(hops).ToList();
        return findings.Exists(finding => finding.Effect == FindingEffect.Fails) ? Expectation.NotAll
            : findings.Exists(finding => finding.Effect == FindingEffect.Unsettles) ? Expectation.Open
            : findings.Exists(finding => finding.Code == FindingCode.EphemeralPortsNarrow) ? Expectation.Common
            : Expectation.All;
    }

    private string Contradiction(string what) =>
        $"{Question.SpokeVpcId} to {Question.ServiceName} in {Question.HubVpcId}, {SubnetId} to {(IsAboutLayers ? "S3" : Targets[0])}:{Port} [{Codes}]: predicted {what}";
}
