using System.Text.Json;
using System.Text.RegularExpressions;

namespace EndpointHub.ModuleTests.RealInput;

/// <summary>The differences between the resources and Terraform's state, with Terraform's names.</summary>
/// <param name="Differences">
/// One line for each difference: the resource, and <c>gone</c> or the attribute with the added and removed values. Ids are reduced to their prefix.
/// </param>
internal sealed partial record Drift(IReadOnlyList<string> Differences)
{
    /// <summary>
    /// Compares two states. The result equals the drift of a refresh-only plan, and needs no further start of the provider to show the plan.
    /// </summary>
    public static Drift Between(string before, string after)
    {
        using var old = JsonDocument.Parse(before);
        using var network = JsonDocument.Parse(after);
        var left = Managed(network).ToDictionary(resource => resource.Address, resource => resource.Attributes, StringComparer.Ordinal);
        var drift = Managed(old)
            .SelectMany(resource =>
                left.TryGetValue(resource.Address, out var attributes)
                    ? Differing(resource.Address, resource.Attributes, attributes)
                    : [$"{resource.Address} gone"]
            );
        return new([.. drift.Order(StringComparer.Ordinal)]);
    }

    public IEnumerable<string> Of(string landscape) =>
        Differences.Where(d => d.StartsWith(Module(landscape), StringComparison.Ordinal)).Select(d => d[Module(landscape).Length..]);

    private static string Module(string landscape) => $"module.{landscape}.";

    private static IEnumerable<(string Address, JsonElement Attributes)> Managed(JsonDocument state) =>
        from resource in state.RootElement.GetProperty("resources").EnumerateArray()
        where resource.GetProperty("mode").GetString() == "managed"
        from instance in resource.GetProperty("instances").EnumerateArray()
        let module = resource.TryGetProperty("module", out var path) ? $"{path}." : ""
        let index = instance.TryGetProperty("index_key", out var key) ? $"[{key.GetRawText()}]" : ""
        select ($"{module}{resource.GetProperty("type")}.{resource.GetProperty("name")}{index}", instance.GetProperty("attributes"));

    private static IEnumerable<string> Differing(string address, JsonElement before, JsonElement after) =>
        after
            .EnumerateObject()
            .Where(a => !before.TryGetProperty(a.Name, out var old) || !JsonElement.DeepEquals(old, a.Value))
            .SelectMany(a => Changes(before.TryGetProperty(a.Name, out var old) ? old : default, a.Value).Select(c => $"{address} {a.Name}{c}"));

    private static IEnumerable<string> Changes(JsonElement before, JsonElement after)
    {
        var (old, network) = (Parts(before), Parts(after));
        var went = old.Where(o => !network.Exists(n => JsonElement.DeepEquals(o, n))).Select(o => $" -{Text(o)}");
        var came = network.Where(n => !old.Exists(o => JsonElement.DeepEquals(o, n))).Select(n => $" +{Text(n)}");
        return went.Concat(came);
    }

    private static List<JsonElement> Parts(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray()],
            JsonValueKind.Undefined => [],
            _ => [value],
        };

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => string.Join(' ', value.EnumerateObject().Select(p => Text(p.Value)).Where(t => t.Length > 0)),
            JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Text)),
            JsonValueKind.Null or JsonValueKind.False => "",
            _ => Id().Replace(value.ToString(), "$1"),
        };

    [GeneratedRegex(@"\b([a-z]+)-[0-9a-f]{17}\b")]
    private static partial Regex Id();
}
