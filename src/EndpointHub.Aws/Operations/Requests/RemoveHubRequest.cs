using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request to delete what a hub has twice (Remove-EndpointHub).</summary>
public sealed record RemoveHubRequest : OperationRequest
{
    /// <summary>The hub.</summary>
    public required HubReference Hub { get; init; }

    /// <summary>The codes of refusals that the operator allows.</summary>
    public ValueList<string> Allowed { get; init; } = ValueList<string>.Empty;

    /// <summary>The owners whose endpoints are changed too although their tags say that a tool manages them.</summary>
    public ValueList<EndpointOwner> IncludedOwners { get; init; } = ValueList<EndpointOwner>.Empty;

    /// <inheritdoc/>
    public override bool IsProjected => Hub.IsProjected;

    private protected override OperationRequest Normalized() => this with { Record = null, Hub = HubReference.Named("") };

    internal override IEnumerable<string?> HubNames => [Hub.Name];
}
