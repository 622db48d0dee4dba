using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>Gives one exception to every answer that cannot be read, whatever the SDK's reader threw: reads are sent again after it.</summary>
internal sealed class UnreadableAnswerHandler : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        try
        {
            return await base.InvokeAsync<T>(executionContext);
        }
        catch (Exception broken) when (broken is XmlException or FormatException or OverflowException or ArgumentException)
        {
            var http = executionContext.ResponseContext.HttpResponse;
            var requestId = http?.GetHeaderValue("x-amzn-RequestId");
            throw new AmazonUnmarshallingException(requestId, $"the answer of {executionContext.RequestContext.RequestName}", broken, http?.StatusCode ?? default);
        }
    }
}
