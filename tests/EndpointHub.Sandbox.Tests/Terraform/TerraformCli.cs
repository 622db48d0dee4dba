using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EndpointHub.SandboxTests.Terraform;

/// <summary>Runs Terraform in a directory, without the user's configuration and credentials and without network access.</summary>
internal sealed class TerraformCli(string directory, string endpoint)
{
    /// <summary>More than the default 10: most of the work is waiting, and the configurations wait side by side.</summary>
    private const string Parallelism = "-parallelism=100";

    /// <summary>The reason why Terraform cannot run here; null if it can.</summary>
    public static string? Missing =>
        !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "terraform")))
            ? "terraform is not on PATH."
        : !Directory.Exists(Mirror) ? "TF_PLUGIN_DIR does not name a directory of providers (the parent of registry.terraform.io)."
        : null;

    private static string? Mirror => Environment.GetEnvironmentVariable("TF_PLUGIN_DIR");

    public Task InitAsync(CancellationToken cancellationToken) => RunAsync(["init", "-input=false", $"-plugin-dir={Mirror}"], cancellationToken);

    /// <returns>The output: one JSON object per line.</returns>
    public Task<string> ApplyAsync(bool changed, CancellationToken cancellationToken) =>
        RunAsync(["apply", "-json", "-auto-approve", Parallelism, .. Variables(changed)], cancellationToken);

    /// <summary>Changes the configuration in place. A plan has just found the state up to date, so it is not read once more.</summary>
    public Task<string> ChangeAsync(CancellationToken cancellationToken) =>
        RunAsync(["apply", "-json", "-auto-approve", "-refresh=false", Parallelism, .. Variables(changed: true)], cancellationToken);

    /// <summary>Fails unless there is nothing to do.</summary>
    public Task ExpectNoChangesAsync(bool changed, CancellationToken cancellationToken) =>
        RunAsync(["plan", "-detailed-exitcode", Parallelism, .. Variables(changed)], cancellationToken);

    /// <summary>Reads every resource into the state as it is now: a route table, for one, that was read before it got its routes.</summary>
    /// <returns>The state, as its file has it.</returns>
    public async Task<string> RefreshAsync(CancellationToken cancellationToken)
    {
        await RunAsync(["apply", "-refresh-only", "-auto-approve", Parallelism, .. Variables(changed: false)], cancellationToken);
        return await File.ReadAllTextAsync(Path.Combine(directory, "terraform.tfstate"), cancellationToken);
    }

    /// <summary>Destroys everything in the state. A plan has just found it up to date, so it is not read once more.</summary>
    public Task DestroyAsync(CancellationToken cancellationToken) =>
        RunAsync(["destroy", "-auto-approve", "-refresh=false", Parallelism, .. Variables(changed: true)], cancellationToken);

    /// <summary>Applies a step of configurations with steps.</summary>
    /// <returns>The output: one JSON object per line.</returns>
    public Task<string> ApplyStepAsync(int step, CancellationToken cancellationToken) =>
        RunAsync(["apply", "-json", "-auto-approve", Parallelism, .. StepVariables(step)], cancellationToken);

    /// <summary>Fails unless there is nothing to do after a step.</summary>
    public Task ExpectNoChangesAtStepAsync(int step, CancellationToken cancellationToken) =>
        RunAsync(["plan", "-detailed-exitcode", Parallelism, .. StepVariables(step)], cancellationToken);

    /// <summary>Destroys everything that the steps made.</summary>
    public Task DestroyStepAsync(int step, CancellationToken cancellationToken) =>
        RunAsync(["destroy", "-auto-approve", "-refresh=false", Parallelism, .. StepVariables(step)], cancellationToken);

    /// <param name="lines">What an apply has told.</param>
    /// <returns>The values of the root module's outputs, by name.</returns>
    public static IReadOnlyDictionary<string, JsonElement> Outputs(string lines)
    {
        var line = lines.Split('\n').Last(l => l.Contains("\"type\":\"outputs\"", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("outputs").EnumerateObject().ToDictionary(o => o.Name, o => o.Value.GetProperty("value").Clone());
    }

    private string[] Variables(bool changed) => ["-input=false", $"-var=endpoint={endpoint}", $"-var=changed={(changed ? "true" : "false")}"];

    private string[] StepVariables(int step) =>
        ["-input=false", $"-var=endpoint={endpoint}", $"-var=step={step.ToString(CultureInfo.InvariantCulture)}"];

    private async Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("terraform", [arguments[0], "-no-color", .. arguments[1..]])
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var name in start
                .Environment.Keys.Where(k => k.StartsWith("AWS_", StringComparison.Ordinal) || k.StartsWith("TF_", StringComparison.Ordinal))
                .ToList()
        )
        {
            start.Environment.Remove(name);
        }

        start.Environment["TF_CLI_CONFIG_FILE"] = "/dev/null";
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["HOME"] = directory;

        // Most of Terraform's processor time is garbage collection of the provider's schema; this setting saves a third of it.
        start.Environment["GOGC"] = "400";

        using var process = Process.Start(start)!;
        await using var stopping = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(Report(arguments[0], process.ExitCode, await output, await error));
        return await output;
    }

    private static string Report(string command, int code, string output, string error)
    {
        // A plan that is not empty is not an error; its changes are in the output. Of the JSON lines, only the errors are useful here.
        var told = output.Split('\n').Where(l => !l.StartsWith('{') || l.Contains("\"@level\":\"error\"", StringComparison.Ordinal));
        return new StringBuilder($"terraform {command} exited with {code}").AppendLine().AppendLine(error).AppendJoin('\n', told).ToString();
    }
}
