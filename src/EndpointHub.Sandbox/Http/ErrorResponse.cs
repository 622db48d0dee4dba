using EndpointHub.Sandbox.Wire;

namespace EndpointHub.Sandbox.Http;

/// <summary>Writes an error in the protocol of the request, so that the client that sent it can read it.</summary>
internal static class ErrorResponse
{
    private const string ProtocolHeader = "smithy-protocol";
    private const string CborProtocol = "rpc-v2-cbor";

    /// <summary>The two versions of the JSON protocol differ in their content type only.</summary>
    private const string Json10 = "application/x-amz-json-1.0";

    public static AwsResponse Of(AwsRequest request, string code, string message, string requestId, int? status = null)
    {
        var written = OperationTable.ServiceOf(request).Error(code, message, requestId, status);
        if (request.Header(ProtocolHeader) == CborProtocol)
            return new(written.Status, "application/cbor", [KeyValuePair.Create(ProtocolHeader, CborProtocol)], WireCbor.Error(code, message));
        var isJson10 = written.ContentType.StartsWith("application/x-amz-json", StringComparison.Ordinal) && request.Header("Content-Type") == Json10;
        return new(written.Status, isJson10 ? Json10 : written.ContentType, written.Headers, written.Body);
    }
}
