using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace EndpointHub.Aws.Clients;

/// <summary>The endpoint rule set of a service. A custom URL takes precedence over all rules.</summary>
internal abstract class ServiceEndpoint(string signingName, bool isGlobal) : IEndpointProvider
{
    public string SigningName { get; } = signingName;

    /// <summary>Gets whether a whole partition has one host and one signing region.</summary>
    public bool IsGlobal { get; } = isGlobal;

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var fips = Equals(parameters["UseFIPS"], true);
        var dualStack = Equals(parameters["UseDualStack"], true);
        if (parameters["Endpoint"] is string { Length: > 0 } url)
        {
            return fips || dualStack
                ? throw new AmazonClientException("A custom endpoint URL cannot be combined with FIPS or dual-stack endpoints.")
                : new Endpoint(url);
        }

        var region = (string)parameters["Region"];
        var partition = Fn.Partition(region);
        return new Endpoint("https://" + Host(region, partition, fips, dualStack));
    }

    protected abstract string Host(string region, Partition partition, bool fips, bool dualStack);

    /// <summary>Returns the default host of a regional service.</summary>
    protected string RegionalHost(string region, Partition partition, bool fips, bool dualStack) =>
        $"{SigningName}{(fips ? "-fips" : "")}.{region}.{Suffix(partition, fips, dualStack)}";

    /// <summary>Returns the default host of a regional service whose normal endpoints in GovCloud are FIPS endpoints.</summary>
    protected string RegionalHostWithFipsInGovCloud(string region, Partition partition, bool fips, bool dualStack) =>
        RegionalHost(region, partition, fips && (dualStack || partition.name != "aws-us-gov"), dualStack);

    /// <summary>Returns the default host of a global service.</summary>
    protected string GlobalHost(Partition partition, bool fips, bool dualStack) =>
        $"{SigningName}{(fips ? "-fips" : "")}.{Suffix(partition, fips, dualStack)}";

    private static string Suffix(Partition partition, bool fips, bool dualStack) =>
        (fips && !partition.supportsFIPS) || (dualStack && !partition.supportsDualStack)
            ? throw new AmazonClientException($"Partition {partition.name} does not support the FIPS or dual-stack endpoint that is configured.")
        : dualStack ? partition.dualStackDnsSuffix
        : partition.dnsSuffix;
}
