using EndpointHub.Paths.Policies;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>The parameters of a path test.</summary>
/// <param name="SpokeVpcId">The VPC of the clients.</param>
/// <param name="HubVpcId">
/// The VPC of the endpoint to which the service's names are expected to resolve. The spoke's own id tests its own endpoint.
/// </param>
/// <param name="ServiceName">The full service name.</param>
internal sealed record PathQuestion(string SpokeVpcId, string HubVpcId, string ServiceName)
{
    /// <summary>The security groups of the clients; empty when they are not known; their outbound rules are not evaluated then.</summary>
    public ValueList<string> WorkloadSecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The subnets of the clients; empty means every subnet of the spoke.</summary>
    public ValueList<string> ClientSubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// True if the path to image layers in S3 is tested too when the service is ECR. It never uses the hub, so moving a name
    /// does not change it.
    /// </summary>
    public bool FollowsLayers { get; init; } = true;

    /// <summary>Other policies, of roles, buckets or keys, that are searched for references to the spoke.</summary>
    public ValueList<NamedPolicy> OtherPolicies { get; init; } = ValueList<NamedPolicy>.Empty;

    /// <summary>The calls that the clients make; empty means the calls that workloads usually need.</summary>
    public ValueList<PolicyRequest> Calls { get; init; } = ValueList<PolicyRequest>.Empty;

    /// <summary>The profile that the operator named, for the commands of findings; null when none was named.</summary>
    public string? ProfileName { get; init; }

    /// <summary>True if the names should resolve to an endpoint.</summary>
    internal bool IsAbout(Endpoint endpoint) => endpoint.VpcId == HubVpcId && endpoint.ServiceName == ServiceName;
}

/// <summary>A policy from the operator.</summary>
/// <param name="Name">Its name for messages, for example its file name.</param>
/// <param name="Document">Its JSON text.</param>
public sealed record NamedPolicy(string Name, string Document)
{
    // The largest policy of AWS has 32 KB.
    private const int LongestDocument = 256 * 1024;

    /// <summary>The reason why there is no document, as a sentence; null if there is one.</summary>
    internal string? Unreadable { get; init; }

    /// <summary>Checks that there is a policy document. Returns the reason why there is none, as a sentence; null for a policy document.</summary>
    internal string? Validate() =>
        Unreadable
        ?? (
            Document.Length > LongestDocument
                ? FormattableString.Invariant($"it has {Document.Length} characters, and at most {LongestDocument} are read.")
                : PolicyDocument.Validate(Document)
        );
}
