using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EndpointHub.Sandbox.Hosting;

namespace EndpointHub.SandboxTests.Terraform;

/// <summary>
/// Creates all configurations on one sandbox, plans them without changes, updates them in place, plans them again and destroys them. They share each
/// command, because starting the provider takes more processor time than the work for one of them.
/// </summary>
public sealed class TerraformRun : IAsyncLifetime
{
    /// <summary>The run takes a minute or two on an idle machine. After this time it hangs.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private readonly FastClock _clock = new(speed: 60);
    private readonly Dictionary<string, TimeSpan> _took = [];
    private IReadOnlyList<(string Action, string Address)> _changes = [];
    private Dictionary<string, Exception> _failedChecks = [];

    /// <summary>The resources of the sandbox before the configurations are destroyed, by kind.</summary>
    internal IReadOnlyList<string> Created { get; private set; } = [];

    /// <summary>The resources of the sandbox a month after everything was destroyed, by kind.</summary>
    internal IReadOnlyList<string> Rest { get; private set; } = [];

    /// <summary>Requests of Terraform that the sandbox does not support. The provider ignores some of these errors.</summary>
    internal IReadOnlyList<string> Refused { get; private set; } = [];

    /// <summary>The elapsed time of each step.</summary>
    internal string Timing => string.Join(", ", _took.Select(t => $"{t.Key} {t.Value.TotalSeconds:F0} s"));

    public async ValueTask InitializeAsync()
    {
        if (TerraformCli.Missing is not null)
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        await ExecuteAsync(limit.Token);
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>Terraform's actions for a changed configuration, without reads: each action with the address of its resource.</summary>
    internal IEnumerable<(string Action, string Address)> ChangesOf(string configuration) =>
        _changes.Where(c => c.Address.StartsWith($"module.{configuration}.", StringComparison.Ordinal));

    /// <summary>Throws the exception of a configuration's check of the updated sandbox.</summary>
    internal void ThrowIfCheckFailed(string configuration)
    {
        if (_failedChecks.TryGetValue(configuration, out var failure))
            throw failure;
    }

    private async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("endpointhub-terraform-");
        try
        {
            Copy(directory.FullName);
            await using var host = await SandboxHost.StartAsync(new() { Time = _clock }, cancellationToken: cancellationToken);
            var terraform = new TerraformCli(directory.FullName, host.Url);
            await Step("init", terraform.InitAsync(cancellationToken));
            await Step("apply", terraform.ApplyAsync(changed: false, cancellationToken));
            await Step("plan", terraform.ExpectNoChangesAsync(changed: false, cancellationToken));
            var change = await Step("change", terraform.ChangeAsync(cancellationToken));
            _changes = [.. Planned(change)];
            await Step("plan again", terraform.ExpectNoChangesAsync(changed: true, cancellationToken));
            Created = [.. Left(await StateAsync(host.Url, cancellationToken))];
            var outputs = TerraformCli.Outputs(change);
            _failedChecks = TerraformConfigurations
                .Checks.Select(c => (c.Key, Failure: Record.Exception(() => c.Value(host.Sandbox, outputs.GetValueOrDefault(c.Key)))))
                .Where(c => c.Failure is not null)
                .ToDictionary(c => c.Key, c => c.Failure!);
            await Step("destroy", terraform.DestroyAsync(cancellationToken));
            Refused =
            [
                .. host
                    .Sandbox.Requests.Where(r => r.Error is "InvalidAction" or "UnsupportedOperation" or "UnknownParameter")
                    .Select(r => $"{r.Action}: {r.Error}")
                    .Distinct(),
            ];
            _clock.Leap(TimeSpan.FromDays(30));
            Rest = [.. Left(await StateAsync(host.Url, cancellationToken))];
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<JsonElement> StateAsync(string url, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var json = JsonDocument.Parse(await http.GetStringAsync($"{url}/_sandbox/state", cancellationToken));
        return json.RootElement.Clone();
    }

    private static IEnumerable<(string Action, string Address)> Planned(string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("type").GetString() != "planned_change")
                continue;
            var change = json.RootElement.GetProperty("change");
            var action = change.GetProperty("action").GetString()!;
            if (action != "read")
                yield return (action, change.GetProperty("resource").GetProperty("addr").GetString()!);
        }
    }

    private static IEnumerable<string> Left(JsonElement state) =>
        state
            .GetProperty("networks")
            .EnumerateArray()
            .Append(state)
            .SelectMany(n => n.EnumerateObject())
            .Where(p => p.Name != "networks" && p.Value.ValueKind == JsonValueKind.Array && p.Value.GetArrayLength() > 0)
            .Select(p => $"{p.Name}: {p.Value}");

    private static void Copy(string directory, [CallerFilePath] string here = "")
    {
        var home = Path.GetDirectoryName(here)!;
        foreach (var file in Directory.GetFiles(home, "*.tf", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(home, f)))
        {
            Directory.CreateDirectory(Path.Combine(directory, Path.GetDirectoryName(file)!));
            File.Copy(Path.Combine(home, file), Path.Combine(directory, file));
        }
    }

    private async Task<T> Step<T>(string name, Task<T> work)
    {
        await Step(name, (Task)work);
        return await work;
    }

    private async Task Step(string name, Task work)
    {
        var started = Stopwatch.GetTimestamp();
        await work;
        _took.Add(name, Stopwatch.GetElapsedTime(started));
    }
}
