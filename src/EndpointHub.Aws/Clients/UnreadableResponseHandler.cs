using System.Globalization;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// Converts every exception of the SDK's reader to one type, after which reads are retried. An error without an AWS
/// code, as returned by a proxy, gets its status as the code.
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
            throw new AmazonUnmarshallingException(
                requestId,
                $"the response of {executionContext.RequestContext.RequestName}",
                broken,
                http?.StatusCode ?? default
            );
        }
    }
}
