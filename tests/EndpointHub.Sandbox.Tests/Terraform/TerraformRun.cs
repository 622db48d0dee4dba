using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EndpointHub.Sandbox.Hosting;

namespace EndpointHub.SandboxTests.Terraform;

/// <summary>The run of one configuration on its own sandbox: apply, empty plan, change in place, empty plan, destroy.</summary>
internal sealed class TerraformRun(string configuration)
{
    private readonly FastClock _clock = new(speed: 60);
    private readonly Dictionary<string, TimeSpan> _took = [];

    /// <summary>The actions, except reads, when the configuration changed: action and resource address.</summary>
    public IReadOnlyList<(string Action, string Address)> Changes { get; private set; } = [];

    /// <summary>The resources left in the sandbox a month after destroy, by type.</summary>
    public IReadOnlyList<string> Rest { get; private set; } = [];

    /// <summary>The requests that the sandbox refused as unknown or unsupported. The provider ignores some of these errors.</summary>
    public IReadOnlyList<string> Refused { get; private set; } = [];

    /// <summary>The real time that each step took.</summary>
    public string Timing => string.Join(", ", _took.Select(t => $"{t.Key} {t.Value.TotalSeconds:F0} s"));

    /// <param name="changed">Checks the sandbox after the change.</param>
    public async Task<TerraformRun> ExecuteAsync(Action<AwsSandbox, JsonElement> changed, CancellationToken cancellationToken)
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
            Changes = [.. Planned(await Step("change", terraform.ApplyAsync(changed: true, cancellationToken)))];
            await Step("plan again", terraform.ExpectNoChangesAsync(changed: true, cancellationToken));
            changed(host.Sandbox, await StateAsync(host.Url, cancellationToken));
            await Step("destroy", terraform.DestroyAsync(cancellationToken));
            Refused = [.. host.Sandbox.Requests.Where(r => r.Error is "InvalidAction" or "UnsupportedOperation" or "UnknownParameter").Select(r => $"{r.Action}: {r.Error}").Distinct()];
            _clock.Leap(TimeSpan.FromDays(30));
            Rest = [.. Left(await StateAsync(host.Url, cancellationToken))];
            return this;
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
            if (json.RootElement.GetProperty("type").GetString() != "planned_change") continue;
            var change = json.RootElement.GetProperty("change");
            var action = change.GetProperty("action").GetString()!;
            if (action != "read") yield return (action, change.GetProperty("resource").GetProperty("addr").GetString()!);
        }
    }

    private static IEnumerable<string> Left(JsonElement state) =>
        state.GetProperty("networks").EnumerateArray().Append(state).SelectMany(n => n.EnumerateObject())
            .Where(p => p.Name != "networks" && p.Value.ValueKind == JsonValueKind.Array && p.Value.GetArrayLength() > 0)
            .Select(p => $"{p.Name}: {p.Value}");

    private void Copy(string directory, [CallerFilePath] string here = "")
    {
        var home = Path.GetDirectoryName(here)!;
        foreach (var file in Directory.GetFiles(Path.Combine(home, configuration)).Append(Path.Combine(home, "provider.tf")))
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
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
