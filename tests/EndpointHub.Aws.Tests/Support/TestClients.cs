using Amazon;
using Amazon.EC2;
using Amazon.Route53;
using Amazon.Runtime;
using EndpointHub.Aws.Clients;

namespace EndpointHub.AwsTests.Support;

internal static class TestClients
{
    public static readonly AWSCredentials Credentials = new BasicAWSCredentials("111111111111", "secret");

    public static AmazonEC2Client Ec2(HttpMessageHandler http, Action<AmazonEC2Config>? configure = null)
    {
        var config = new AmazonEC2Config { RegionEndpoint = RegionEndpoint.APNortheast1, HttpClientFactory = new InMemoryHttp(http), Jitter = static () => 0 };
        configure?.Invoke(config);
        return new AmazonEC2Client(Credentials, config);
    }

    public static AmazonRoute53Client Route53(HttpMessageHandler http, Action<AmazonRoute53Config>? configure = null)
    {
        var config = new AmazonRoute53Config { RegionEndpoint = RegionEndpoint.APNortheast1, HttpClientFactory = new InMemoryHttp(http), Jitter = static () => 0 };
        configure?.Invoke(config);
        return new AmazonRoute53Client(Credentials, config);
    }
}
