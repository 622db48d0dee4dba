using System.Diagnostics;
using System.Reflection;

namespace EndpointHub.AwsTests.Simulation;

/// <summary>The command line of the lab, in a separate process.</summary>
public sealed class LabCommandTests
{
    private static readonly string Lab = typeof(LabCommandTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(entry => entry.Key == "Lab")
        .Value!;

    [Theory]
    [InlineData("", "seeds", "kill-points", "faults", "operators", "mutants", "names", "packets", "bench")]
    [InlineData("seeds", "--count", "--from", "--count-calls", "--json")]
    [InlineData("kill-points", "--count", "--from", "--json")]
    [InlineData("faults", "--count", "--from", "--every", "--json")]
    [InlineData("operators", "--count", "--from", "--trace", "--json")]
    [InlineData("mutants", "--packets", "--names", "--json")]
    [InlineData("names", "--landscapes", "--seed", "--first", "--json")]
    [InlineData("packets", "--landscapes", "--seed", "--first", "--json")]
    [InlineData("bench", "import", "calls", "paths", "sandbox")]
    [InlineData("bench import", "--runs", "--module", "--json")]
    [InlineData("bench calls", "--spokes", "--services", "--json")]
    [InlineData("bench paths", "--spokes", "--transit", "--json")]
    [InlineData("bench sandbox", "--resources", "--runs", "--json")]
    public async Task Help_describes_each_verb_and_option_and_an_unknown_option_is_an_error(string verb, params string[] words)
    {
        var (exitCode, output, errors) = await RunAsync($"{verb} --help");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.All(words, word => Assert.Matches($@"(?m)^  {word}\b.*  \S", output));

        (exitCode, _, errors) = await RunAsync($"{verb} --no-such-option");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("'--no-such-option'", errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string line)
    {
        var start = new ProcessStartInfo("dotnet", [Lab, .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var lab = Process.Start(start)!;
        var output = lab.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = lab.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await lab.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (lab.ExitCode, await output, await errors);
    }
}
