using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace EndpointHub.Aws.Clients;

/// <summary>Converts the request of an operation to HTTP, and its response to an object.</summary>
/// <param name="serviceName">The name of the client in the SDK's logs.</param>
/// <param name="format">The format of responses.</param>
/// <param name="read">Reads the response.</param>
/// <param name="mayBeEmpty">True if a response without a body is complete. For other operations it would be read as an empty list.</param>
/// <param name="error">Creates the service's exception.</param>
internal abstract class ServiceOperation<TRequest, TResponse>(
    string serviceName,
    ResponseFormat format,
    Func<ResponseXml, TResponse> read,
    bool mayBeEmpty,
    Func<ServiceError, AmazonServiceException> error
)
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    public IMarshaller<IRequest, AmazonWebServiceRequest> Marshaller => field ??= new RequestMarshaller(this);

    public ResponseUnmarshaller Unmarshaller => field ??= new OperationUnmarshaller(this);

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
            throw new AmazonUnmarshallingException(requestId, $"the response of {typeof(TRequest).Name}", broken, context.ResponseData.StatusCode);
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

    private sealed class OperationUnmarshaller(ServiceOperation<TRequest, TResponse> operation) : XmlResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input) => operation.Read(input);

        public override AmazonServiceException UnmarshallException(
            XmlUnmarshallerContext input,
            Exception innerException,
            HttpStatusCode statusCode
        ) => operation.Fail(input, innerException, statusCode);
    }
}
