using System.Globalization;
using EndpointHub.Values;

namespace EndpointHub.Aws.Generator.Models;

/// <summary>A JSON object whose members keep the order of the file, so that the generated code keeps it too.</summary>
internal sealed class JsonObject(List<KeyValuePair<string, object?>> members)
{
    private readonly Dictionary<string, object?> _byName = members.ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);

    public static readonly JsonObject Empty = new([]);

    /// <exception cref="FormatException">The text is not a JSON object.</exception>
    public static JsonObject Parse(string text) =>
        JsonText.Read(text, static members => new JsonObject(members)) as JsonObject ?? throw new FormatException("A JSON object is expected.");

    public IEnumerable<KeyValuePair<string, object?>> Members => members;

    public bool Has(string name) => _byName.ContainsKey(name);

    public string? Text(string name) => Get(name) as string;

    public bool Flag(string name) => Get(name) is true;

    public int? Integer(string name) => Get(name) is string number ? int.Parse(number, CultureInfo.InvariantCulture) : null;

    public JsonObject Object(string name) => Get(name) as JsonObject ?? Empty;

    public JsonObject? ObjectOrNull(string name) => Get(name) as JsonObject;

    /// <summary>Reads a list of strings. A single string counts as a list of one (paginators contain both).</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Get(name) switch
        {
            string text => [text],
            List<object?> items => [.. items.Cast<string>()],
            _ => [],
        };

    public IEnumerable<JsonObject> Objects(string name) => (Get(name) as List<object?> ?? []).Cast<JsonObject>();

    private object? Get(string name) => _byName.TryGetValue(name, out var value) ? value : null;
}
