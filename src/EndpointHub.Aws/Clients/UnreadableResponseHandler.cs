using System.Globalization;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// Gives one exception to every answer that cannot be read, whatever the SDK's reader threw: reads are sent again after it. An error without an AWS
/// code, as a proxy answers it, has its status for a code.
/// </summary>
internal sealed class UnreadableResponseHandler : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        try
        {
            return await base.InvokeAsync<T>(executionContext);
        }
        catch (AmazonServiceException nameless) when (string.IsNullOrEmpty(nameless.ErrorCode) && nameless.StatusCode != default)
        {
            nameless.ErrorCode = ((int)nameless.StatusCode).ToString(CultureInfo.InvariantCulture);
            throw;
        }
        catch (Exception broken) when (broken is XmlException or FormatException or OverflowException or ArgumentException)
        {
            var http = executionContext.ResponseContext.HttpResponse;
            var requestId = http?.GetHeaderValue("x-amzn-RequestId");
            throw new AmazonUnmarshallingException(requestId, $"the answer of {executionContext.RequestContext.RequestName}", broken, http?.StatusCode ?? default);
        }
    }
}
