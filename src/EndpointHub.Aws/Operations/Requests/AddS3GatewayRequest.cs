using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request to add an S3 gateway endpoint to a VPC (Add-S3GatewayEndpoint).</summary>
public sealed record AddS3GatewayRequest : OperationRequest
{
    /// <summary>The VPC. A spoke has its hub too, and its connection is returned.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The route tables; empty means all that the VPC's subnets use.</summary>
    public ValueList<string> RouteTableIds { get; init; } = ValueList<string>.Empty;

    /// <summary>True to restrict the policy of a new endpoint to image layers and <see cref="BucketNames"/>.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>The buckets that the policy must allow.</summary>
    public ValueList<string> BucketNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The tags of everything that is created, and of what exists and belongs to EndpointHub.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <inheritdoc/>
    public override bool IsProjected => Spoke.IsProjected;

    private protected override OperationRequest Normalized() => this with { Record = null, Spoke = SpokeReference.To("") };

    internal override IEnumerable<string?> HubNames => [Spoke.Hub?.Name];
}
