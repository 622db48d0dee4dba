using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>An operation of a REST protocol. Its members are in the path, the query string and the body.</summary>
internal sealed class RestOperation<TRequest, TResponse>(
    string serviceName,
    ResponseFormat format,
    string method,
    string path,
    Action<TRequest, RestRequest> write,
    Func<ResponseXml, TResponse> read,
    bool mayBeEmpty,
    Func<ServiceError, AmazonServiceException> error
) : ServiceOperation<TRequest, TResponse>(serviceName, format, read, mayBeEmpty, error)
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    protected override void Write(TRequest request, IRequest http)
    {
        http.HttpMethod = method;
        http.ResourcePath = path;
        write(request, new RestRequest(http));
    }
}
