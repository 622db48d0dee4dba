using EndpointHub.Paths;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Testing.Packets.Emulation;
using EndpointHub.Testing.Packets.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets;

/// <summary>
/// Compares the results of the path test with real packets: with Reachable, every client gets an answer, and with Unreachable, some
/// client gets none. Undecided paths are counted and not compared.
/// </summary>
internal static class PacketOracle
{
    // Packets within one machine arrive immediately or never. On a busy machine, three attempts (after 1 s and 3 s) precede a final result.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan AtLast = TimeSpan.FromSeconds(6);

    public static async Task<PacketComparison> CompareAsync(PacketLandscape landscape)
    {
        var first = await CompareAsync(landscape, Soon);

        // The second attempt uses a new emulated network without state of the first probes.
        return first.Disagreements.Count == 0 ? first : await CompareAsync(landscape, AtLast);
    }

    private static async Task<PacketComparison> CompareAsync(PacketLandscape landscape, TimeSpan deadline)
    {
        var network = landscape.Network;
        var index = new PathIndex(network);
        var paths = landscape.Questions.Select(question => (question, path: PathAnalyzer.Analyze(index, question))).ToList();
        var boundaries = new Boundaries(network);
        var clients = landscape
            .Questions.GroupBy(question => question.SpokeVpcId, StringComparer.Ordinal)
            .SelectMany(spoke =>
                network
                    .SubnetsOf(spoke.Key)
                    .Select(subnet => new Clients(subnet, boundaries.AddressesIn(subnet), spoke.First().WorkloadSecurityGroupIds))
            )
            .ToList();

        var s3 = OutsideHosts.S3.SelectMany(boundaries.AddressesIn).ToValueList();
        var predictions = paths.SelectMany(one => PacketPrediction.Of(one.question, one.path, s3)).ToList();
        // On the path to S3, nothing depends on the client's address within its subnet.
        var tried = predictions.ToDictionary(
            prediction => prediction,
            prediction =>
                (
                    from one in clients
                    where one.Subnet.Id == prediction.SubnetId
                    from address in one.Addresses.Take(prediction.IsAboutLayers ? 1 : int.MaxValue)
                    from port in boundaries.PortsBetween(
                        prediction.Question.SpokeVpcId,
                        prediction.IsAboutLayers ? prediction.Question.SpokeVpcId : prediction.Question.HubVpcId
                    )
                    from target in prediction.Targets
                    select new Probe(prediction.SubnetId, address, port, target, prediction.Port)
                ).ToList()
        );

        var asked = tried.Where(entry => entry.Key.Expectation != Expectation.Open).SelectMany(entry => entry.Value).Distinct().ToList();
        var reached = await ReachedAsync(network, clients, asked, deadline);
        return new PacketComparison(
            tried.Values.Sum(probes => probes.Count),
            tried.Where(entry => entry.Key.Expectation == Expectation.Open).Sum(entry => entry.Value.Count),
            [
                .. paths
                    .SelectMany(one => one.path.Findings)
                    .Where(finding => finding.Layer == PathLayer.Packet)
                    .Select(finding => finding.Code)
                    .Distinct(),
            ],
            [.. predictions.Select(prediction => prediction.Refutation(tried[prediction], reached)).OfType<string>()]
        );
    }

    /// <summary>The listener that each connection reaches in every variant of the network; null when it reaches none in some variant.</summary>
    private static async Task<IReadOnlyDictionary<Probe, string?>> ReachedAsync(
        NetworkSnapshot network,
        List<Clients> clients,
        List<Probe> asked,
        TimeSpan deadline
    )
    {
        var all = asked.ToDictionary(probe => probe, _ => (string?)"");
        for (var choice = 0; choice < EmulatedNetwork.ChoicesIn(network); choice++)
        {
            using var emulation = EmulatedNetwork.Of(network, clients, choice);
            foreach (var (probe, listener) in await Prober.TryAsync(emulation, asked, deadline))
                all[probe] = all[probe] is null ? null : listener;
        }

        return all;
    }
}

/// <summary>The result of the comparison for a landscape.</summary>
/// <param name="Probes">The number of predicted connections.</param>
/// <param name="Undecided">The number of connections without a prediction.</param>
/// <param name="Codes">The reported codes of the packet layer.</param>
/// <param name="Disagreements">The predictions that packets refute.</param>
internal sealed record PacketComparison(int Probes, int Undecided, IReadOnlyList<FindingCode> Codes, IReadOnlyList<string> Disagreements);
