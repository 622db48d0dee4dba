using System.Globalization;
using System.Text.Json;

namespace EndpointHub.Lab.Fleet;

/// <summary><c>bench calls [--spokes N] [--services N] [--json]</c>: the calls of a whole job, and its time against the least possible one.</summary>
public static class CallBench
{
    public static async Task<int> RunAsync(LabArguments arguments, TextWriter output)
    {
        var (spokes, services) = (arguments.Number("--spokes", 20), arguments.Number("--services", 20));
        var stages = FleetRun.Of(spokes, services);
        var rows = stages.Select(stage => new
        {
            stage = stage.Name,
            seconds = Math.Round(stage.Took.TotalSeconds, 1),
            bound = Math.Round(PaceBound.Of(stage.Steps, FleetRun.Settling).TotalSeconds, 1),
            reads = stage.Calls.Count(call => !call.IsMutating),
            writes = stage.Calls.Count(call => call.IsMutating),
            throttled = stage.Throttled,
            calls = stage.Calls.GroupBy(call => call.Action!, StringComparer.Ordinal).OrderByDescending(same => same.Count()).ToDictionary(same => same.Key, same => same.Count()),
        }).ToList();
        foreach (var row in rows)
        {
            await output.WriteLineAsync(arguments.Has("--json")
                ? JsonSerializer.Serialize(row, JsonSerializerOptions.Web)
                : string.Create(CultureInfo.InvariantCulture, $"{row.stage,-12} {row.seconds,8:0.0} s (at least {row.bound,8:0.0})  {row.reads,5} reads {row.writes,5} writes {row.throttled,4} throttled  {string.Join(' ', row.calls.Take(4).Select(call => $"{call.Key} {call.Value}"))}"));
        }

        var (took, least) = (rows.Sum(row => row.seconds), rows.Sum(row => row.bound));
        if (!arguments.Has("--json"))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{spokes} spokes, {services} services, done twice: {took:0} s, {took / least:0.00} times the least possible"));
        return 0;
    }
}
