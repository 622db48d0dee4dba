using System.Text.Json;
using System.Text.RegularExpressions;

namespace EndpointHub.ModuleTests.RealInput;

/// <summary>How the world differs from what Terraform left, in Terraform's own words.</summary>
/// <param name="Differences">A line each: the resource, and <c>gone</c> or the attribute with what came and went. Of ids only the kind is told.</param>
internal sealed partial record Drift(IReadOnlyList<string> Differences)
{
    /// <param name="plan">What <c>terraform show -json</c> says of a plan that only refreshes.</param>
    public static Drift In(string plan)
    {
        using var json = JsonDocument.Parse(plan);
        var drift = json.RootElement.TryGetProperty("resource_drift", out var resources) ? resources.EnumerateArray().SelectMany(Differing) : [];
        return new([.. drift.Order(StringComparer.Ordinal)]);
    }

    public IEnumerable<string> Of(string landscape) => Differences.Where(d => d.StartsWith(Module(landscape), StringComparison.Ordinal)).Select(d => d[Module(landscape).Length..]);

    private static string Module(string landscape) => $"module.{landscape}.";

    private static IEnumerable<string> Differing(JsonElement resource)
    {
        var address = resource.GetProperty("address").GetString();
        var change = resource.GetProperty("change");
        var (before, after) = (change.GetProperty("before"), change.GetProperty("after"));
        if (after.ValueKind == JsonValueKind.Null) return [$"{address} gone"];
        return after.EnumerateObject()
            .Where(a => !before.TryGetProperty(a.Name, out var old) || !JsonElement.DeepEquals(old, a.Value))
            .SelectMany(a => Changes(before.TryGetProperty(a.Name, out var old) ? old : default, a.Value).Select(c => $"{address} {a.Name}{c}"));
    }

    private static IEnumerable<string> Changes(JsonElement before, JsonElement after)
    {
        var (old, now) = (Parts(before), Parts(after));
        var went = old.Where(o => !now.Exists(n => JsonElement.DeepEquals(o, n))).Select(o => $" -{Text(o)}");
        var came = now.Where(n => !old.Exists(o => JsonElement.DeepEquals(o, n))).Select(n => $" +{Text(n)}");
        return went.Concat(came);
    }

    private static List<JsonElement> Parts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray()],
        JsonValueKind.Undefined => [],
        _ => [value],
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Join(' ', value.EnumerateObject().Select(p => Text(p.Value)).Where(t => t.Length > 0)),
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Text)),
        JsonValueKind.Null or JsonValueKind.False => "",
        _ => Id().Replace(value.ToString(), "$1"),
    };

    [GeneratedRegex(@"\b([a-z]+)-[0-9a-f]{17}\b")]
    private static partial Regex Id();
}
