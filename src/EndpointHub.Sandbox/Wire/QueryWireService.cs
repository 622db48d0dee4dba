namespace EndpointHub.Sandbox.Wire;

/// <summary>
/// The query protocol (STS): the action is a form field, list items are fields of <c>member</c>, and results are in a result element.
/// </summary>
internal class QueryWireService(
    string name,
    string apiVersion,
    string xmlNamespace,
    IReadOnlyList<WireOperation> operations,
    IReadOnlyDictionary<string, int> errorStatus
) : WireService(name, apiVersion, xmlNamespace, operations, errorStatus)
{
    public override WireCall Open(WireHttpRequest request)
    {
        var form = FormReader.Read(request.Query, request.Body);
        var action = form.String("Action") ?? "";
        form.String("Version");
        return new WireCall(action, Find(action), new WireRequest(WireNode.Root(), WireNode.Root(), form));
    }

    public override WireHttpResponse Success(WireOperation operation, IWireResponse response, string requestId) =>
        Xml(
            operation.SuccessStatus,
            operation.Name + "Response",
            xml =>
            {
                xml.Element(operation.Name + "Result", response.Write);
                xml.Element("ResponseMetadata", metadata => metadata.String("RequestId", requestId));
            }
        );

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
            }
        );

    public override string CodeOf(WireFault fault) =>
        fault switch
        {
            WireFault.Missing => "MissingParameter",
            WireFault.InvalidValue => "InvalidParameterValue",
            WireFault.NoSuchParameter => "UnknownParameter",
            WireFault.NoSuchOperation => "InvalidAction",
            WireFault.TokenOfAnother => "IdempotentParameterMismatch",
            _ => "MalformedQueryString",
        };
}
