using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Policies;

/// <summary>
/// The context of every call through an endpoint (IAM user guide, global condition keys: properties of the network). It has no public source address,
/// which policies for access through the internet often require.
/// </summary>
internal static class EndpointContext
{
    public const string SourceVpc = "aws:SourceVpc";
    public const string SourceVpcArn = "aws:SourceVpcArn";
    public const string SourceVpce = "aws:SourceVpce";
    public const string VpceAccount = "aws:VpceAccount";
    public const string VpceOrgId = "aws:VpceOrgID";
    public const string VpceOrgPaths = "aws:VpceOrgPaths";

    /// <summary>The clients' private address, which is the same through any endpoint.</summary>
    public const string VpcSourceIp = "aws:VpcSourceIp";

    /// <summary>
    /// The known values of a call through an endpoint of a VPC. The organization of an account and the client's address are not known.
    /// </summary>
    /// <param name="endpointId">The endpoint; null when there is none.</param>
    /// <param name="vpcId">The VPC in which the endpoint is.</param>
    /// <param name="vpc">The same VPC; null when it was not read.</param>
    public static Dictionary<string, ValueList<string>> Of(string? endpointId, string vpcId, Vpc? vpc)
    {
        var context = new Dictionary<string, ValueList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            [SourceVpc] = ValueList.Of(vpcId),
            ["aws:SecureTransport"] = ValueList.Of("true"),
            ["aws:SourceIp"] = ValueList<string>.Empty,
            ["aws:RequestedRegion"] = vpc is null ? ValueList<string>.Empty : ValueList.Of(vpc.Location.Region),
        };
        if (endpointId is not null)
            context[SourceVpce] = ValueList.Of(endpointId);
        if (vpc is not null)
        {
            context[SourceVpcArn] = ValueList.Of(Arn(vpc));
            context[VpceAccount] = ValueList.Of(vpc.Location.AccountId);
        }

        return context;
    }

    private static string Arn(Vpc vpc) =>
        $"arn:{WorkloadCalls.Partition(vpc.Location.Region)}:ec2:{vpc.Location.Region}:{vpc.Location.AccountId}:vpc/{vpc.Id}";
}
