using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A spoke shall reach a hub (Connect-SpokeVpc).</summary>
public sealed record ConnectSpokeRequest : OperationRequest
{
    /// <summary>The spoke.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The hub.</summary>
    public required HubReference Hub { get; init; }

    /// <summary>The spoke's route tables that shall lead to the hub; empty means all that its subnets use.</summary>
    public ValueList<string> RouteTableIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The spoke's security groups whose members the hub shall let in; empty means its blocks, or the groups that were chosen before.</summary>
    public ValueList<string> SourceSecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <inheritdoc/>
    public override bool IsProjected => Hub.IsProjected;

    private protected override OperationRequest Asked() => this with { Record = null, Hub = HubReference.Named(""), Spoke = SpokeReference.To("") };
}
