using System.Runtime.CompilerServices;
using System.Text.Json;
using EndpointHub.Sandbox.Http;

namespace EndpointHub.SandboxTests.Requests;

/// <summary>The service models from which the sandbox is generated: the members of each request by their names in the protocol.</summary>
internal static class ServiceModels
{
    private static readonly Dictionary<string, JsonElement> Models = new[]
    {
        "ec2",
        "route53",
        "route53profiles",
        "route53resolver",
        "sts",
    }.ToDictionary(s => s, Load);

    /// <summary>Every operation that the sandbox supports, with its service.</summary>
    public static IReadOnlyList<(string Service, string Name)> Covered { get; } =
    [.. OperationTable.All.Select(o => (o.Service, o.Operation.Model.Name)).OrderBy(o => o.Name, StringComparer.Ordinal)];

    public static string VersionOf(string service) => Models[service].GetProperty("metadata").GetProperty("apiVersion").GetString()!;

    public static string ProtocolOf(string service) => Models[service].GetProperty("metadata").GetProperty("protocol").GetString()!;

    public static string TargetOf(string service, string name) =>
        $"{Models[service].GetProperty("metadata").GetProperty("targetPrefix").GetString()}.{name}";

    public static JsonElement Operation(string service, string name) => Models[service].GetProperty("operations").GetProperty(name);

    public static JsonElement Shape(string service, JsonElement reference) =>
        Models[service].GetProperty("shapes").GetProperty(reference.GetProperty("shape").GetString()!);

    public static string? Text(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static bool Requires(this JsonElement structure, string member) =>
        structure.TryGetProperty("required", out var required) && required.EnumerateArray().Any(r => r.GetString() == member);

    private static JsonElement Load(string service)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Here())!, $"../../../src/Models/{service}.json")));
        return json.RootElement.Clone();
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
