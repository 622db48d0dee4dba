using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A VPC peering connection.</summary>
internal sealed record Peering : Resource
{
    /// <summary>The side that asked.</summary>
    public required PeeringSide Requester { get; init; }

    /// <summary>The side that was asked.</summary>
    public required PeeringSide Accepter { get; init; }

    /// <summary>AWS's state word, for example <c>active</c> (VPC peering guide, peering lifecycle).</summary>
    public required string State { get; init; }

    /// <summary>Whether packets pass.</summary>
    public bool IsActive => State == PeeringState.Active;

    /// <summary>Whether it stands or may yet stand: anything but failed, expired, rejected or deleted.</summary>
    public bool IsAlive => State is PeeringState.Active or PeeringState.PendingAcceptance or PeeringState.Provisioning or PeeringState.InitiatingRequest;

    /// <summary>Whether it joins these two VPCs, whoever asked.</summary>
    /// <param name="vpcId">One VPC.</param>
    /// <param name="otherVpcId">The other.</param>
    /// <returns>Whether it does.</returns>
    public bool Joins(string vpcId, string otherVpcId) =>
        (Requester.VpcId == vpcId && Accepter.VpcId == otherVpcId) || (Requester.VpcId == otherVpcId && Accepter.VpcId == vpcId);

    /// <summary>The side that is not this VPC.</summary>
    /// <param name="vpcId">One of the two VPCs.</param>
    /// <returns>The other side.</returns>
    public PeeringSide Beyond(string vpcId) => Requester.VpcId == vpcId ? Accepter : Requester;
}

/// <summary>One end of a peering.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="Location">Its owner and region.</param>
/// <param name="Cidrs">Its blocks; empty until the peering is active, since AWS tells them only then.</param>
internal sealed record PeeringSide(string VpcId, Location Location, ValueList<Cidr> Cidrs);

/// <summary>The words of a peering's life (VPC peering guide).</summary>
internal static class PeeringState
{
    /// <summary>Asked for, not yet checked.</summary>
    public const string InitiatingRequest = "initiating-request";

    /// <summary>Waits for the other side, seven days at most.</summary>
    public const string PendingAcceptance = "pending-acceptance";

    /// <summary>Accepted, being set up.</summary>
    public const string Provisioning = "provisioning";

    /// <summary>Packets pass.</summary>
    public const string Active = "active";
}
