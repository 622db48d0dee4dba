using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Planners;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Results;

/// <summary>
/// A spoke and its hub as they were at one time. Its identity is the two VPCs with their accounts and region; every command that is
/// given one reads the rest again. It carries names of profiles and roles, never keys.
/// </summary>
public sealed record SpokeConnection
{
    /// <summary>The spoke.</summary>
    public required string VpcId { get; init; }

    /// <summary>The spoke's owner: twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The region of both.</summary>
    public required string Region { get; init; }

    /// <summary>The hub's name.</summary>
    public required string HubName { get; init; }

    /// <summary>The hub's VPC.</summary>
    public required string HubVpcId { get; init; }

    /// <summary>The hub's owner: twelve digits.</summary>
    public required string HubAccountId { get; init; }

    /// <summary>The peering that joins them; a symbol when projected, null when there is none.</summary>
    public string? VpcPeeringConnectionId { get; init; }

    /// <summary>How far the spoke has come.</summary>
    public SpokeStage Stage { get; init; }

    /// <summary>The spoke's own interface endpoints for services that the hub has, ordered by service name.</summary>
    public ValueList<HubEndpoint> OwnEndpoints { get; init; } = ValueList<HubEndpoint>.Empty;

    /// <summary>For how long each name may have had no private answer when this command cut the spoke over, or back; empty when it did not.</summary>
    public ValueList<CutoverWindow> CutoverWindows { get; init; } = ValueList<CutoverWindow>.Empty;

    /// <summary>The profile that the spoke's side was reached with, or null.</summary>
    public string? ProfileName { get; init; }

    /// <summary>When this picture was taken (UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>Whether this is what a rehearsal foretells: ids may be symbols, and every later command rehearses too.</summary>
    public bool IsProjected { get; init; }

    /// <summary>The steps that led here in this pipeline, for people: predicted ones when projected, else those taken.</summary>
    public ValueList<string> Steps { get; init; } = ValueList<string>.Empty;

    /// <summary>The same steps as data, one line each. From these a later command of a dry run predicts the network; nothing is ever done because of them.</summary>
    public ValueList<string> StepRecords { get; init; } = ValueList<string>.Empty;

    /// <summary>Which spoke it is.</summary>
    /// <returns>VPC, account and region.</returns>
    internal SpokeKey GetKey() => new(VpcId, AccountId, Region);

    /// <summary>Which hub it is about.</summary>
    /// <returns>Name and VPC.</returns>
    internal HubKey GetHubKey() => new(HubName, HubVpcId);

    /// <summary>The spoke and its hub.</summary>
    /// <returns>One line, short enough for a test's name.</returns>
    public override string ToString() => $"{VpcId} to {HubName}";

    /// <summary>The spoke's place.</summary>
    /// <returns>Account and region.</returns>
    internal Location GetLocation() => new(AccountId, Region);

    /// <summary>The hub's place.</summary>
    /// <returns>Account and region.</returns>
    internal Location GetHubLocation() => new(HubAccountId, Region);

    /// <summary>The spoke and its hub as a network has them.</summary>
    /// <param name="network">The network.</param>
    /// <param name="hubKey">The hub.</param>
    /// <param name="spokeVpcId">The spoke.</param>
    /// <param name="takenAt">When the network was read (UTC).</param>
    /// <returns>The connection, whatever its stage; null when the network lacks one of the VPCs.</returns>
    internal static SpokeConnection? In(NetworkSnapshot network, HubKey hubKey, string spokeVpcId, DateTimeOffset takenAt)
    {
        if (network.Vpcs.Find(spokeVpcId) is not { } spoke || network.Vpcs.Find(hubKey.VpcId) is not { } hub)
            return null;

        var services = network.HubEndpoints(hubKey).Select(endpoint => endpoint.ServiceName).ToList();
        return new SpokeConnection
        {
            VpcId = spoke.Id,
            AccountId = spoke.Location.AccountId,
            Region = spoke.Location.Region,
            HubName = hubKey.Name,
            HubVpcId = hub.Id,
            HubAccountId = hub.Location.AccountId,
            VpcPeeringConnectionId = network.PeersOf(hub.Id).Where(peer => peer.Side.VpcId == spoke.Id)
                .OrderByDescending(peer => peer.Peering.IsActive).FirstOrDefault().Peering?.Id,
            Stage = StageOf(network, hubKey, spokeVpcId),
            OwnEndpoints = network.EndpointsOf(spoke.Id)
                .Where(endpoint => endpoint.Kind == EndpointKind.Interface && services.Contains(endpoint.ServiceName))
                .OrderBy(endpoint => endpoint.ServiceName, StringComparer.Ordinal).Select(HubEndpoint.Of).ToValueList(),
            TakenAt = takenAt,
        };
    }

    // A stage is reached when its planner finds nothing left to do; so stages and plans can never disagree.
    private static SpokeStage StageOf(NetworkSnapshot network, HubKey hub, string spokeVpcId)
    {
        var hasServices = network.HubEndpoints(hub).Any();
        if (!hasServices || !IsDone(ConnectionPlanner.For(network, new ConnectionIntent { Hub = hub, SpokeVpcId = spokeVpcId })))
            return SpokeStage.NotConnected;
        if (!IsDone(ZonePlanner.For(network, new ZoneIntent { Hub = hub, SpokeVpcIds = ValueList.Of(spokeVpcId) })))
            return SpokeStage.Connected;
        if (!IsDone(CutoverPlanner.For(network, new CutoverIntent { Hub = hub, SpokeVpcId = spokeVpcId })))
            return SpokeStage.ZonesReady;

        var services = network.HubEndpoints(hub).Select(endpoint => endpoint.ServiceName).ToList();
        return network.EndpointsOf(spokeVpcId).Any(endpoint => endpoint.Kind == EndpointKind.Interface && services.Contains(endpoint.ServiceName))
            ? SpokeStage.CutOver
            : SpokeStage.Consolidated;
    }

    // A service without private names has no zone to stand for it, which keeps no other from being served.
    private static bool IsDone(Plan plan) => plan.IsEmpty && plan.Refusals.All(problem => problem.Code == nameof(Problems.NoPrivateNames));
}

/// <summary>How far a spoke has come on its way to the hub.</summary>
public enum SpokeStage
{
    /// <summary>Nothing joins it to the hub, or something of the connection is missing.</summary>
    NotConnected,

    /// <summary>Packets can travel; names still lead to its own endpoints.</summary>
    Connected,

    /// <summary>The hub's zones stand for every service, and do not answer in the spoke yet.</summary>
    ZonesReady,

    /// <summary>Names lead to the hub; the spoke's own endpoints are idle.</summary>
    CutOver,

    /// <summary>Names lead to the hub, and the spoke has no endpoint of its own left for them.</summary>
    Consolidated,
}

/// <summary>
/// The time during which a name may have had no private answer: from the sending of the call that switched private DNS off to the answer
/// that the zone's association is in sync; on the way back, from the sending of the disassociation until the endpoint is available with its
/// private DNS on. What a client saw lies within it.
/// </summary>
/// <param name="ZoneName">The zone, and so every name under it.</param>
/// <param name="OpenedAt">When it began (UTC).</param>
/// <param name="ClosedAt">When it ended (UTC).</param>
public sealed record CutoverWindow(string ZoneName, DateTimeOffset OpenedAt, DateTimeOffset ClosedAt)
{
    /// <summary>Its length in seconds.</summary>
    public double Seconds => (ClosedAt - OpenedAt).TotalSeconds;
}
