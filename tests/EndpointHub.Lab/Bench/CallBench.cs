using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EndpointHub.Lab.Options;
using EndpointHub.Testing.Fleet;

namespace EndpointHub.Lab.Bench;

/// <summary>The API calls of a whole migration, and its duration compared with the shortest possible one.</summary>
internal static class CallBench
{
    public static Command Command()
    {
        var spokes = LabOptions.Number("--spokes", 20, "The number of spokes.");
        var services = LabOptions.Number("--services", 20, "The number of services in each spoke.");
        var json = LabOptions.Json();
        var command = new Command(
            "calls",
            "Counts the API calls of a migration and compares its duration with the shortest that the request quotas of AWS allow."
        )
        {
            spokes,
            services,
            json,
        };
        command.SetAction(result =>
            RunAsync(result.GetValue(spokes), result.GetValue(services), result.GetValue(json), result.InvocationConfiguration.Output)
        );
        return command;
    }

    private static async Task<int> RunAsync(int spokes, int services, bool asJson, TextWriter output)
    {
        var stages = FleetRun.Of(spokes, services);
        var rows = stages
            .Select(stage => new
            {
                stage = stage.Name,
                seconds = Math.Round(stage.Took.TotalSeconds, 1),
                bound = Math.Round(PaceBound.Of(stage.Steps, FleetRun.Settling).TotalSeconds, 1),
                reads = stage.Calls.Count(call => !call.IsMutating),
                writes = stage.Calls.Count(call => call.IsMutating),
                throttled = stage.Throttled,
                calls = stage
                    .Calls.GroupBy(call => call.Action!, StringComparer.Ordinal)
                    .OrderByDescending(same => same.Count())
                    .ToDictionary(same => same.Key, same => same.Count()),
            })
            .ToList();
        foreach (var row in rows)
        {
            await output.WriteLineAsync(
                asJson
                    ? JsonSerializer.Serialize(row, JsonSerializerOptions.Web)
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{row.stage, -12} {row.seconds, 8:0.0} s (at least {row.bound, 8:0.0})  {row.reads, 5} reads {row.writes, 5} writes {row.throttled, 4} throttled  {string.Join(' ', row.calls.Take(4).Select(call => $"{call.Key} {call.Value}"))}"
                    )
            );
        }

        var (took, least) = (rows.Sum(row => row.seconds), rows.Sum(row => row.bound));
        if (!asJson)
        {
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{spokes} spokes, {services} services, run twice: {took:0} s, {took / least:0.00} times the shortest possible duration"
                )
            );
        }

        return 0;
    }
}
