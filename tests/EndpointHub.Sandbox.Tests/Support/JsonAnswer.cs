using System.Text.Json;
using EndpointHub.Sandbox.Http;

namespace EndpointHub.SandboxTests.Support;

/// <summary>An HTTP response of a JSON service.</summary>
internal sealed class JsonAnswer
{
    public JsonAnswer(AwsResponse response)
    {
        using var json = JsonDocument.Parse(response.Body);
        (Status, Json, ErrorHeader) = (
            response.Status,
            json.RootElement.Clone(),
            response.Headers.FirstOrDefault(h => h.Key == "x-amzn-ErrorType").Value
        );
    }

    public int Status { get; }

    public JsonElement Json { get; }

    public string? ErrorHeader { get; }

    /// <summary>The error's code, null for a success.</summary>
    public string? Code => Status < 300 ? null : Find("__type");

    /// <summary>The text of the first member of that name.</summary>
    public string this[string member] => Find(member) ?? throw new KeyNotFoundException($"No {member} in {Json}");

    public string? Find(string member) => All(member).FirstOrDefault();

    public List<string> All(string member) => [.. Members(Json).Where(m => m.Name == member).Select(m => m.Value.ToString())];

    /// <summary>The items of the top-level list of the response.</summary>
    public IReadOnlyList<JsonElement> Items(string list) => [.. Json.GetProperty(list).EnumerateArray()];

    public override string ToString() => $"{Status} {Json}";

    private static IEnumerable<JsonProperty> Members(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Members(p.Value).Prepend(p)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Members),
            _ => [],
        };
}
