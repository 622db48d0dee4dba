using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using EndpointHub.Aws.Clients;

namespace EndpointHub.AwsTests.Wire;

public sealed class EndpointRulesTests(Botocore botocore) : IClassFixture<Botocore>
{
    [Theory]
    [InlineData("route53")]
    [InlineData("route53profiles")]
    [InlineData("route53resolver")]
    public async Task Every_region_has_the_endpoint_of_botocores_rule_set(string service)
    {
        ServiceEndpoint rules = service switch
        {
            "route53" => new Route53Endpoint(),
            "route53profiles" => new Route53ProfilesEndpoint(),
            _ => new Route53ResolverEndpoint(),
        };
        foreach (var expected in (await botocore.AskAsync(new { ask = "endpoints", service })).AsArray())
        {
            var region = (string)expected!["region"]!;
            var parameters = new EndpointParameters
            {
                ["Region"] = region,
                ["UseFIPS"] = (bool)expected["fips"]!,
                ["UseDualStack"] = (bool)expected["dualStack"]!,
                ["Endpoint"] = null,
            };

            var url = Resolve(rules, parameters);

            Assert.True(url == (string?)expected["url"], $"{expected.ToJsonString()}: {url}");
            if (url is not null)
                Assert.Equal((string?)expected["signingRegion"], rules.IsGlobal ? Fn.Partition(region).implicitGlobalRegion : region);
        }
    }

    private static string? Resolve(ServiceEndpoint rules, EndpointParameters parameters)
    {
        try
        {
            return rules.ResolveEndpoint(parameters).URL;
        }
        catch (AmazonClientException)
        {
            return null;
        }
    }
}
