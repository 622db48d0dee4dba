using System.CommandLine;
using EndpointHub.Lab.Bench;
using EndpointHub.Lab.Verbs;

namespace EndpointHub.Lab;

/// <summary>The command line of the lab.</summary>
internal static class LabCommands
{
    /// <summary>All verbs.</summary>
    public static RootCommand Root() =>
        new("Experiments that take too long for the tests.")
        {
            SeedsVerb.Command(),
            KillPointsVerb.Command(),
            FaultsVerb.Command(),
            OperatorsVerb.Command(),
            MutantsVerb.Command(),
            NamesVerb.Command(),
            PacketsVerb.Command(),
            FieldVerb.Command(),
            ProviderVerb.Command(),
            new Command("bench", "Measures durations and numbers of API calls.")
            {
                ImportBench.Command(),
                CallBench.Command(),
                PathBench.Command(),
                SandboxBench.Command(),
            },
        };
}
