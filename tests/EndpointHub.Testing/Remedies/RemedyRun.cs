using EndpointHub.Paths;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Testing.Packets.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Remedies;

/// <summary>What came of the remedies of one path.</summary>
internal enum RemedyOutcome
{
    /// <summary>Nothing fails the path.</summary>
    Sound,

    /// <summary>The path reaches the endpoint after its commands were run.</summary>
    Corrected,

    /// <summary>Commands are left that a snapshot cannot run, or a finding has advice only.</summary>
    NotRun,

    /// <summary>The path fails although all commands of its findings were run, or AWS would refuse one.</summary>
    Failed,
}

/// <summary>Injects a fault into a random working network, runs the commands of the findings in their order, and tests again.</summary>
internal static class RemedyRun
{
    // One fault can hide another one behind it, and a test continues after the first.
    private const int Rounds = 3;

    /// <summary>The outcomes for the paths of a seed's network, with a sentence for each that failed.</summary>
    /// <param name="seed">The seed.</param>
    public static IEnumerable<(RemedyOutcome Outcome, string Text)> Of(int seed)
    {
        var builder = new LandscapeBuilder(new Random(seed));
        WorkingNetwork.Build(builder);
        InjectedFaults.Inject(builder);
        return builder.Questions.Select(question => Of(builder.Network, question, seed)).ToList();
    }

    private static (RemedyOutcome Outcome, string Text) Of(NetworkSnapshot network, PathQuestion question, int seed)
    {
        var path = PathAnalyzer.Analyze(new PathIndex(network), question);
        if (!Failing(path).Any())
            return (RemedyOutcome.Sound, "");

        var run = new List<string>();
        for (var round = 0; round < Rounds && Failing(path).Any(); round++)
        {
            foreach (var finding in Failing(path))
            {
                if (finding.Command is not { } command)
                    return (RemedyOutcome.NotRun, finding.Code.ToString());

                IReadOnlyList<string> left;
                try
                {
                    (network, left) = SnapshotCommands.Run(network, command);
                }
                catch (InvalidOperationException refused)
                {
                    return (
                        RemedyOutcome.Failed,
                        $"seed {seed}, {question.SpokeVpcId} {question.ServiceName}: {finding.Code}: {command}: {refused.Message}"
                    );
                }

                if (left.Count > 0)
                    return (RemedyOutcome.NotRun, $"{finding.Code}: {left[0]}");
                run.Add(command);
            }

            path = PathAnalyzer.Analyze(new PathIndex(network), question);
        }

        return Failing(path).FirstOrDefault() is { } remaining
            ? (RemedyOutcome.Failed, $"seed {seed}, {question.SpokeVpcId} {question.ServiceName}: {remaining} after {string.Join("; ", run)}")
            : (RemedyOutcome.Corrected, string.Join("; ", run));
    }

    // The names of a packet landscape are not built, and its findings about them are the same before and after.
    private static IEnumerable<Finding> Failing(EndpointPath path) =>
        path.Findings.Where(finding => finding.Effect == FindingEffect.Fails && finding.Layer == PathLayer.Packet);
}
