using Amazon.EC2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>The official EC2 client with this project's retries, client tokens and validation of responses.</summary>
internal sealed class Ec2Client(AWSCredentials credentials, Ec2Config config) : AmazonEC2Client(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);

        // The base constructor calls this before any field of this class is set.
        var own = (Ec2Config)Config;
        pipeline.RetryOnClock(own);
        pipeline.AddHandlerBefore<Marshaller>(new ClientTokenHandler(own));
        pipeline.AddHandlerBefore<Marshaller>(new PageTokenHandler());
        pipeline.AddHandlerBefore<ErrorHandler>(new UnreadableResponseHandler());
        pipeline.AddHandlerAfter<Unmarshaller>(new CompleteResponseHandler());
    }
}
