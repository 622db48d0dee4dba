using EndpointHub.Sandbox.Wire;

namespace EndpointHub.Sandbox.Http;

/// <summary>
/// Answers requests to AWS services that are not simulated (CloudWatch, CloudTrail, ...) with the unknown-operation error of the request's protocol.
/// </summary>
internal static class UnknownService
{
    /// <summary>The services of AWS that use the rest-xml protocol.</summary>
    private static readonly string[] RestXml = ["s3", "s3express", "s3-object-lambda", "s3-outposts", "cloudfront"];

    /// <summary>
    /// Returns a simulated service with the protocol of the request: JSON requests name their operation in a header, query requests in a field.
    /// Of the services that use method and path, a few have XML; all others have JSON.
    /// </summary>
    public static string ServiceOfEqualProtocol(string service, AwsRequest request) =>
        request.Header(AwsRequest.Target) is not null || request.IsAmzJson ? "route53resolver"
        : HasAction(request) ? "sts"
        : RestXml.Contains(service, StringComparer.Ordinal) ? "route53"
        : "route53profiles";

    public static AwsResponse Refuse(AwsRequest request, RequestLogEntry entry)
    {
        entry.Action = request.Header(AwsRequest.Target);
        if (entry.Action is null && HasAction(request))
            entry.Action = FormReader.Read(request.Query, request.Body).String("Action");
        entry.Error = OperationTable.ServiceOf(request).CodeOf(WireFault.NoSuchOperation);
        entry.Status = 400;
        return ErrorResponse.Of(
            request,
            entry.Error,
            $"The service {entry.Service} is not available in this sandbox.",
            entry.RequestId,
            entry.Status
        );
    }

    private static bool HasAction(AwsRequest request) => $"&{request.Query}&{request.Body}".Contains("&Action=", StringComparison.Ordinal);
}
