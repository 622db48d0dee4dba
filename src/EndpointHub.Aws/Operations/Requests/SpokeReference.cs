using EndpointHub.Hubs;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A reference to a spoke: its VPC id, or an object that an earlier command returned.</summary>
public sealed record SpokeReference
{
    /// <summary>The spoke's key.</summary>
    public required SpokeKey Key { get; init; }

    /// <summary>The spoke's hub; null if the object names none.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>True if the spoke is only predicted, so that nothing real can be done with it.</summary>
    public bool IsProjected { get; init; }

    /// <summary>The steps of earlier commands of the pipeline.</summary>
    internal StepTrail Trail { get; init; } = StepTrail.Empty;

    /// <summary>Creates a reference from a VPC id.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <param name="accountId">The account that owns the VPC, or null.</param>
    /// <returns>The reference.</returns>
    public static SpokeReference To(string vpcId, string? accountId = null) => new() { Key = new SpokeKey(vpcId, accountId) };

    /// <summary>Creates a reference from a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <returns>The reference.</returns>
    public static SpokeReference To(SpokeConnection connection) =>
        new()
        {
            Key = connection.GetKey(),
            Hub = new HubReference
            {
                Name = connection.HubName,
                HubVpcId = connection.HubVpcId,
                HubAccountId = connection.HubAccountId,
            },
            IsProjected = connection.IsProjected,
            Trail = new StepTrail(connection.Steps, connection.StepRecords),
        };

    /// <summary>Creates a reference from a tested path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The reference.</returns>
    public static SpokeReference To(EndpointPath path) =>
        new()
        {
            Key = path.GetKey(),
            Hub = path.HubName is null
                ? null
                : new HubReference
                {
                    Name = path.HubName,
                    HubVpcId = path.HubVpcId,
                    HubAccountId = path.HubAccountId,
                },
            IsProjected = path.IsProjected,
            Trail = new StepTrail(path.Steps, path.StepRecords),
        };
}
