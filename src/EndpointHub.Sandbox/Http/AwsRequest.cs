namespace EndpointHub.Sandbox.Http;

/// <summary>An HTTP request. Path and query are still percent-encoded; header names are compared case-insensitively.</summary>
public sealed record AwsRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The header that names the operation in the JSON 1.1 protocol.</summary>
    public const string Target = "X-Amz-Target";

    /// <summary>True for a request of the JSON protocols 1.0 and 1.1.</summary>
    internal bool IsAmzJson => Header("Content-Type")?.StartsWith("application/x-amz-json-", StringComparison.OrdinalIgnoreCase) == true;

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}

/// <summary>
/// An HTTP response. If <see cref="IsDropped"/> is set, the request took effect, but the connection is closed before the response is sent (a fault).
/// </summary>
public sealed record AwsResponse(int Status, string ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    public bool IsDropped { get; init; }
}
