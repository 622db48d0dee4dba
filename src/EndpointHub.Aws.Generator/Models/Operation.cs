namespace EndpointHub.Aws.Generator.Models;

internal sealed class Operation(string name, JsonObject source)
{
    public string Name { get; } = name;

    public string HttpMethod { get; } = source.Object("http").Text("method")!;

    public string RequestUri { get; } = source.Object("http").Text("requestUri")!;

    public int ResponseCode { get; } = source.Object("http").Integer("responseCode") ?? 200;

    /// <summary>The root element of a rest-xml request; null where the request has no body.</summary>
    public string? InputRoot { get; } = source.Object("input").Text("locationName");

    public string? InputNamespace { get; } = source.Object("input").Object("xmlNamespace").Text("uri");

    /// <summary>The element that a query response wraps its result in.</summary>
    public string? ResultWrapper { get; } = source.Object("output").Text("resultWrapper");

    /// <summary>Null where the operation takes nothing.</summary>
    public Shape? Input { get; set; }

    /// <summary>Null where the operation answers nothing but success.</summary>
    public Shape? Output { get; set; }

    public Pagination? Pagination { get; } = source.ObjectOrNull("pagination") is { } pages
        ? new Pagination(pages.Texts("input_token"), pages.Texts("output_token"), pages.Text("more_results"), pages.Texts("result_key"))
        : null;

    /// <summary>False for what only the sandbox needs.</summary>
    public bool IsInClient { get; set; }

    public string RequestClass => Name + "Request";

    public string ResponseClass => Name + "Response";
}

/// <summary>Which members carry the token in and out; several tokens go together (Route 53's record name, type and identifier).</summary>
internal sealed record Pagination(
    IReadOnlyList<string> InputTokens, IReadOnlyList<string> OutputTokens, string? MoreResults, IReadOnlyList<string> ResultKeys);
