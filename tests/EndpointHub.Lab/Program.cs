using EndpointHub.Lab.Bench;
using EndpointHub.Lab.Fleet;
using EndpointHub.Lab.KillPoints;
using EndpointHub.Lab.Mutants;
using EndpointHub.Lab.Names;
using EndpointHub.Lab.Packets;
using EndpointHub.Lab.Seeds;

return args switch
{
    ["seeds", .. var rest] => SeedsVerb.Run(new(rest), Console.Out),
    ["kill-points", .. var rest] => KillPointsVerb.Run(new(rest), Console.Out),
    ["mutants", .. var rest] => await MutantsVerb.RunAsync(new(rest), Console.Out),
    ["names", .. var rest] => await NamesVerb.RunAsync(new(rest), Console.Out),
    ["packets", .. var rest] => await PacketsVerb.RunAsync(new(rest), Console.Out),
    ["bench", "import", .. var rest] => await ImportBench.RunAsync(rest),
    ["bench", "calls", .. var rest] => await CallBench.RunAsync(new(rest), Console.Out),
    ["bench", "paths", .. var rest] => await PathBench.RunAsync(rest),
    ["bench", "sandbox", .. var rest] => await SandboxBench.RunAsync(new(rest), Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Long experiments, by verb:
          seeds [--count N] [--from N] [--json]                random landscapes on a virtual clock, each rehearsed, done and done again
          kill-points [--from N] [--count N] [--json]          a run ended between any two changes, and started again
          mutants [--packets] [--names] [--json]               deliberate bugs in a scratch copy, each to be caught by a test
          names [--landscapes N] [--seed N] [--first] [--json] how names resolve, held against a real DNS server
          packets [--landscapes N] [--seed N] [--first] [--json] random landscapes as the path test sees them, and as packets do
          bench import [--runs N] [--module FOLDER] [--json]   what Import-Module costs over an empty script
          bench calls [--spokes N] [--services N] [--json]     how many calls a whole job makes, and how long AWS's budgets make it take
          bench paths [--spokes N] [--transit] [--json]        how long the path tests of a fleet take
          bench sandbox [--resources N] [--runs N] [--json]    how soon the sandbox serves, and how long it describes
        """);
    return 2;
}
