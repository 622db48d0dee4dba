using EndpointHub.Paths.Policies;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>What a path test is asked.</summary>
/// <param name="SpokeVpcId">Where the clients are.</param>
/// <param name="HubVpcId">Where the service's names are expected to lead; the spoke itself asks about its own endpoint.</param>
/// <param name="ServiceName">The full service name.</param>
public sealed record PathQuestion(string SpokeVpcId, string HubVpcId, string ServiceName)
{
    /// <summary>The security groups of the clients; empty when they are not known, and then their egress is not judged.</summary>
    public ValueList<string> WorkloadSecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The subnets that the clients stand in; empty means every one of the spoke.</summary>
    public ValueList<string> ClientSubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// Whether the way to image layers in S3 is judged too, where the service is ECR. It never leads through the hub, so moving a name
    /// changes nothing about it.
    /// </summary>
    public bool FollowsLayers { get; init; } = true;

    /// <summary>Policies from elsewhere, of roles, buckets or keys, to be searched for what names the spoke.</summary>
    public ValueList<NamedPolicy> OtherPolicies { get; init; } = ValueList<NamedPolicy>.Empty;

    /// <summary>The calls that the clients make; empty means what workloads are known to need of the service.</summary>
    public ValueList<PolicyRequest> Calls { get; init; } = ValueList<PolicyRequest>.Empty;

    /// <summary>The profile that the operator named, for the commands of findings; null when none was named.</summary>
    public string? ProfileName { get; init; }

    /// <summary>Whether an endpoint is one that the names should lead to.</summary>
    internal bool IsAbout(Endpoint endpoint) => endpoint.VpcId == HubVpcId && endpoint.ServiceName == ServiceName;
}

/// <summary>A policy that was handed in.</summary>
/// <param name="Name">What people know it by, for example its file.</param>
/// <param name="Document">Its JSON text.</param>
public sealed record NamedPolicy(string Name, string Document);
