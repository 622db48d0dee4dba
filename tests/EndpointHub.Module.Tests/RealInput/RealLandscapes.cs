using System.Diagnostics;
using System.Text.Json;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.SandboxTests.Terraform;

namespace EndpointHub.ModuleTests.RealInput;

/// <summary>
/// Creates all landscapes with Terraform in one account of one sandbox, runs the job of each in a separate PowerShell process, runs all jobs again in
/// another process, and reads the differences from Terraform.
/// </summary>
public sealed class RealLandscapes : IAsyncLifetime
{
    /// <summary>The account whose key is in provider.tf.</summary>
    private const string Account = "111111111111";

    private static readonly string Tests = Path.Combine(TestedModule.Repository, "tests");
    private static readonly string Sources = Path.Combine(Tests, "EndpointHub.Module.Tests", "RealInput", "Terraform");

    private readonly List<(string Part, TimeSpan Time)> _took = [];

    /// <summary>The landscapes. Each has a folder and an output of its name.</summary>
    public static IReadOnlyList<string> Names { get; } = ["consolidation", "fargate", "main-tables", "begun-by-hand"];

    /// <summary>The reason why the landscapes cannot be created; null if they can.</summary>
    internal static string? Missing => TerraformCli.Missing;

    internal IReadOnlyDictionary<string, JobReport> First { get; private set; } = new Dictionary<string, JobReport>();

    internal IReadOnlyDictionary<string, JobReport> Second { get; private set; } = new Dictionary<string, JobReport>();

    /// <summary>The actions of the changing calls of the first runs.</summary>
    internal IReadOnlyList<string> Changed { get; private set; } = [];

    /// <summary>The actions of the changing calls of the second runs.</summary>
    internal IReadOnlyList<string> ChangedAgain { get; private set; } = [];

    internal Drift Drift { get; private set; } = new([]);

    /// <summary>The elapsed time of each part.</summary>
    internal string Timing => string.Join(", ", _took.Select(t => $"{t.Part} {t.Time.TotalSeconds:F0} s"));

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;
        var cancellationToken = TestContext.Current.CancellationToken;
        var directory = Directory.CreateTempSubdirectory("endpointhub-real-input-");
        try
        {
            Copy(directory.FullName);
            await using var host = await SandboxHost.StartAsync(new() { Time = new FastClock(speed: 60) }, cancellationToken: cancellationToken);
            var terraform = new TerraformCli(directory.FullName, host.Url);
            await Step("init", terraform.InitAsync(cancellationToken));
            var ids = TerraformCli
                .Outputs(await Step("apply", terraform.ApplyAsync(changed: false, cancellationToken)))
                .ToDictionary(output => output.Key, output => output.Value.GetRawText());
            var before = await Step("refresh", terraform.RefreshAsync(cancellationToken));
            var requestsBefore = host.Sandbox.Requests.Count;
            First = await Step("jobs", RunJobsAsync(host.Url, ids, cancellationToken));
            var requestsBetween = host.Sandbox.Requests.Count;
            Changed =
            [
                .. host.Sandbox.Requests.Take(requestsBetween).Skip(requestsBefore).Where(r => r.IsMutating).Select(r => r.Action ?? "unknown"),
            ];
            Second = await Step("jobs again", RunJobsAgainAsync(host.Url, ids, cancellationToken));
            ChangedAgain = [.. host.Sandbox.Requests.Skip(requestsBetween).Where(r => r.IsMutating).Select(r => r.Action ?? "unknown")];
            Drift = Drift.Between(before, await Step("refresh again", terraform.RefreshAsync(cancellationToken)));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>The intended differences of a landscape's job, in the format of <see cref="Drift.Of"/>.</summary>
    internal static Task<string[]> IntendedAsync(string name, CancellationToken cancellationToken) =>
        File.ReadAllLinesAsync(Path.Combine(Sources, name, "Differences.txt"), cancellationToken);

    public ValueTask DisposeAsync() => default;

    // In parallel and in separate processes: each job spends most of its time waiting for its own rate limits.
    private static async Task<Dictionary<string, JobReport>> RunJobsAsync(
        string url,
        Dictionary<string, string> ids,
        CancellationToken cancellationToken
    )
    {
        var jobs = await Task.WhenAll(Names.Select(name => RunInOneProcessAsync([name], url, ids, cancellationToken)));
        return jobs.SelectMany(reports => reports).ToDictionary();
    }

    // In sequence in one process: jobs that change nothing do not wait, so that starting PowerShell would take most of the time.
    private static Task<Dictionary<string, JobReport>> RunJobsAgainAsync(
        string url,
        Dictionary<string, string> ids,
        CancellationToken cancellationToken
    ) => RunInOneProcessAsync(Names, url, ids, cancellationToken);

    private static async Task<Dictionary<string, JobReport>> RunInOneProcessAsync(
        IReadOnlyList<string> names,
        string url,
        Dictionary<string, string> ids,
        CancellationToken cancellationToken
    )
    {
        var jobs = string.Join(
            ',',
            names.Select(name => $$"""{"Path":{{JsonSerializer.Serialize(Path.Combine(Sources, name, "Job.ps1"))}},"Ids":{{ids[name]}}}""")
        );
        var (_, output, errors) = await PowerShellProcess.RunAsync(
            [
                "-File",
                Path.Combine(Tests, "EndpointHub.Module.Tests", "RealInput", "Invoke-Job.ps1"),
                "-Jobs",
                $"[{jobs}]",
                "-Url",
                url,
                "-Account",
                Account,
            ],
            cancellationToken
        );
        var reports = JobReport.Parse(output);
        return reports.Count == names.Count
            ? names.Zip(reports).ToDictionary(job => job.First, job => job.Second)
            : throw new InvalidOperationException($"The jobs of {string.Join(", ", names)} wrote {reports.Count} reports.\n{output}\n{errors}");
    }

    private async Task<T> Step<T>(string part, Task<T> work)
    {
        await Step(part, (Task)work);
        return await work;
    }

    private async Task Step(string part, Task work)
    {
        var started = Stopwatch.GetTimestamp();
        await work;
        _took.Add((part, Stopwatch.GetElapsedTime(started)));
    }

    private static void Copy(string directory)
    {
        var ofSandbox = Path.Combine(Tests, "EndpointHub.Sandbox.Tests", "Terraform");
        foreach (var file in Directory.GetFiles(Sources, "*.tf", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Sources, f)))
        {
            Directory.CreateDirectory(Path.Combine(directory, Path.GetDirectoryName(file)!));
            File.Copy(Path.Combine(Sources, file), Path.Combine(directory, file));
        }

        File.Copy(Path.Combine(ofSandbox, "provider.tf"), Path.Combine(directory, "provider.tf"));
        File.Copy(Path.Combine(ofSandbox, "landscape", "main.tf"), Path.Combine(directory, "consolidation", "main.tf"));
    }
}
