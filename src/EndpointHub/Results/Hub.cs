using EndpointHub.Hubs;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Results;

/// <summary>
/// A hub as it was at one time. Its identity is name, VPC, account and region; every command that is given one reads the rest again.
/// It has no property <c>VpcId</c>, so that it can never be bound where a spoke belongs.
/// </summary>
public sealed record Hub
{
    /// <summary>The name that its tags carry.</summary>
    public required string Name { get; init; }

    /// <summary>Its VPC.</summary>
    public required string HubVpcId { get; init; }

    /// <summary>The owner of the VPC: twelve digits.</summary>
    public required string HubAccountId { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The endpoints, ordered by service name.</summary>
    public ValueList<HubEndpoint> Endpoints { get; init; } = ValueList<HubEndpoint>.Empty;

    /// <summary>The security groups on the endpoints, ordered by id.</summary>
    public ValueList<string> SecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The private zones that EndpointHub made for it, ordered by name.</summary>
    public ValueList<HubZone> Zones { get; init; } = ValueList<HubZone>.Empty;

    /// <summary>The VPCs with an active peering to it, ordered by id.</summary>
    public ValueList<string> SpokeVpcIds { get; init; } = ValueList<string>.Empty;

    /// <summary>When this picture was taken (UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>Whether this is what a rehearsal foretells: ids may be symbols, and every later command rehearses too.</summary>
    public bool IsProjected { get; init; }

    /// <summary>The steps that led here in this pipeline, for people: predicted ones when projected, else those taken.</summary>
    public ValueList<string> Steps { get; init; } = ValueList<string>.Empty;

    /// <summary>The same steps as data, one line each. From these a later command of a dry run predicts the network; nothing is ever done because of them.</summary>
    public ValueList<string> StepRecords { get; init; } = ValueList<string>.Empty;

    /// <summary>The full names of the services that it has an endpoint for.</summary>
    public IEnumerable<string> ServiceNames => Endpoints.Select(endpoint => endpoint.ServiceName);

    /// <summary>The hub and its VPC.</summary>
    /// <returns>One line, short enough for a test's name.</returns>
    public override string ToString() => $"{Name} in {HubVpcId}";

    /// <summary>Which hub it is.</summary>
    /// <returns>Name and VPC.</returns>
    internal HubKey GetKey() => new(Name, HubVpcId);

    /// <summary>The hub's place.</summary>
    /// <returns>Account and region.</returns>
    internal Location GetLocation() => new(HubAccountId, Region);

    /// <summary>The hub as a network has it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="key">Which hub.</param>
    /// <param name="takenAt">When the network was read (UTC).</param>
    /// <returns>The hub; null when no endpoint in the VPC carries its tag.</returns>
    internal static Hub? In(NetworkSnapshot network, HubKey key, DateTimeOffset takenAt)
    {
        var endpoints = network.HubEndpoints(key).ToList();
        if (endpoints.Count == 0 || network.Vpcs.Find(key.VpcId) is not { } vpc)
            return null;

        return new Hub
        {
            Name = key.Name,
            HubVpcId = key.VpcId,
            HubAccountId = vpc.Location.AccountId,
            Region = vpc.Location.Region,
            Endpoints = endpoints.Select(HubEndpoint.Of).ToValueList(),
            SecurityGroupIds = endpoints.SelectMany(endpoint => endpoint.SecurityGroupIds)
                .Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal).ToValueList(),
            Zones = network.HubZones(key).Select(zone => new HubZone(zone.Name, zone.Id))
                .OrderBy(zone => zone.Name, StringComparer.Ordinal).ToValueList(),
            SpokeVpcIds = network.PeersOf(key.VpcId).Where(peer => peer.Peering.IsActive).Select(peer => peer.Side.VpcId)
                .Distinct(StringComparer.Ordinal).ToValueList(),
            TakenAt = takenAt,
        };
    }
}

/// <summary>A hub's endpoint for one service.</summary>
/// <param name="ServiceName">The full service name.</param>
/// <param name="VpcEndpointId">The endpoint.</param>
/// <param name="State">AWS's state word.</param>
/// <param name="SubnetIds">Its subnets.</param>
public sealed record HubEndpoint(string ServiceName, string VpcEndpointId, string State, ValueList<string> SubnetIds)
{
    internal static HubEndpoint Of(Endpoint endpoint) => new(endpoint.ServiceName, endpoint.Id, endpoint.State, endpoint.SubnetIds);
}

/// <summary>A hub's private zone.</summary>
/// <param name="Name">The zone's name, without a final dot.</param>
/// <param name="HostedZoneId">Its id.</param>
public sealed record HubZone(string Name, string HostedZoneId);
