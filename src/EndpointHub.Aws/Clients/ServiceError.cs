using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace EndpointHub.Aws.Clients;

/// <summary>An error response in any of AWS's formats.</summary>
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

            // Route 53's <InvalidChangeBatch>: the root element is the error code, and there is one message per refused change.
            var messages = xml.Child("Messages")?.Strings("Message") ?? [];
            return new ServiceError(xml.Name, string.Join(" ", messages.DefaultIfEmpty(xml.String("Message") ?? "")), requestId, status, inner);
        }
        catch (XmlException)
        {
            // The response comes from a proxy or load balancer. botocore uses the status as the code too.
            return new ServiceError(NoCode(status), $"The response with status {(int)status} contains no AWS error.", header, status, inner);
        }
    }

    /// <summary>Reads a JSON error. The code is in a header or in the body, possibly with a namespace before it or a link after it.</summary>
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
        catch (Exception malformed) when (malformed is XmlException or FormatException or ArgumentException)
        {
            return new ServiceError(
                BareCode(named) ?? NoCode(status),
                $"The response with status {(int)status} contains no AWS error.",
                requestId,
                status,
                inner
            );
        }
    }

    private static string? BareCode(string? named)
    {
        var code = named?.Split(':')[0];
        return code?.Substring(code.LastIndexOf('#') + 1) is { Length: > 0 } bare ? bare : null;
    }

    private static string NoCode(HttpStatusCode status) => ((int)status).ToString();
}
