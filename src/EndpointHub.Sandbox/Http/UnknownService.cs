using System.Text.Json;
using EndpointHub.Sandbox.Wire;

namespace EndpointHub.Sandbox.Http;

/// <summary>
/// Answers requests to AWS services that are not simulated (CloudWatch, CloudTrail, ...) with the unknown-operation error of the request's protocol.
/// </summary>
internal static class UnknownService
{
    public static AwsResponse Refuse(AwsRequest request, RequestLogEntry entry, WireService query)
    {
        entry.Action = request.Header(AwsRequest.Target) ?? FormReader.Read(request.Query, request.Body).String("Action");
        var message = $"The service {entry.Service} is not available in this sandbox.";
        entry.Status = 400;
        if (request.Header(AwsRequest.Target) is null)
        {
            entry.Error = "InvalidAction";
            var written = query.Error(entry.Error, message, entry.RequestId, entry.Status);
            return new(written.Status, written.ContentType, written.Headers, written.Body);
        }

        entry.Error = "UnknownOperationException";
        return new(
            400,
            request.Header("Content-Type") ?? "application/x-amz-json-1.1",
            [],
            JsonSerializer.SerializeToUtf8Bytes(new { __type = entry.Error, message })
        );
    }
}
