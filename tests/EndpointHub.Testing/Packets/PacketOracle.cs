using EndpointHub.Testing.Packets.Landscapes;
using EndpointHub.Testing.Packets.Worlds;
using EndpointHub.Paths;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets;

/// <summary>
/// Holds the analyser's verdicts on packets against what packets do: every client gets an answer where it says Reachable, and some client
/// gets none where it says Unreachable. What it does not decide is counted and not compared.
/// </summary>
internal static class PacketOracle
{
    // What is sent within one machine arrives at once, if at all; a busy machine is given time to send it thrice before it counts (after 1 s and 3 s).
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan AtLast = TimeSpan.FromSeconds(6);

    public static async Task<Judgement> JudgeAsync(PacketLandscape landscape)
    {
        var first = await JudgeAsync(landscape, Soon);

        // In a world made anew, where nothing is left of the first probes.
        return first.Disagreements.Count == 0 ? first : await JudgeAsync(landscape, AtLast);
    }

    private static async Task<Judgement> JudgeAsync(PacketLandscape landscape, TimeSpan deadline)
    {
        var network = landscape.Network;
        var index = new PathIndex(network);
        var paths = landscape.Questions.Select(question => (question, path: PathAnalyzer.Analyze(index, question))).ToList();
        var boundaries = new Boundaries(network);
        var clients = landscape.Questions.GroupBy(question => question.SpokeVpcId, StringComparer.Ordinal).SelectMany(spoke => network.SubnetsOf(spoke.Key)
            .Select(subnet => new Clients(subnet, boundaries.AddressesIn(subnet), spoke.First().WorkloadSecurityGroupIds))).ToList();

        var s3 = OutsideHosts.S3.SelectMany(boundaries.AddressesIn).ToValueList();
        var claims = paths.SelectMany(one => Claim.Of(one.question, one.path, s3)).ToList();
        // Nothing on the way to S3 asks where in its subnet a client stands.
        var tried = claims.ToDictionary(claim => claim, claim => (
            from one in clients
            where one.Subnet.Id == claim.SubnetId
            from address in one.Addresses.Take(claim.IsAboutLayers ? 1 : int.MaxValue)
            from port in boundaries.PortsBetween(claim.Question.SpokeVpcId, claim.IsAboutLayers ? claim.Question.SpokeVpcId : claim.Question.HubVpcId)
            from target in claim.Targets
            select new Probe(claim.SubnetId, address, port, target, claim.Port)).ToList());

        var asked = tried.Where(entry => entry.Key.Expectation != Expectation.Open).SelectMany(entry => entry.Value).Distinct().ToList();
        var reached = await ReachedAsync(network, clients, asked, deadline);
        return new Judgement(
            tried.Values.Sum(probes => probes.Count),
            tried.Where(entry => entry.Key.Expectation == Expectation.Open).Sum(entry => entry.Value.Count),
            [.. paths.SelectMany(one => one.path.Findings).Where(finding => finding.Layer == PathLayer.Packet).Select(finding => finding.Code).Distinct()],
            [.. claims.Select(claim => claim.Refutation(tried[claim], reached)).OfType<string>()]);
    }

    /// <summary>Whom each connection reaches in every world that the network may be; null where in one of them it reaches nobody.</summary>
    private static async Task<IReadOnlyDictionary<Probe, string?>> ReachedAsync(
        NetworkSnapshot network, List<Clients> clients, List<Probe> asked, TimeSpan deadline)
    {
        var all = asked.ToDictionary(probe => probe, _ => (string?)"");
        for (var choice = 0; choice < World.ChoicesIn(network); choice++)
        {
            using var world = World.Of(network, clients, choice);
            foreach (var (probe, listener) in await Prober.TryAsync(world, asked, deadline))
                all[probe] = all[probe] is null ? null : listener;
        }

        return all;
    }
}

/// <summary>What judging a landscape showed.</summary>
/// <param name="Probes">The connections that verdicts are about.</param>
/// <param name="Undecided">Those of them whose verdict is Unknown.</param>
/// <param name="Codes">The packet layer's codes that were found.</param>
/// <param name="Disagreements">What the analyser says that packets refute.</param>
internal sealed record Judgement(int Probes, int Undecided, IReadOnlyList<FindingCode> Codes, IReadOnlyList<string> Disagreements);
