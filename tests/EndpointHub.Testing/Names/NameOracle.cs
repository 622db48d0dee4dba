using EndpointHub.Paths;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Names;

/// <summary>The result for one landscape.</summary>
/// <param name="Questions">The number of queried names, summed over the VPCs.</param>
/// <param name="Undecided">The number of names for which the path test gives no answer.</param>
/// <param name="Disagreements">The differences from the responses of the server, one line each.</param>
/// <param name="Codes">The reported finding codes of the name layer.</param>
internal sealed record NameComparison(int Questions, int Undecided, IReadOnlyList<string> Disagreements, IReadOnlySet<FindingCode> Codes);

/// <summary>Compares the name resolution of the path test with the responses of a real DNS server.</summary>
internal static class NameOracle
{
    /// <summary>Every code of the name layer.</summary>
    public static IReadOnlyList<FindingCode> Codes { get; } =
    [.. Enum.GetValues<FindingCode>().Where(code => new Finding(code, Resource: "", Reason: "").Layer == PathLayer.Name)];

    /// <summary>Compares the path test with a DNS server on a landscape.</summary>
    /// <param name="network">The landscape.</param>
    /// <param name="onPremises">The server that is the target of forwarding rules.</param>
    public static async Task<NameComparison> CompareAsync(NetworkSnapshot network, NamedServer onPremises)
    {
        var index = new PathIndex(network);
        var paths = (
            from spoke in network.Vpcs
            from question in QuestionsFrom(network, spoke.Id)
            select (Question: question, Path: PathAnalyzer.Analyze(index, question))
        ).ToList();
        var endpointNames = EndpointAddresses.ByName(network);
        var asked = (
            from path in paths
            from name in path.Path.Names
            select (path.Question, Name: name, Answer: NameAnswer.Of(name, endpointNames))
        ).ToList();

        var views = SnapshotViews.Of(network);
        await using var server = await NamedServer.StartAsync(views, onPremises.Port);
        var disagreements = new List<string>();
        foreach (var spoke in asked.GroupBy(one => one.Question.SpokeVpcId, StringComparer.Ordinal))
        {
            var relays = views.Any(view => view.Name == spoke.Key && view.Relays);
            var names = spoke.Select(one => one.Name.Name).Distinct(StringComparer.Ordinal).ToList();
            var replies = await FirewalledDig.AskAsync(network, server.Port, SnapshotViews.ClientOf(network, spoke.Key), names);
            var actual = names.Zip(replies, (name, reply) => (name, NameAnswer.Of(reply, relays))).ToDictionary(StringComparer.Ordinal);
            disagreements.AddRange(
                spoke
                    .Where(one =>
                        !one.Answer.Allows(actual[one.Name.Name]) || !MatchesVerdict(network, one.Question, one.Name, actual[one.Name.Name])
                    )
                    .Select(one =>
                        $"{spoke.Key} queries {one.Name.Name}: the path test expects {one.Answer} ({string.Join("; ", one.Name.Hops)}), the server responds {actual[one.Name.Name]}"
                    )
                    .Distinct(StringComparer.Ordinal)
            );
        }

        return new NameComparison(
            asked.Count,
            asked.Count(one => one.Answer.Kind == AnswerKind.Undecided),
            disagreements,
            paths.SelectMany(path => path.Path.Findings).Select(finding => finding.Code).Where(Codes.Contains).ToHashSet()
        );
    }

    /// <summary>A question for every service and every VPC that has an endpoint for it.</summary>
    private static IEnumerable<PathQuestion> QuestionsFrom(NetworkSnapshot network, string spokeVpcId) =>
        from service in network
            .Services.Select(service => service.Name)
            .Concat(network.Endpoints.Select(endpoint => endpoint.ServiceName))
            .Distinct(StringComparer.Ordinal)
        from hub in network
            .Endpoints.Where(endpoint => endpoint.ServiceName == service)
            .Select(endpoint => endpoint.VpcId)
            .DefaultIfEmpty(spokeVpcId)
            .Distinct(StringComparer.Ordinal)
        select new PathQuestion(spokeVpcId, hub, service);

    /// <summary>
    /// A reachable name must resolve to addresses of a hub endpoint, and an unreachable name must not. An apex that clients do not use may lack its
    /// record.
    /// </summary>
    private static bool MatchesVerdict(NetworkSnapshot network, PathQuestion question, NamePath name, NameAnswer actual)
    {
        var leadsToHub =
            actual.Addresses.Count > 0
            && network
                .Endpoints.Where(endpoint => endpoint.VpcId == question.HubVpcId && endpoint.ServiceName == question.ServiceName)
                .Any(endpoint => actual.Addresses.All(EndpointAddresses.Of(network, endpoint).Contains));
        return name.Verdict switch
        {
            PathVerdict.Reachable => leadsToHub || name.Hops.Any(hop => hop.Finding?.Code == FindingCode.ApexRecordMissing),
            PathVerdict.Unreachable => !leadsToHub,
            _ => true,
        };
    }
}
