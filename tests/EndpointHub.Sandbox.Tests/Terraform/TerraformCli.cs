using System.Diagnostics;
using System.Text;

namespace EndpointHub.SandboxTests.Terraform;

/// <summary>Runs Terraform in a directory, without the user's configuration and credentials and without network access.</summary>
internal sealed class TerraformCli(string directory, string endpoint)
{
    /// <summary>The parallelism, above the default of 10 because operations mostly wait.</summary>
    private const string Parallelism = "-parallelism=30";

    /// <summary>The reason why Terraform cannot run here; null if it can.</summary>
    public static string? Missing =>
        !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "terraform"))) ? "terraform is not on PATH."
        : !Directory.Exists(Mirror) ? "TF_PLUGIN_DIR does not name a directory of providers (the parent of registry.terraform.io)."
        : null;

    private static string? Mirror => Environment.GetEnvironmentVariable("TF_PLUGIN_DIR");

    public Task InitAsync(CancellationToken cancellationToken) => RunAsync(["init", "-input=false", $"-plugin-dir={Mirror}"], cancellationToken);

    /// <returns>The output: one JSON object per line.</returns>
    public Task<string> ApplyAsync(bool changed, CancellationToken cancellationToken) =>
        RunAsync(["apply", "-json", "-auto-approve", Parallelism, .. Variables(changed)], cancellationToken);

    /// <summary>Fails unless there is nothing to do.</summary>
    public Task ExpectNoChangesAsync(bool changed, CancellationToken cancellationToken) =>
        RunAsync(["plan", "-detailed-exitcode", Parallelism, .. Variables(changed)], cancellationToken);

    /// <summary>Refreshes the state, for example for a route table that was read before its routes were created.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) =>
        RunAsync(["apply", "-refresh-only", "-auto-approve", Parallelism, .. Variables(changed: false)], cancellationToken);

    /// <returns>A refresh-only plan as JSON: the differences between the resources and the state.</returns>
    public async Task<string> DriftAsync(CancellationToken cancellationToken)
    {
        const string plan = "refresh.tfplan";
        await RunAsync(["plan", "-refresh-only", $"-out={plan}", Parallelism, .. Variables(changed: false)], cancellationToken);
        return await RunAsync(["show", "-json", plan], cancellationToken);
    }

    public Task DestroyAsync(CancellationToken cancellationToken) =>
        RunAsync(["destroy", "-auto-approve", Parallelism, .. Variables(changed: true)], cancellationToken);

    private string[] Variables(bool changed) => ["-input=false", $"-var=endpoint={endpoint}", $"-var=changed={(changed ? "true" : "false")}"];

    private async Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("terraform", [arguments[0], "-no-color", .. arguments[1..]])
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("AWS_", StringComparison.Ordinal) || k.StartsWith("TF_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
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
        if (process.ExitCode != 0) throw new InvalidOperationException(Report(arguments[0], process.ExitCode, await output, await error));
        return await output;
    }

    private static string Report(string command, int code, string output, string error)
    {
        // A plan that is not empty is not an error; its changes are in the output. Of the JSON lines, only the errors are useful here.
        var told = output.Split('\n').Where(l => !l.StartsWith('{') || l.Contains("\"@level\":\"error\"", StringComparison.Ordinal));
        return new StringBuilder($"terraform {command} exited with {code}").AppendLine().AppendLine(error).AppendJoin('\n', told).ToString();
    }
}
