using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Planners;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Results;

/// <summary>
/// A spoke and its hub at one point in time. The two VPCs with their accounts and region identify it; a command that is
/// run with it reads the rest again. It contains names of profiles and roles, never keys.
/// </summary>
public sealed record SpokeConnection
{
    /// <summary>The VPC of the spoke.</summary>
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

    /// <summary>The peering connection between them; a symbol in a dry run, null when there is none.</summary>
    public string? VpcPeeringConnectionId { get; init; }

    /// <summary>The Transit Gateway that joins them where no peering connection does; null otherwise.</summary>
    public string? TransitGatewayId { get; init; }

    /// <summary>The stage that the spoke has reached.</summary>
    public SpokeStage Stage { get; init; }

    /// <summary>The spoke's own interface endpoints for services that the hub has, ordered by service name.</summary>
    public ValueList<HubEndpoint> OwnEndpoints { get; init; } = ValueList<HubEndpoint>.Empty;

    /// <summary>
    /// The time during which each name may have had no private answer, when this command cut the spoke over or reverted the cut-over; otherwise
    /// empty.
    /// </summary>
    public ValueList<CutoverWindow> CutoverWindows { get; init; } = ValueList<CutoverWindow>.Empty;

    /// <summary>
    /// The codes of the refusals that <c>-Allow</c> waived when this command cut the spoke over or reverted the cut-over, in alphabetical order;
    /// otherwise empty.
    /// </summary>
    public ValueList<string> Allowed { get; init; } = ValueList<string>.Empty;

    /// <summary>The profile with which the spoke's account was accessed, or null.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The time at which the network was read (UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>True if a dry run predicted this object. Ids may be symbols then, and every later command performs a dry run too.</summary>
    public bool IsProjected { get; init; }

    /// <summary>The steps of this pipeline up to this object, as sentences: the predicted ones in a dry run, otherwise the executed ones.</summary>
    public ValueList<string> Steps { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// The same steps as data, one line each. A later command of a dry run predicts the network from them. They are never executed.
    /// </summary>
    public ValueList<string> StepRecords { get; init; } = ValueList<string>.Empty;

    /// <summary>The key of the spoke.</summary>
    /// <returns>VPC, account and region.</returns>
    internal SpokeKey GetKey() => new(VpcId, AccountId, Region);

    /// <summary>The key of the hub.</summary>
    /// <returns>Name and VPC.</returns>
    internal HubKey GetHubKey() => new(HubName, HubVpcId);

    /// <summary>The spoke and its hub.</summary>
    /// <returns>One line, short enough for the name of a test.</returns>
    public override string ToString() => DisplayText.Escape($"{VpcId} to {HubName}");

    /// <summary>The location of the spoke.</summary>
    /// <returns>Account and region.</returns>
    internal Location GetLocation() => new(AccountId, Region);

    /// <summary>The location of the hub.</summary>
    /// <returns>Account and region.</returns>
    internal Location GetHubLocation() => new(HubAccountId, Region);

    /// <summary>The connection of a spoke to its hub in a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="hubKey">The hub.</param>
    /// <param name="spokeVpcId">The spoke.</param>
    /// <param name="takenAt">The time at which the network was read (UTC).</param>
    /// <returns>The connection at any stage; null when the network does not contain one of the VPCs.</returns>
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
            VpcPeeringConnectionId = network
                .PeersOf(hub.Id)
                .Where(peer => peer.Side.VpcId == spoke.Id)
                .OrderByDescending(peer => peer.Peering.IsActive)
                .FirstOrDefault()
                .Peering?.Id,
            TransitGatewayId = network.PeersOf(hub.Id).Any(peer => peer.Side.VpcId == spoke.Id)
                ? null
                : TransitWay.Joining(network, spoke.Id, hub.Id).FirstOrDefault(),
            Stage = StageOf(network, hubKey, spokeVpcId),
            OwnEndpoints = network
                .EndpointsOf(spoke.Id)
                .Where(endpoint => endpoint.Kind == EndpointKind.Interface && services.Contains(endpoint.ServiceName))
                .OrderBy(endpoint => endpoint.ServiceName, StringComparer.Ordinal)
                .Select(HubEndpoint.Of)
                .ToValueList(),
            TakenAt = takenAt,
        };
    }

    // A stage is reached when its planner has nothing left to do, so that stages and plans always agree.
    private static SpokeStage StageOf(NetworkSnapshot network, HubKey hub, string spokeVpcId)
    {
        var connection = ConnectionPlanner.For(network, new ConnectionIntent { Hub = hub, SpokeVpcId = spokeVpcId });
        if (!network.HubEndpoints(hub).Any() || !IsDone(connection))
            return SpokeStage.NotConnected;
        var zones = ZonePlanner.For(network, new ZoneIntent { Hub = hub, SpokeVpcIds = ValueList.Of(spokeVpcId) });
        if (!IsDone(zones, nameof(Problems.ZoneRecordsUnread)))
            return SpokeStage.Connected;
        if (!IsDone(CutoverPlanner.For(network, new CutoverIntent { Hub = hub, SpokeVpcId = spokeVpcId })))
            return SpokeStage.ZonesReady;

        var services = network.HubEndpoints(hub).Select(endpoint => endpoint.ServiceName).ToList();
        return network.EndpointsOf(spokeVpcId).Any(endpoint => endpoint.Kind == EndpointKind.Interface && services.Contains(endpoint.ServiceName))
            ? SpokeStage.CutOver
            : SpokeStage.Consolidated;
    }

    // A service without private names needs no zone, and does not prevent the stage for the other services. A zone whose records could not be read is
    // not known to lack any; the cut-over, which needs the records, refuses by itself.
    private static bool IsDone(Plan plan, string? ignored = null) =>
        plan.IsEmpty && plan.Refusals.All(problem => problem.Code == nameof(Problems.NoPrivateNames) || problem.Code == ignored);
}

/// <summary>The stages of a spoke's consolidation.</summary>
public enum SpokeStage
{
    /// <summary>The spoke has no connection to the hub, or a part of the connection is missing.</summary>
    NotConnected,

    /// <summary>Packets can reach the hub; names still resolve to the spoke's own endpoints.</summary>
    Connected,

    /// <summary>The hub has zones for every service, and they are not associated with the spoke yet.</summary>
    ZonesReady,

    /// <summary>Names resolve to the hub's endpoints; the spoke's own endpoints are idle.</summary>
    CutOver,

    /// <summary>Names resolve to the hub's endpoints, and the spoke has no endpoint of its own left for them.</summary>
    Consolidated,
}

/// <summary>
/// The time during which a name may have had no private answer. In a cut-over it lasts from the request that disabled private DNS to the response
/// that the zone's association is INSYNC. When a cut-over is reverted, it lasts from the disassociation request until the endpoint is available with
/// private DNS enabled. An interruption that a client saw is never longer.
/// </summary>
/// <param name="ZoneName">The zone; the window applies to every name in it.</param>
/// <param name="OpenedAt">The start of the window (UTC).</param>
/// <param name="ClosedAt">The end of the window (UTC); null if it was not observed, because a later call failed.</param>
public sealed record CutoverWindow(string ZoneName, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt)
{
    /// <summary>Its length in seconds; null if its end was not observed.</summary>
    public double? Seconds => (ClosedAt - OpenedAt)?.TotalSeconds;
}
