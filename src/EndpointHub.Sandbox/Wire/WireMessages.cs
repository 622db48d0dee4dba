namespace EndpointHub.Sandbox.Wire;

/// <summary>An HTTP request as it came in. <paramref name="Query"/> is without its question mark, and still encoded like the path.</summary>
internal sealed record WireHttpRequest(string Method, string Path, string Query, string Body)
{
    /// <summary>The header <c>X-Amz-Target</c>, by which JSON 1.1 names the operation; null in other protocols.</summary>
    public string? Target { get; init; }
}

/// <summary>An HTTP response to send.</summary>
internal sealed record WireHttpResponse(int Status, string ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);

/// <summary>The parts of a request that hold members; the query protocols put all of them in the body.</summary>
internal sealed record WireRequest(WireNode Labels, WireNode Query, WireNode Body)
{
    internal IEnumerable<KeyValuePair<string, string>> Fields() => [.. Labels.Fields(), .. Query.Fields(), .. Body.Fields()];

    internal IReadOnlyList<string> Unread() => [.. Labels.Unread(), .. Query.Unread(), .. Body.Unread()];
}

/// <summary>A request that found its operation. <paramref name="Operation"/> is null where the service has no such action.</summary>
internal sealed record WireCall(string Action, WireOperation? Operation, WireRequest Request)
{
    internal static WireCall Unknown(string action) => new(action, Operation: null, new WireRequest(WireNode.Root(), WireNode.Root(), WireNode.Root()));
}

/// <summary>A typed request, and the fields that the model does not know (as the request wrote them).</summary>
internal sealed record ParsedRequest(object Message, IReadOnlyList<string> UnknownParameters);

/// <summary>A typed response.</summary>
internal interface IWireResponse
{
    /// <summary>Members that travel in HTTP headers; null ones are not sent.</summary>
    IEnumerable<KeyValuePair<string, string?>> Headers => [];

    /// <summary>Writes the members that travel in the body.</summary>
    void Write(WireWriter to);
}
