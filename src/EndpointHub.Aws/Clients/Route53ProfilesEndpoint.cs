using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace EndpointHub.Aws.Clients;

/// <summary>The endpoint rule set of Route 53 Profiles.</summary>
internal sealed class Route53ProfilesEndpoint() : ServiceEndpoint("route53profiles", isGlobal: false)
{
    protected override string Host(string region, Partition partition, bool fips, bool dualStack) => RegionalHost(region, partition, fips, dualStack);
}
