namespace EndpointHub.Sandbox.Http;

/// <summary>One HTTP request as it came over the wire, path and query still encoded; header names are compared without case.</summary>
public sealed record AwsRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The header by which JSON 1.1 names an operation.</summary>
    public const string Target = "X-Amz-Target";

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}

/// <summary>One HTTP answer. <see cref="IsDropped"/>: the request took effect, but the connection dies before the answer (a fault).</summary>
public sealed record AwsResponse(int Status, string ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    public bool IsDropped { get; init; }
}
