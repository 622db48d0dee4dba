namespace EndpointHub.Sandbox.Wire;

/// <summary>An HTTP request. <paramref name="Query"/> has no question mark; it and the path are still percent-encoded.</summary>
internal sealed record WireHttpRequest(string Method, string Path, string Query, string Body)
{
    /// <summary>The header <c>X-Amz-Target</c>, which names the operation in JSON 1.1; null in other protocols.</summary>
    public string? Target { get; init; }
}

/// <summary>An HTTP response to send.</summary>
internal sealed record WireHttpResponse(
    int Status,
    string ContentType,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body
);

/// <summary>The parts of a request that contain members; in the query protocols all members are in the body.</summary>
internal sealed record WireRequest(WireNode Labels, WireNode Query, WireNode Body)
{
    internal IEnumerable<KeyValuePair<string, string>> Fields() => [.. Labels.Fields(), .. Query.Fields(), .. Body.Fields()];

    internal IReadOnlyList<string> Unread() => [.. Labels.Unread(), .. Query.Unread(), .. Body.Unread()];
}

/// <summary>A request and its operation. <paramref name="Operation"/> is null if the service has no such action.</summary>
internal sealed record WireCall(string Action, WireOperation? Operation, WireRequest Request)
{
    internal static WireCall Unknown(string action) =>
        new(action, Operation: null, new WireRequest(WireNode.Root(), WireNode.Root(), WireNode.Root()));
}

/// <summary>A typed request, and the fields that the model does not have, named as in the request.</summary>
internal sealed record ParsedRequest(object Message, IReadOnlyList<string> UnknownParameters);

/// <summary>A typed response.</summary>
internal interface IWireResponse
{
    /// <summary>The members that are sent as HTTP headers; null values are not sent.</summary>
    IEnumerable<KeyValuePair<string, string?>> Headers => [];

    /// <summary>Writes the members that are sent in the body.</summary>
    void Write(WireWriter to);
}
