using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace EndpointHub.Aws.Clients;

/// <summary>What a refusal says, whichever of AWS's envelopes it comes in.</summary>
internal sealed record ServiceError(string Code, string Message, string RequestId, HttpStatusCode Status, Exception Inner)
{
    private const string ErrorHeader = "x-amzn-ErrorType";

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

    /// <summary>JSON's: a header names the error, or the body does, perhaps with a namespace before it or a link behind it.</summary>
    public static ServiceError ReadJson(XmlUnmarshallerContext context, Exception inner, HttpStatusCode status)
    {
        var requestId = context.ResponseData.GetHeaderValue("x-amzn-RequestId") ?? "";
        var named = context.ResponseData.IsHeaderPresent(ErrorHeader) ? context.ResponseData.GetHeaderValue(ErrorHeader) : null;
        try
        {
            var json = ResponseXml.LoadJson(context);
            var code = BareCode(named ?? json.String("__type") ?? json.String("code"));
            return new ServiceError(code ?? NoCode(status), json.String("message") ?? json.String("Message") ?? "", requestId, status, inner);
        }
        catch (Exception broken) when (broken is XmlException or FormatException or ArgumentException)
        {
            return new ServiceError(BareCode(named) ?? NoCode(status), $"The answer with status {(int)status} holds no AWS error.", requestId, status, inner);
        }
    }

    private static string? BareCode(string? named)
    {
        var code = named?.Split(':')[0];
        return code?.Substring(code.LastIndexOf('#') + 1) is { Length: > 0 } bare ? bare : null;
    }

    private static string NoCode(HttpStatusCode status) => ((int)status).ToString();
}
