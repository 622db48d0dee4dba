using EndpointHub.Results;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>The hub that a command is given: by its name, or as an object that an earlier command returned.</summary>
public sealed record HubReference
{
    /// <summary>The hub's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its VPC; null lets the name decide, which must then be the only one of the region.</summary>
    public string? HubVpcId { get; init; }

    /// <summary>Its owner; null means the account of the hub's credentials.</summary>
    public string? HubAccountId { get; init; }

    /// <summary>The hub as an earlier command saw or predicted it; null when only its name was given.</summary>
    public Hub? Picture { get; init; }

    /// <summary>Whether it is only predicted, so that nothing real can be done about it.</summary>
    public bool IsProjected => Picture is { IsProjected: true };

    /// <summary>The steps that led to it in this pipeline.</summary>
    internal StepTrail Trail => Picture is { } hub ? new StepTrail(hub.Steps, hub.StepRecords) : StepTrail.Empty;

    /// <summary>A hub by its object.</summary>
    /// <param name="hub">The hub.</param>
    /// <returns>The reference.</returns>
    public static HubReference To(Hub hub) => new() { Name = hub.Name, HubVpcId = hub.HubVpcId, HubAccountId = hub.HubAccountId, Picture = hub };

    /// <summary>A hub by its name.</summary>
    /// <param name="name">The name that its tags carry.</param>
    /// <returns>The reference.</returns>
    public static HubReference Named(string name) => new() { Name = name };
}
