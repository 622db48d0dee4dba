using System.CommandLine;
using System.Text.Json;
using EndpointHub.Lab.Options;
using EndpointHub.SandboxTests.ProviderSteps;
using EndpointHub.SandboxTests.Terraform;

namespace EndpointHub.Lab.Verbs;

/// <summary>Replays the steps of acceptance tests of Terraform's AWS provider on the sandbox.</summary>
internal static class ProviderVerb
{
    private static readonly string Configurations = Path.Combine(AppContext.BaseDirectory, "ProviderSteps");

    public static Command Command()
    {
        var json = LabOptions.Json();
        var command = new Command("provider", "Replays the steps of acceptance tests of Terraform's AWS provider: the same checks, and no drift.")
        {
            json,
        };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(json), result.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool asJson, TextWriter output, CancellationToken cancellationToken)
    {
        if (TerraformCli.Missing is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return 2;
        }

        var checks = await ReplayedSteps.RunAsync(Configurations, cancellationToken);
        var failed = checks.Where(check => !check.Value).Select(check => check.Key).ToList();
        foreach (var check in failed)
            await Console.Error.WriteLineAsync($"does not hold: {check}");
        var modules = checks.Keys.Select(check => check.Split(' ')[0]).Distinct(StringComparer.Ordinal).Count();
        await output.WriteLineAsync(
            asJson
                ? JsonSerializer.Serialize(
                    new
                    {
                        tests = modules,
                        checks = checks.Count,
                        failed = failed.Count,
                    },
                    JsonSerializerOptions.Web
                )
                : FormattableString.Invariant($"{modules} tests, {checks.Count} checks, {failed.Count} do not hold")
        );
        return failed.Count == 0 ? 0 : 1;
    }
}
