namespace EndpointHub.Sandbox.Wire;

/// <summary>The rest-xml protocol (Route 53): method and path identify the operation; members are in path, query string, headers and body.</summary>
internal sealed class RestXmlWireService(
    string name,
    string apiVersion,
    string xmlNamespace,
    IReadOnlyList<WireOperation> operations,
    IReadOnlyDictionary<string, int> errorStatus
) : WireService(name, apiVersion, xmlNamespace, operations, errorStatus)
{
    private const string RequestIdHeader = "x-amzn-RequestId";

    public override WireCall Open(WireHttpRequest request)
    {
        var (operation, labels) = RestPath.Find(Operations, request);
        return operation is null
            ? WireCall.Unknown($"{request.Method} {request.Path}")
            : new WireCall(
                operation.Name,
                operation,
                new WireRequest(labels, FormReader.Read(request.Query), XmlBodyReader.Read(request.Body, operation.Name + "Request"))
            );
    }

    public override WireHttpResponse Success(WireOperation operation, IWireResponse response, string requestId)
    {
        var headers = response
            .Headers.Where(static header => header.Value is not null)
            .Select(static header => KeyValuePair.Create(header.Key, header.Value!));
        return Xml(
            operation.SuccessStatus,
            operation.Name + "Response",
            response.Write,
            [KeyValuePair.Create(RequestIdHeader, requestId), .. headers]
        );
    }

    public override WireHttpResponse Error(string code, string message, string requestId, int? status = null) =>
        Xml(
            StatusOf(code, status),
            "ErrorResponse",
            xml =>
            {
                xml.Element(
                    "Error",
                    error =>
                    {
                        error.String("Type", StatusOf(code, status) < 500 ? "Sender" : "Receiver");
                        error.String("Code", code);
                        error.String("Message", message);
                    }
                );
                xml.String("RequestId", requestId);
            },
            [KeyValuePair.Create(RequestIdHeader, requestId)]
        );

    /// <summary>Writes the special error envelope of ChangeResourceRecordSets for a refused batch: one message for each refused change.</summary>
    public WireHttpResponse InvalidChangeBatch(IEnumerable<string> messages, string requestId) =>
        Xml(
            400,
            "InvalidChangeBatch",
            xml =>
            {
                xml.Element(
                    "Messages",
                    list =>
                    {
                        foreach (var message in messages)
                            list.String("Message", message);
                    }
                );
                xml.String("RequestId", requestId);
            },
            [KeyValuePair.Create(RequestIdHeader, requestId)]
        );

    public override string CodeOf(WireFault fault) =>
        fault switch
        {
            WireFault.Malformed => "MalformedInput",
            WireFault.NoSuchOperation => "InvalidAction",
            _ => "InvalidInput",
        };
}
