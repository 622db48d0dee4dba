using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EndpointHub.AwsTests.Support;

namespace EndpointHub.AwsTests.Wire;

/// <summary>An HTTP request in canonical form: order of fields, escapes and time formats.</summary>
internal static partial class CanonicalHttp
{
    public static JsonObject Of(JsonNode botocore) =>
        Of(
            (string)botocore["method"]!,
            (string)botocore["path"]!,
            (string)botocore["query"]!,
            (string)botocore["body"]!,
            (string?)botocore["headers"]!["X-Amz-Target"]
        );

    public static JsonObject Of(SentRequest sent) => Of(sent.Method, sent.Uri.AbsolutePath, sent.Uri.Query.TrimStart('?'), sent.Body, sent.Target);

    /// <summary>Removes the client token. The client sets it when it is missing or empty, and botocore in other cases.</summary>
    public static JsonObject WithoutToken(this JsonObject http)
    {
        (http["form"] as JsonObject)?.Remove("ClientToken");
        return http;
    }

    /// <summary>Removes the fields for empty lists. The official EC2 client writes them, and botocore does not.</summary>
    public static JsonObject WithoutEmptyFieldsThatAreNotIn(this JsonObject http, JsonObject other)
    {
        var form = (JsonObject)http["form"]!;
        foreach (
            var name in form.Where(field => (string?)field.Value == "" && !((JsonObject)other["form"]!).ContainsKey(field.Key))
                .Select(field => field.Key)
                .ToList()
        )
        {
            form.Remove(name);
        }

        return http;
    }

    private static JsonObject Of(string method, string path, string query, string body, string? target) =>
        new()
        {
            ["method"] = method,
            ["path"] = Uri.UnescapeDataString(path),
            ["query"] = Fields(query),
            ["form"] = body.StartsWith('<') || body.StartsWith('{') ? null : Fields(body),
            ["json"] = body.StartsWith('{') ? JsonNode.Parse(body) : null,
            ["target"] = target,
            ["xml"] = body.StartsWith('<') ? Element(XDocument.Parse(body, LoadOptions.PreserveWhitespace).Root!) : null,
        };

    private static JsonObject Fields(string encoded) =>
        new(
            encoded
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2).Select(part => Uri.UnescapeDataString(part.Replace('+', ' '))).ToArray())
                .OrderBy(pair => pair[0], StringComparer.Ordinal)
                .Select(pair => KeyValuePair.Create(pair[0], (JsonNode?)Time(pair[1])))
        );

    private static JsonObject Element(XElement element) =>
        new()
        {
            ["name"] = element.Name.ToString(),
            ["content"] = element.HasElements ? new JsonArray([.. element.Elements().Select(Element)]) : Time(element.Value),
        };

    private static string Time(string text) =>
        TimeStamp().IsMatch(text)
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime.ToString("O", CultureInfo.InvariantCulture)
            : text;

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimeStamp();
}
