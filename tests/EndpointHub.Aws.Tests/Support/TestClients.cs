using Amazon;
using Amazon.Route53;
using Amazon.Route53Profiles;
using Amazon.Route53Resolver;
using Amazon.Runtime;
using EndpointHub.Aws.Clients;

namespace EndpointHub.AwsTests.Support;

internal static class TestClients
{
    public static readonly AWSCredentials Credentials = new BasicAWSCredentials("111111111111", "secret");

    public static Ec2Client Ec2(
        HttpMessageHandler http,
        Action<Ec2Config>? configure = null,
        string region = "ap-northeast-1",
        string? endpointUrl = null
    )
    {
        var config = new Ec2Config(region, endpointUrl) { HttpClientFactory = new InMemoryHttp(http), Jitter = static () => 0 };
        configure?.Invoke(config);
        return new Ec2Client(Credentials, config);
    }

    public static AmazonRoute53Client Route53(HttpMessageHandler http, Action<AmazonRoute53Config>? configure = null) =>
        new(Credentials, Config(http, configure));

    public static AmazonRoute53ResolverClient Resolver(HttpMessageHandler http, Action<AmazonRoute53ResolverConfig>? configure = null) =>
        new(Credentials, Config(http, configure));

    public static AmazonRoute53ProfilesClient Profiles(HttpMessageHandler http, Action<AmazonRoute53ProfilesConfig>? configure = null) =>
        new(Credentials, Config(http, configure));

    private static T Config<T>(HttpMessageHandler http, Action<T>? configure)
        where T : ServiceConfig, new()
    {
        var config = new T
        {
            RegionEndpoint = RegionEndpoint.APNortheast1,
            HttpClientFactory = new InMemoryHttp(http),
            Jitter = static () => 0,
        };
        configure?.Invoke(config);
        return config;
    }
}
