using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace EndpointHub.Aws.Clients;

/// <summary>What a refusal says, whichever of AWS's three envelopes it comes in.</summary>
internal sealed record ServiceError(string Code, string Message, string RequestId, HttpStatusCode Status, Exception Inner)
{
    public ErrorType Type => (int)Status < 500 ? ErrorType.Sender : ErrorType.Receiver;

    public static ServiceError Read(XmlUnmarshallerContext context, Exception inner, HttpStatusCode status)
    {
        var header = context.ResponseData.GetHeaderValue("x-amzn-RequestId") ?? "";
        try
        {
            var xml = ResponseXml.Load(context);
            var requestId = xml.String("RequestID") ?? xml.String("RequestId") ?? header;
            if ((xml.Child("Errors") ?? xml).Child("Error") is { } error)
                return new ServiceError(error.String("Code") ?? NoCode(status), error.String("Message") ?? "", requestId, status, inner);

            // Route 53's <InvalidChangeBatch>: the root names the error, and there is one message for each refused change.
            var messages = xml.Child("Messages")?.Strings("Message") ?? [];
            return new ServiceError(xml.Name, string.Join(" ", messages.DefaultIfEmpty(xml.String("Message") ?? "")), requestId, status, inner);
        }
        catch (XmlException)
        {
            // A proxy or load balancer answered, or nobody: botocore takes the status for the code, too.
            return new ServiceError(NoCode(status), $"The answer with status {(int)status} holds no AWS error.", header, status, inner);
        }
    }

    private static string NoCode(HttpStatusCode status) => ((int)status).ToString();
}
