using EndpointHub.Hubs;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>The spoke that a command is given: by its VPC id, or as an object that an earlier command returned.</summary>
public sealed record SpokeReference
{
    /// <summary>Which spoke.</summary>
    public required SpokeKey Key { get; init; }

    /// <summary>Its hub; null when the object names none.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>Whether it is only predicted, so that nothing real can be done about it.</summary>
    public bool IsProjected { get; init; }

    /// <summary>The steps that led to it in this pipeline.</summary>
    internal StepTrail Trail { get; init; } = StepTrail.Empty;

    /// <summary>A spoke by its VPC alone.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <param name="accountId">Its owner, or null.</param>
    /// <returns>The reference.</returns>
    public static SpokeReference To(string vpcId, string? accountId = null) => new() { Key = new SpokeKey(vpcId, accountId) };

    /// <summary>A spoke by its connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <returns>The reference.</returns>
    public static SpokeReference To(SpokeConnection connection) => new()
    {
        Key = connection.GetKey(),
        Hub = new HubReference { Name = connection.HubName, HubVpcId = connection.HubVpcId, HubAccountId = connection.HubAccountId },
        IsProjected = connection.IsProjected,
        Trail = new StepTrail(connection.Steps, connection.StepRecords),
    };

    /// <summary>A spoke by a path that was tested.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The reference.</returns>
    public static SpokeReference To(EndpointPath path) => new()
    {
        Key = path.GetKey(),
        Hub = path.HubName is null ? null : new HubReference { Name = path.HubName, HubVpcId = path.HubVpcId, HubAccountId = path.HubAccountId },
        IsProjected = path.IsProjected,
        Trail = new StepTrail(path.Steps, path.StepRecords),
    };
}
