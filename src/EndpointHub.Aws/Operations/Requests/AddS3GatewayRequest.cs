using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A VPC shall reach S3 through a gateway endpoint of its own (Add-S3GatewayEndpoint).</summary>
public sealed record AddS3GatewayRequest : OperationRequest
{
    /// <summary>The VPC; with its hub where it is a spoke, which is given back then.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The route tables; empty means all that the VPC's subnets use.</summary>
    public ValueList<string> RouteTableIds { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether an endpoint that is made shall let through no more than image layers and <see cref="BucketNames"/>.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>The company's own buckets.</summary>
    public ValueList<string> BucketNames { get; init; } = ValueList<string>.Empty;

    /// <inheritdoc/>
    public override bool IsProjected => Spoke.IsProjected;

    private protected override OperationRequest Asked() => this with { Record = null, Spoke = SpokeReference.To("") };
}
