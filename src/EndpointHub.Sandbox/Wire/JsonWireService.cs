namespace EndpointHub.Sandbox.Wire;

/// <summary>The JSON 1.1 protocol (Route 53 Resolver): a header names the operation, and everything else is one object.</summary>
/// <param name="name">The service's name in a credential's scope.</param>
/// <param name="apiVersion">The version of the service's model.</param>
/// <param name="targetPrefix">The text before the operation in the header; empty if the protocol sends no header.</param>
/// <param name="operations">The operations.</param>
/// <param name="errorStatus">The status of modelled errors by their code.</param>
internal class JsonWireService(
    string name,
    string apiVersion,
    string targetPrefix,
    IReadOnlyList<WireOperation> operations,
    IReadOnlyDictionary<string, int> errorStatus
) : WireService(name, apiVersion, xmlNamespace: "", operations, errorStatus)
{
    private const string RequestIdHeader = "x-amzn-RequestId";
    private const string ErrorHeader = "x-amzn-ErrorType";

    protected virtual string ContentType => "application/x-amz-json-1.1";

    public override WireCall Open(WireHttpRequest request)
    {
        var action = request.Target ?? "";
        if (action.StartsWith(targetPrefix + ".", StringComparison.Ordinal))
            action = action[(targetPrefix.Length + 1)..];
        return Find(action) is { } operation
            ? new WireCall(action, operation, new WireRequest(WireNode.Root(), WireNode.Root(), JsonBodyReader.Read(request.Body)))
            : WireCall.Unknown(action);
    }

    public override WireHttpResponse Success(WireOperation operation, IWireResponse response, string requestId)
    {
        var headers = response
            .Headers.Where(static header => header.Value is not null)
            .Select(static header => KeyValuePair.Create(header.Key, header.Value!));
        return Json(operation.SuccessStatus, response.Write, [KeyValuePair.Create(RequestIdHeader, requestId), .. headers]);
    }

    /// <summary>
    /// Writes the error code into both the body and a header, because clients of the two JSON protocols read it from different places.
    /// </summary>
    public override WireHttpResponse Error(string code, string message, string requestId, int? status = null) =>
        Json(
            StatusOf(code, status),
            json =>
            {
                json.String("__type", code);
                json.String("message", message);
            },
            [KeyValuePair.Create(RequestIdHeader, requestId), KeyValuePair.Create(ErrorHeader, code)]
        );

    public override string CodeOf(WireFault fault) =>
        fault switch
        {
            WireFault.Malformed => "SerializationException",
            WireFault.NoSuchOperation => "UnknownOperationException",
            WireFault.TokenOfAnother => "InvalidParameterException",
            _ => "ValidationException",
        };

    private WireHttpResponse Json(int status, Action<WireJson> content, IReadOnlyList<KeyValuePair<string, string>> headers) =>
        new(status, ContentType, headers, WireJson.Document(content));
}
