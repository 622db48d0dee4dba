using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace EndpointHub.Aws.Clients;

/// <summary>EC2's endpoint rule set.</summary>
internal sealed class Ec2Endpoint() : ServiceEndpoint("ec2", isGlobal: false)
{
    protected override string Host(string region, Partition partition, bool fips, bool dualStack) =>
        // GovCloud's ordinary endpoints are the FIPS ones.
        fips && !dualStack && partition.name == "aws-us-gov" ? $"ec2.{region}.amazonaws.com" : RegionalHost(region, partition, fips, dualStack);
}
