namespace EndpointHub.Sandbox.Wire;

/// <summary>An operation of a service: its method and path, and the parser of its requests.</summary>
internal abstract class WireOperation(string name, string method, string requestUri, int successStatus)
{
    public string Name { get; } = name;

    public string Method { get; } = method;

    /// <summary>The path with its labels in braces; <c>/</c> for the query protocols.</summary>
    public string RequestUri { get; } = requestUri;

    public int SuccessStatus { get; } = successStatus;

    public abstract Type RequestType { get; }

    public abstract Type ResponseType { get; }

    /// <exception cref="WireFormatException">A value has the wrong type, or a required member is missing.</exception>
    public abstract ParsedRequest Parse(WireRequest request);
}

/// <inheritdoc/>
internal sealed class WireOperation<TRequest, TResponse>(
    string name,
    string method,
    string requestUri,
    int successStatus,
    Func<WireRequest, TRequest> parse
) : WireOperation(name, method, requestUri, successStatus)
    where TRequest : class
    where TResponse : class, IWireResponse
{
    public override Type RequestType => typeof(TRequest);

    public override Type ResponseType => typeof(TResponse);

    public override ParsedRequest Parse(WireRequest request)
    {
        var message = parse(request);
        return new ParsedRequest(message, request.Unread());
    }
}
