using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace EndpointHub.Aws.Clients;

/// <summary>Route 53 Profiles' endpoint rule set.</summary>
internal sealed class Route53ProfilesEndpoint() : ServiceEndpoint("route53profiles", isGlobal: false)
{
    protected override string Host(string region, Partition partition, bool fips, bool dualStack) => RegionalHost(region, partition, fips, dualStack);
}
