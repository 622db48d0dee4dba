using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace EndpointHub.Aws.Clients;

/// <summary>Where a service lives: its endpoint rule set, of which a custom URL is the first rule.</summary>
internal abstract class ServiceEndpoint(string signingName, bool isGlobal) : IEndpointProvider
{
    public string SigningName { get; } = signingName;

    /// <summary>One host and one signing region for a whole partition.</summary>
    public bool IsGlobal { get; } = isGlobal;

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var fips = Equals(parameters["UseFIPS"], true);
        var dualStack = Equals(parameters["UseDualStack"], true);
        if (parameters["Endpoint"] is string { Length: > 0 } url)
            return fips || dualStack ? throw new AmazonClientException("A custom endpoint URL excludes FIPS and dual-stack endpoints.") : new Endpoint(url);

        var region = (string)parameters["Region"];
        var partition = Fn.Partition(region);
        return new Endpoint("https://" + Host(region, partition, fips, dualStack));
    }

    protected abstract string Host(string region, Partition partition, bool fips, bool dualStack);

    /// <summary>The rule that closes a regional service's rule set.</summary>
    protected string RegionalHost(string region, Partition partition, bool fips, bool dualStack) =>
        $"{SigningName}{(fips ? "-fips" : "")}.{region}.{Suffix(partition, fips, dualStack)}";

    /// <summary>The same, for services whose ordinary endpoints in GovCloud are the FIPS ones.</summary>
    protected string RegionalHostOrdinaryInGovCloud(string region, Partition partition, bool fips, bool dualStack) =>
        RegionalHost(region, partition, fips && (dualStack || partition.name != "aws-us-gov"), dualStack);

    /// <summary>The rule that closes a global service's rule set.</summary>
    protected string GlobalHost(Partition partition, bool fips, bool dualStack) =>
        $"{SigningName}{(fips ? "-fips" : "")}.{Suffix(partition, fips, dualStack)}";

    private static string Suffix(Partition partition, bool fips, bool dualStack) =>
        (fips && !partition.supportsFIPS) || (dualStack && !partition.supportsDualStack)
            ? throw new AmazonClientException($"Partition {partition.name} does not support the FIPS or dual-stack endpoint that is configured.")
            : dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
}
