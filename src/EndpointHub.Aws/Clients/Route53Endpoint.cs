using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace EndpointHub.Aws.Clients;

/// <summary>The endpoint rule set of Route 53, which has one host per partition.</summary>
internal sealed class Route53Endpoint() : ServiceEndpoint("route53", isGlobal: true)
{
    protected override string Host(string region, Partition partition, bool fips, bool dualStack) =>
        (partition.name, fips, dualStack) switch
        {
            ("aws", _, false) => $"route53{Fips(fips)}.amazonaws.com",
            ("aws", _, true) => $"route53{Fips(fips)}.global.api.aws",
            ("aws-cn", false, false) => "route53.amazonaws.com.cn",
            ("aws-cn", false, true) => "route53.global.api.amazonwebservices.com.cn",
            ("aws-us-gov", _, false) => "route53.us-gov.amazonaws.com",
            ("aws-us-gov", _, true) => "route53.us-gov.api.aws",
            ("aws-iso", false, false) => "route53.c2s.ic.gov",
            ("aws-iso-b", false, false) => "route53.sc2s.sgov.gov",
            ("aws-iso-e", false, false) => "route53.cloud.adc-e.uk",
            ("aws-iso-f", false, false) => "route53.csp.hci.ic.gov",
            ("aws-eusc", false, false) => "route53.amazonaws.eu",
            ("aws-eusc", false, true) => "route53.global.api.amazonwebservices.eu",
            _ => GlobalHost(partition, fips, dualStack),
        };

    private static string Fips(bool fips) => fips ? "-fips" : "";
}
