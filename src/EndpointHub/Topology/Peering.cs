using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A VPC peering connection.</summary>
internal sealed record Peering : Resource
{
    /// <summary>The requester's side.</summary>
    public required PeeringSide Requester { get; init; }

    /// <summary>The accepter's side.</summary>
    public required PeeringSide Accepter { get; init; }

    /// <summary>The state, for example <c>active</c> (VPC peering guide, peering lifecycle).</summary>
    public required string State { get; init; }

    /// <summary>True if it is active, so that packets pass.</summary>
    public bool IsActive => State == PeeringState.Active;

    /// <summary>True if it is active or pending, and not failed, expired, rejected or deleted.</summary>
    public bool IsAlive =>
        State is PeeringState.Active or PeeringState.PendingAcceptance or PeeringState.Provisioning or PeeringState.InitiatingRequest;

    /// <summary>True if it connects two VPCs, in either direction.</summary>
    /// <param name="vpcId">A VPC.</param>
    /// <param name="otherVpcId">The other VPC.</param>
    ///
    public bool Joins(string vpcId, string otherVpcId) =>
        (Requester.VpcId == vpcId && Accepter.VpcId == otherVpcId) || (Requester.VpcId == otherVpcId && Accepter.VpcId == vpcId);

    /// <summary>The side of the other VPC.</summary>
    /// <param name="vpcId">One of the two VPCs.</param>
    /// <returns>The other side.</returns>
    public PeeringSide Beyond(string vpcId) => Requester.VpcId == vpcId ? Accepter : Requester;
}

/// <summary>One side of a peering connection.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="Location">Its owner and region.</param>
/// <param name="Cidrs">Its CIDR blocks; empty until the peering connection is active, because AWS returns them only then.</param>
internal sealed record PeeringSide(string VpcId, Location Location, ValueList<Cidr> Cidrs);

/// <summary>The states of a peering connection (VPC peering guide).</summary>
internal static class PeeringState
{
    /// <summary>Requested and not checked yet.</summary>
    public const string InitiatingRequest = "initiating-request";

    /// <summary>Waiting for acceptance; it expires after seven days.</summary>
    public const string PendingAcceptance = "pending-acceptance";

    /// <summary>Accepted, being set up.</summary>
    public const string Provisioning = "provisioning";

    /// <summary>Active: packets pass.</summary>
    public const string Active = "active";
}
