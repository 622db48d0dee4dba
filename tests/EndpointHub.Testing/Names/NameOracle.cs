using EndpointHub.Paths;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Names;

/// <summary>What one landscape showed.</summary>
/// <param name="Questions">How many names were asked in how many VPCs.</param>
/// <param name="Undecided">For how many of them the analysis does not say.</param>
/// <param name="Disagreements">What the server said otherwise, each a sentence.</param>
/// <param name="Codes">The findings of the name layer that the analysis came to.</param>
internal sealed record NameVerdict(int Questions, int Undecided, IReadOnlyList<string> Disagreements, IReadOnlySet<FindingCode> Codes);

/// <summary>Holds how the analysis says that names resolve against what a real DNS server answers.</summary>
internal static class NameOracle
{
    /// <summary>Every code of the name layer.</summary>
    public static IReadOnlyList<FindingCode> Codes { get; } =
        [.. Enum.GetValues<FindingCode>().Where(code => new Finding(code, Resource: "", Reason: "").Layer == PathLayer.Name)];

    /// <summary>Judges a landscape.</summary>
    /// <param name="network">The landscape.</param>
    /// <param name="onPremises">The server that forwarding rules lead to.</param>
    public static async Task<NameVerdict> JudgeAsync(NetworkSnapshot network, NamedServer onPremises)
    {
        var index = new PathIndex(network);
        var paths = (from spoke in network.Vpcs from question in QuestionsFrom(network, spoke.Id) select (Question: question, Path: PathAnalyzer.Analyze(index, question))).ToList();
        var endpointNames = EndpointAddresses.ByName(network);
        var asked = (from path in paths from name in path.Path.Names select (path.Question, Name: name, Answer: NameAnswer.Of(name, endpointNames))).ToList();

        var views = SnapshotViews.Of(network);
        await using var server = await NamedServer.StartAsync(views, onPremises.Port);
        var disagreements = new List<string>();
        foreach (var spoke in asked.GroupBy(one => one.Question.SpokeVpcId, StringComparer.Ordinal))
        {
            var relays = views.Any(view => view.Name == spoke.Key && view.Relays);
            var names = spoke.Select(one => one.Name.Name).Distinct(StringComparer.Ordinal).ToList();
            var replies = await FirewalledDig.AskAsync(network, server.Port, SnapshotViews.ClientOf(network, spoke.Key), names);
            var said = names.Zip(replies, (name, reply) => (name, NameAnswer.Of(reply, relays))).ToDictionary(StringComparer.Ordinal);
            disagreements.AddRange(spoke
                .Where(one => !one.Answer.Allows(said[one.Name.Name]) || !KeepsItsWord(network, one.Question, one.Name, said[one.Name.Name]))
                .Select(one => $"{spoke.Key} asks for {one.Name.Name}: the analysis has {one.Answer} ({string.Join("; ", one.Name.Hops)}), the server says {said[one.Name.Name]}")
                .Distinct(StringComparer.Ordinal));
        }

        return new NameVerdict(
            asked.Count,
            asked.Count(one => one.Answer.Kind == AnswerKind.Undecided),
            disagreements,
            paths.SelectMany(path => path.Path.Findings).Select(finding => finding.Code).Where(Codes.Contains).ToHashSet());
    }

    /// <summary>Every service, as far as it stands in some VPC, asked of each VPC where it stands.</summary>
    private static IEnumerable<PathQuestion> QuestionsFrom(NetworkSnapshot network, string spokeVpcId) =>
        from service in network.Services.Select(service => service.Name).Concat(network.Endpoints.Select(endpoint => endpoint.ServiceName)).Distinct(StringComparer.Ordinal)
        from hub in network.Endpoints.Where(endpoint => endpoint.ServiceName == service).Select(endpoint => endpoint.VpcId).DefaultIfEmpty(spokeVpcId).Distinct(StringComparer.Ordinal)
        select new PathQuestion(spokeVpcId, hub, service);

    /// <summary>Where the analysis says that a name leads to the hub, the addresses are those of an endpoint there; where it fails the name, they are not.</summary>
    private static bool KeepsItsWord(NetworkSnapshot network, PathQuestion question, NamePath name, NameAnswer said)
    {
        var leadsToHub = said.Addresses.Count > 0 && network.Endpoints
            .Where(endpoint => endpoint.VpcId == question.HubVpcId && endpoint.ServiceName == question.ServiceName)
            .Any(endpoint => said.Addresses.All(EndpointAddresses.Of(network, endpoint).Contains));
        return name.Verdict switch
        {
            PathVerdict.Reachable => leadsToHub,
            PathVerdict.Unreachable => !leadsToHub,
            _ => true,
        };
    }
}
