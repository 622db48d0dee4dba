namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request to find hubs (Get-EndpointHub).</summary>
public sealed record GetHubRequest : OperationRequest
{
    /// <summary>The name, or null for every hub of account and region.</summary>
    public string? Name { get; init; }

    /// <summary>The hub's VPC, or null for any.</summary>
    public string? HubVpcId { get; init; }

    internal override IEnumerable<string?> HubNames => [Name];
}
