using EndpointHub.Hubs;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Results;

/// <summary>
/// A hub at one point in time. Name, VPC, account and region identify it; a command that is run with it reads the rest again.
/// It has no property <c>VpcId</c>, so that PowerShell never binds it to a parameter for a spoke.
/// </summary>
public sealed record Hub
{
    /// <summary>The hub's name: the value of its tag.</summary>
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

    /// <summary>The private hosted zones that lead its services' names to its endpoints, ordered by name.</summary>
    public ValueList<HubZone> Zones { get; init; } = ValueList<HubZone>.Empty;

    /// <summary>The VPCs with an active peering to it, ordered by id.</summary>
    public ValueList<string> SpokeVpcIds { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// The private names that its services have now, according to their descriptions, and that no zone leads to its endpoints; ordered. Run
    /// <c>Add-EndpointPrivateZone</c> to add them.
    /// </summary>
    public ValueList<string> MissingNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The global names of its services, for example <c>sts.amazonaws.com</c>. No endpoint serves them, so they stay public.</summary>
    public ValueList<string> PublicNames { get; init; } = ValueList<string>.Empty;

    /// <summary>What the hub has twice; empty for a sound hub. <c>Remove-EndpointHub -DuplicateOnly</c> deletes what is not in use.</summary>
    public ValueList<HubDuplicate> Duplicates { get; init; } = ValueList<HubDuplicate>.Empty;

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

    /// <summary>The full names of the services that it has an endpoint for.</summary>
    public IEnumerable<string> ServiceNames => Endpoints.Select(endpoint => endpoint.ServiceName);

    /// <summary>The hub and its VPC.</summary>
    /// <returns>One line, short enough for the name of a test.</returns>
    public override string ToString() => DisplayText.Escape($"{Name} in {HubVpcId}");

    /// <summary>The key of the hub.</summary>
    /// <returns>Name and VPC.</returns>
    internal HubKey GetKey() => new(Name, HubVpcId);

    /// <summary>The location of the hub.</summary>
    /// <returns>Account and region.</returns>
    internal Location GetLocation() => new(HubAccountId, Region);

    /// <summary>The hub of a key in a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="key">The hub.</param>
    /// <param name="takenAt">The time at which the network was read (UTC).</param>
    /// <returns>The hub; null when no endpoint in the VPC has its tag.</returns>
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
            SecurityGroupIds = endpoints
                .SelectMany(endpoint => endpoint.SecurityGroupIds)
                .Distinct(StringComparer.Ordinal)
                .OrderBy(id => id, StringComparer.Ordinal)
                .ToValueList(),
            Zones = network
                .HubZones(key)
                .Select(zone => new HubZone(zone.Name, zone.Id))
                .Concat(network.ForeignAnsweringZones(key).Select(zone => new HubZone(zone.Name, zone.Id) { IsForeign = true }))
                .Distinct()
                .OrderBy(zone => zone.Name, StringComparer.Ordinal)
                .ToValueList(),
            SpokeVpcIds = network
                .PeersOf(key.VpcId)
                .Where(peer => peer.Peering.IsActive)
                .Select(peer => peer.Side.VpcId)
                .Concat(TransitSpokes.Of(network, key))
                .Distinct(StringComparer.Ordinal)
                .OrderBy(id => id, StringComparer.Ordinal)
                .ToValueList(),
            MissingNames = network.MissingNames(key).ToValueList(),
            PublicNames = endpoints
                .SelectMany(endpoint => GlobalNames.Of(endpoint.ServiceName, vpc.Location.Region))
                .Distinct(StringComparer.Ordinal)
                .ToValueList(),
            Duplicates = network
                .DuplicateEndpoints(key)
                .Select(duplicate => new HubDuplicate(duplicate.Extra.ServiceName, duplicate.Extra.Id, duplicate.Kept.Id))
                .Concat(
                    network.DuplicateGroups(key).Select(duplicate => new HubDuplicate(duplicate.Extra.Name, duplicate.Extra.Id, duplicate.Kept.Id))
                )
                .ToValueList(),
            TakenAt = takenAt,
        };
    }
}

/// <summary>A resource that a hub has twice.</summary>
/// <param name="Name">The full service name of an endpoint, or the name of a security group.</param>
/// <param name="Id">The second resource, which is not needed.</param>
/// <param name="KeptId">The resource that is kept: the one in use, if any is.</param>
public sealed record HubDuplicate(string Name, string Id, string KeptId)
{
    /// <summary>Both resources and what they are for.</summary>
    /// <returns>One line, short enough for the name of a test.</returns>
    public override string ToString() => $"{Id} beside {KeptId} for {Name}";
}

/// <summary>A hub's endpoint for one service.</summary>
/// <param name="ServiceName">The full service name.</param>
/// <param name="VpcEndpointId">The endpoint.</param>
/// <param name="State">The state, in the word of the EC2 API.</param>
/// <param name="SubnetIds">Its subnets.</param>
public sealed record HubEndpoint(string ServiceName, string VpcEndpointId, string State, ValueList<string> SubnetIds)
{
    internal static HubEndpoint Of(Endpoint endpoint) => new(endpoint.ServiceName, endpoint.Id, endpoint.State, endpoint.SubnetIds);
}

/// <summary>A private hosted zone of a hub.</summary>
/// <param name="Name">The zone's name, without a final dot.</param>
/// <param name="HostedZoneId">Its id.</param>
public sealed record HubZone(string Name, string HostedZoneId)
{
    /// <summary>True if EndpointHub did not make the zone and never changes it.</summary>
    public bool IsForeign { get; init; }
}
