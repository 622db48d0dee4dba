using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace EndpointHub.Aws.Clients;

/// <summary>How one operation's request becomes HTTP, and its answer an object.</summary>
/// <param name="serviceName">The client's name, for the SDK's logs.</param>
/// <param name="format">What answers are written in.</param>
/// <param name="read">Reads the answer.</param>
/// <param name="mayBeEmpty">Whether an answer without a body is whole; anywhere else it would read as "there are none".</param>
/// <param name="error">Makes the service's exception.</param>
internal abstract class ServiceOperation<TRequest, TResponse>(
    string serviceName, ResponseFormat format, Func<ResponseXml, TResponse> read, bool mayBeEmpty, Func<ServiceError, AmazonServiceException> error)
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    public IMarshaller<IRequest, AmazonWebServiceRequest> Marshaller => field ??= new RequestMarshaller(this);

    public ResponseUnmarshaller Unmarshaller => field ??= new AnswerUnmarshaller(this);

    private string ServiceName => serviceName;

    protected abstract void Write(TRequest request, IRequest http);

    private TResponse Read(XmlUnmarshallerContext context)
    {
        try
        {
            var xml = mayBeEmpty && context.ResponseData.ContentLength == 0 ? ResponseXml.Empty(context) : format.Load(context);
            var response = read(xml);
            if (xml.String("requestId") is { } requestId)
                response.ResponseMetadata = new ResponseMetadata { RequestId = requestId };
            return response;
        }
        catch (Exception broken) when (broken is XmlException or FormatException or OverflowException or ArgumentException)
        {
            var requestId = context.ResponseData.GetHeaderValue("x-amzn-RequestId");
            throw new AmazonUnmarshallingException(requestId, $"the answer of {typeof(TRequest).Name}", broken, context.ResponseData.StatusCode);
        }
    }

    private AmazonServiceException Fail(XmlUnmarshallerContext context, Exception inner, HttpStatusCode status) =>
        error(format.Fail(context, inner, status));

    private sealed class RequestMarshaller(ServiceOperation<TRequest, TResponse> operation) : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var http = new DefaultRequest(input, operation.ServiceName);
            operation.Write((TRequest)input, http);
            return http;
        }
    }

    private sealed class AnswerUnmarshaller(ServiceOperation<TRequest, TResponse> operation) : XmlResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input) => operation.Read(input);

        public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
            operation.Fail(input, innerException, statusCode);
    }
}
