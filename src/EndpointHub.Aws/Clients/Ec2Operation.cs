using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>An operation of the EC2 query protocol: everything stands in a form.</summary>
internal sealed class Ec2Operation<TRequest, TResponse>(
    string name, string version, Action<TRequest, QueryForm> write, Func<ResponseXml, TResponse> read, Func<ServiceError, AmazonServiceException> error)
    : ServiceOperation<TRequest, TResponse>("Amazon.EC2", AnswerFormat.Xml, read, hasEmptyAnswer: false, error)
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    protected override void Write(TRequest request, IRequest http)
    {
        http.HttpMethod = "POST";
        http.ResourcePath = "/";
        http.Headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8";
        http.Content = QueryForm.Write(name, version, form => write(request, form));
    }
}
