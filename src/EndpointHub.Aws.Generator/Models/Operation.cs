namespace EndpointHub.Aws.Generator.Models;

internal sealed class Operation(string name, JsonObject source)
{
    public string Name { get; } = name;

    public string HttpMethod { get; } = source.Object("http").Text("method")!;

    public string RequestUri { get; } = source.Object("http").Text("requestUri")!;

    public int ResponseCode { get; } = source.Object("http").Integer("responseCode") ?? 200;

    /// <summary>The root element of a rest-xml request; null if the request has no body.</summary>
    public string? InputRoot { get; } = source.Object("input").Text("locationName");

    public string? InputNamespace { get; } = source.Object("input").Object("xmlNamespace").Text("uri");

    /// <summary>The element that contains the result of a query response.</summary>
    public string? ResultWrapper { get; } = source.Object("output").Text("resultWrapper");

    /// <summary>The input shape; null if the operation has no input.</summary>
    public Shape? Input { get; set; }

    /// <summary>The output shape; null if the operation has no output.</summary>
    public Shape? Output { get; set; }

    public Pagination? Pagination { get; } =
        source.ObjectOrNull("pagination") is { } pages
            ? new Pagination(pages.Texts("input_token"), pages.Texts("output_token"), pages.Text("more_results"), pages.Texts("result_key"))
            : null;

    /// <summary>False for operations that only the sandbox needs.</summary>
    public bool IsInClient { get; set; }

    public string RequestClass => Name + "Request";

    public string ResponseClass => Name + "Response";
}

/// <summary>The members that contain the page token in requests and responses. Route 53 has several (record name, type and identifier).</summary>
internal sealed record Pagination(
    IReadOnlyList<string> InputTokens,
    IReadOnlyList<string> OutputTokens,
    string? MoreResults,
    IReadOnlyList<string> ResultKeys
);
