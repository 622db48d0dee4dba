using EndpointHub.Lab.Bench;

return args switch
{
    ["bench", "import", .. var rest] => await ImportBench.RunAsync(rest),
    ["bench", "paths", .. var rest] => await PathBench.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Long experiments, by verb:
          bench import [--runs N] [--module FOLDER] [--json]   what Import-Module costs over an empty script
          bench paths [--spokes N] [--json]                    how long the path tests of a fleet take
        """);
    return 2;
}
