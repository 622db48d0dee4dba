using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Inventory;

/// <summary>An endpoint as it stands in its VPC at one time: what it is, what it costs, who else has the same, and whether a hub can take its place.</summary>
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

    /// <summary>The service name that people use, for example <c>ecr.dkr</c>.</summary>
    public string Service => Naming.ServiceName.InShort(ServiceName, Region);

    /// <summary>Its type.</summary>
    public required EndpointKind Kind { get; init; }

    /// <summary>AWS's state word.</summary>
    public required string State { get; init; }

    /// <summary>Its Availability Zones, by their names in the owner's account, ordered. Each is billed.</summary>
    public ValueList<string> AvailabilityZones { get; init; } = ValueList<string>.Empty;

    /// <summary>Its subnets, ordered by id.</summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether its private names answer inside its VPC.</summary>
    public bool PrivateDnsEnabled { get; init; }

    /// <summary>Whether a service made it and manages it.</summary>
    public bool RequesterManaged { get; init; }

    /// <summary>Its tags, ordered by key.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <summary>The hub that it is part of; null when it is no hub's.</summary>
    public string? PartOfHub { get; init; }

    /// <summary>The other VPCs that hold an endpoint of the same service and type, ordered by id.</summary>
    public ValueList<string> DuplicateVpcIds { get; init; } = ValueList<string>.Empty;

    /// <summary>Why it stays where it is.</summary>
    public required MoveBlocker Obstacle { get; init; }

    /// <summary>Whether a hub can take its place.</summary>
    public bool CanMove => Obstacle == MoveBlocker.None;

    /// <summary>The obstacle as a sentence; empty when there is none.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What to look at before it is moved, although nothing stands in the way.</summary>
    public ValueList<string> Warnings { get; init; } = ValueList<string>.Empty;

    /// <summary>USD for a month of 730 hours, without traffic; null when the price is not known or is not by Availability Zone and hour.</summary>
    public decimal? MonthlyCost { get; init; }

    /// <summary>When the network was read (UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>The service, the VPC and the endpoint.</summary>
    /// <returns>One line, short enough for a test's name.</returns>
    public override string ToString() => $"{ServiceName} in {VpcId} ({VpcEndpointId})";
}
