using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace EndpointHub.Aws.Clients;

/// <summary>The endpoint rule set of Route 53 Resolver.</summary>
internal sealed class Route53ResolverEndpoint() : ServiceEndpoint("route53resolver", isGlobal: false)
{
    protected override string Host(string region, Partition partition, bool fips, bool dualStack) =>
        RegionalHostWithFipsInGovCloud(region, partition, fips, dualStack);
}
