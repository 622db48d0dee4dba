using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Inventory;

/// <summary>
/// An endpoint of a VPC at one point in time: its properties, its cost, the VPCs with an endpoint for the same service, and whether a hub can replace
/// it.
/// </summary>
public sealed record EndpointInventory
{
    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>The VPC's name tag; null when it has none.</summary>
    public string? VpcName { get; init; }

    /// <summary>The VPC's owner: twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The endpoint.</summary>
    public required string VpcEndpointId { get; init; }

    /// <summary>The full service name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The short service name, for example <c>ecr.dkr</c>.</summary>
    public string Service => Naming.ServiceName.InShort(ServiceName, Region);

    /// <summary>Its type.</summary>
    public required EndpointKind Kind { get; init; }

    /// <summary>The state, in the word of the EC2 API.</summary>
    public required string State { get; init; }

    /// <summary>Its Availability Zones, by their names in the owner's account, ordered. Each is billed.</summary>
    public ValueList<string> AvailabilityZones { get; init; } = ValueList<string>.Empty;

    /// <summary>Its subnets, ordered by id.</summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>True if private DNS is enabled.</summary>
    public bool PrivateDnsEnabled { get; init; }

    /// <summary>True if an AWS service created it and manages it.</summary>
    public bool RequesterManaged { get; init; }

    /// <summary>
    /// The tool or service in whose configuration it stands, according to its tags; null when they do not tell. It is changed only with
    /// <c>-IncludeManaged</c>.
    /// </summary>
    public EndpointOwner? ManagedBy { get; init; }

    /// <summary>Its tags, ordered by key.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <summary>The hub that it is part of; null when it is part of none.</summary>
    public string? PartOfHub { get; init; }

    /// <summary>The other VPCs that have an endpoint of the same service and type, ordered by id.</summary>
    public ValueList<string> DuplicateVpcIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The reason why it cannot be moved to a hub.</summary>
    public required MoveBlocker Obstacle { get; init; }

    /// <summary>True if a hub can replace it.</summary>
    public bool CanMove => Obstacle == MoveBlocker.None;

    /// <summary>The reason as a sentence; empty when it can be moved.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Points to check before it is moved. They do not prevent the move.</summary>
    public ValueList<string> Warnings { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// The records that point to it, in the zones that were read; null when no zone was searched. An empty list alone does not mean that there are
    /// none: <see cref="IsReferenced"/> tells.
    /// </summary>
    public ValueList<string>? References { get; init; }

    /// <summary>
    /// The zones that could not be searched although they may have a record that points to it; null when no zone was searched.
    /// </summary>
    public ValueList<string>? UnreadZones { get; init; }

    /// <summary>True if a record points to it, false if none does, and null if that is not known, because not every zone was read.</summary>
    public bool? IsReferenced =>
        References is { Count: > 0 } ? true
        : References is not null && UnreadZones is { Count: 0 } ? false
        : null;

    /// <summary>
    /// USD for a month of 730 hours, without traffic; 0 when GuardDuty or another account pays; null when the price is not known or is not by
    /// Availability Zone and hour.
    /// </summary>
    public decimal? MonthlyCost { get; init; }

    /// <summary>The time at which the network was read (UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>The service, the VPC and the endpoint.</summary>
    /// <returns>One line, short enough for the name of a test.</returns>
    public override string ToString() => DisplayText.Escape($"{ServiceName} in {VpcId} ({VpcEndpointId})");
}
