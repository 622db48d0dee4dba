using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>An operation of the JSON 1.1 protocol. A header contains its name, and the body is one object.</summary>
internal sealed class JsonOperation<TRequest, TResponse>(
    string serviceName,
    string target,
    Action<TRequest, RequestJson> write,
    Func<ResponseXml, TResponse> read,
    Func<ServiceError, AmazonServiceException> error
) : ServiceOperation<TRequest, TResponse>(serviceName, ResponseFormat.Json, read, mayBeEmpty: false, error)
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    protected override void Write(TRequest request, IRequest http)
    {
        http.HttpMethod = "POST";
        http.ResourcePath = "/";
        http.Headers["Content-Type"] = "application/x-amz-json-1.1";
        http.Headers["X-Amz-Target"] = target;
        http.Content = RequestJson.Write(json => write(request, json));
    }
}
