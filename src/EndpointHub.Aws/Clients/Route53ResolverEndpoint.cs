using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace EndpointHub.Aws.Clients;

/// <summary>Route 53 Resolver's endpoint rule set.</summary>
internal sealed class Route53ResolverEndpoint() : ServiceEndpoint("route53resolver", isGlobal: false)
{
    protected override string Host(string region, Partition partition, bool fips, bool dualStack) =>
        RegionalHostOrdinaryInGovCloud(region, partition, fips, dualStack);
}
