using EndpointHub.Paths.Verdicts;
using EndpointHub.Planning;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>The spoke that a command is given: by its VPC id, or as an object that an earlier command returned.</summary>
public sealed record SpokeReference
{
    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its owner; null means the account of the spoke's credentials.</summary>
    public string? AccountId { get; init; }

    /// <summary>Its region; null means the one in use.</summary>
    public string? Region { get; init; }

    /// <summary>Its hub; null when the object names none.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>Whether it is foretold, so that this command rehearses too.</summary>
    public bool IsProjected { get; init; }

    /// <summary>The steps that led to it in this pipeline.</summary>
    public ValueList<Step> Steps { get; init; } = ValueList<Step>.Empty;

    /// <summary>The steps that were foretold of the object since.</summary>
    internal ValueList<Step> Rehearsed { get; init; } = ValueList<Step>.Empty;

    /// <summary>A spoke by its VPC alone.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The reference.</returns>
    public static SpokeReference To(string vpcId) => new() { VpcId = vpcId };

    /// <summary>A spoke by its connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <returns>The reference.</returns>
    public static SpokeReference To(SpokeConnection connection) => new()
    {
        VpcId = connection.VpcId,
        AccountId = connection.AccountId,
        Region = connection.Region,
        Hub = new HubReference { Name = connection.HubName, HubVpcId = connection.HubVpcId, HubAccountId = connection.HubAccountId },
        IsProjected = connection.IsProjected,
        Steps = connection.Steps,
        Rehearsed = Rehearsal.Of(connection),
    };

    /// <summary>A spoke by a path that was tested.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The reference.</returns>
    public static SpokeReference To(EndpointPath path) => new()
    {
        VpcId = path.VpcId,
        AccountId = path.AccountId,
        Region = path.Region,
        Hub = path.HubName is null ? null : new HubReference { Name = path.HubName, HubVpcId = path.HubVpcId, HubAccountId = path.HubAccountId },
        IsProjected = path.IsProjected,
        Steps = path.Steps,
        Rehearsed = Rehearsal.Of(path),
    };
}
