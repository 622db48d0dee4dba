using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Results;

/// <summary>A VPC's own gateway endpoint for S3 at one point in time.</summary>
public sealed record S3GatewayEndpoint
{
    /// <summary>The endpoint; a symbol in a dry run.</summary>
    public required string VpcEndpointId { get; init; }

    /// <summary>The VPC that it serves.</summary>
    public required string VpcId { get; init; }

    /// <summary>The owner of the VPC: twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The route tables that are associated with it, ordered by id.</summary>
    public ValueList<string> RouteTableIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The policy document, or null for full access.</summary>
    public string? PolicyDocument { get; init; }

    /// <summary>The time at which the network was read (UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>True if a dry run predicted this object.</summary>
    public bool IsProjected { get; init; }

    /// <summary>The steps of this pipeline up to this object, as sentences: the predicted ones in a dry run, otherwise the executed ones.</summary>
    public ValueList<string> Steps { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// The same steps as data, one line each. A later command of a dry run predicts the network from them. They are never executed.
    /// </summary>
    public ValueList<string> StepRecords { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoint and its VPC.</summary>
    /// <returns>One line, short enough for the name of a test.</returns>
    public override string ToString() => DisplayText.Escape($"S3 in {VpcId} ({VpcEndpointId})");

    /// <summary>The gateway endpoints for S3 that a network has in a VPC.</summary>
    /// <param name="network">The network.</param>
    /// <param name="vpcId">The VPC.</param>
    /// <param name="takenAt">The time at which the network was read (UTC).</param>
    /// <returns>The endpoints, ordered by id.</returns>
    internal static ValueList<S3GatewayEndpoint> In(NetworkSnapshot network, string vpcId, DateTimeOffset takenAt)
    {
        if (network.Vpcs.Find(vpcId) is not { } vpc)
            return ValueList<S3GatewayEndpoint>.Empty;

        var serviceName = Naming.ServiceName.InFull("s3", vpc.Location.Region, []);
        return network
            .EndpointsOf(vpcId)
            .Where(endpoint => endpoint.Kind == EndpointKind.Gateway && endpoint.ServiceName == serviceName)
            .Select(endpoint => new S3GatewayEndpoint
            {
                VpcEndpointId = endpoint.Id,
                VpcId = vpcId,
                AccountId = vpc.Location.AccountId,
                Region = vpc.Location.Region,
                RouteTableIds = endpoint.RouteTableIds,
                PolicyDocument = endpoint.PolicyDocument,
                TakenAt = takenAt,
            })
            .ToValueList();
    }
}
