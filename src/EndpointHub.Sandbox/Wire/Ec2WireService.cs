namespace EndpointHub.Sandbox.Wire;

/// <summary>EC2's variant of the query protocol: flat lists in requests, no result element in responses, and a different error envelope.</summary>
internal sealed class Ec2WireService(
    string name,
    string apiVersion,
    string xmlNamespace,
    IReadOnlyList<WireOperation> operations,
    IReadOnlyDictionary<string, int> errorStatus
) : QueryWireService(name, apiVersion, xmlNamespace, operations, errorStatus)
{
    public override WireHttpResponse Success(WireOperation operation, IWireResponse response, string requestId) =>
        Xml(
            operation.SuccessStatus,
            operation.Name + "Response",
            xml =>
            {
                xml.String("requestId", requestId);
                response.Write(xml);
            },
            xmlns: XmlNamespace + "/"
        );

    public override WireHttpResponse Error(string code, string message, string requestId, int? status = null) =>
        Xml(
            StatusOf(code, status),
            "Response",
            xml =>
            {
                xml.Element(
                    "Errors",
                    errors =>
                        errors.Element(
                            "Error",
                            error =>
                            {
                                error.String("Code", code);
                                error.String("Message", message);
                            }
                        )
                );
                xml.String("RequestID", requestId);
            },
            xmlns: ""
        );
}
