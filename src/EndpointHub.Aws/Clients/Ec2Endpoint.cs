using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace EndpointHub.Aws.Clients;

/// <summary>EC2's endpoint rule set.</summary>
internal sealed class Ec2Endpoint() : ServiceEndpoint("ec2", isGlobal: false)
{
    protected override string Host(string region, Partition partition, bool fips, bool dualStack) =>
        RegionalHostOrdinaryInGovCloud(region, partition, fips, dualStack);
}
