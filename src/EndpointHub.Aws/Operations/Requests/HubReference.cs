using EndpointHub.Results;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A reference to a hub: its name, or an object that an earlier command returned.</summary>
public sealed record HubReference
{
    /// <summary>The hub's name.</summary>
    public required string Name { get; init; }

    /// <summary>The hub's VPC. If it is null, the name must be unique in the region.</summary>
    public string? HubVpcId { get; init; }

    /// <summary>The account that owns the hub; null means the account of the hub's credentials.</summary>
    public string? HubAccountId { get; init; }

    /// <summary>The hub as an earlier command returned it; null if only the name is known.</summary>
    public Hub? KnownHub { get; init; }

    /// <summary>True if the hub is only predicted, so that nothing real can be done with it.</summary>
    public bool IsProjected => KnownHub is { IsProjected: true };

    /// <summary>The steps of earlier commands of the pipeline.</summary>
    internal StepTrail Trail => KnownHub is { } hub ? new StepTrail(hub.Steps, hub.StepRecords) : StepTrail.Empty;

    /// <summary>Creates a reference from a hub.</summary>
    /// <param name="hub">The hub.</param>
    /// <returns>The reference.</returns>
    public static HubReference To(Hub hub) =>
        new()
        {
            Name = hub.Name,
            HubVpcId = hub.HubVpcId,
            HubAccountId = hub.HubAccountId,
            KnownHub = hub,
        };

    /// <summary>Creates a reference from a name.</summary>
    /// <param name="name">The hub's name.</param>
    /// <returns>The reference.</returns>
    public static HubReference Named(string name) => new() { Name = name };
}
