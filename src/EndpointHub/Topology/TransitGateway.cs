using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A Transit Gateway. Only its owner can read its route tables, so a snapshot may contain the gateway without its route tables.</summary>
internal sealed record TransitGateway : Resource
{
    /// <summary>Its owner: twelve digits.</summary>
    public required string OwnerAccountId { get; init; }

    /// <summary>True if associations and route tables were read; false when the owner's account could not be accessed.</summary>
    public bool RoutesAreRead { get; init; } = true;
}

/// <summary>A VPC attachment of a Transit Gateway (Transit Gateways guide, VPC attachments).</summary>
internal sealed record TransitGatewayAttachment : Resource
{
    /// <summary>The gateway.</summary>
    public required string TransitGatewayId { get; init; }

    /// <summary>The VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>The state, for example <c>available</c>.</summary>
    public required string State { get; init; }

    /// <summary>
    /// The subnets of the attachment, at most one in an Availability Zone. Every subnet of such a zone can reach the
    /// gateway. Subnets of other zones cannot, even with a route.
    /// </summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>True if appliance mode is enabled: a flow uses the same Availability Zone in both directions.</summary>
    public bool IsInApplianceMode { get; init; }

    /// <summary>The associated route table, which routes packets from the VPC; null when none is associated.</summary>
    public string? RouteTableId { get; init; }

    /// <summary>True if packets pass. An attachment that is being modified remains available.</summary>
    public bool Passes =>
        State is TransitGatewayAttachmentState.Available or TransitGatewayAttachmentState.Modifying or TransitGatewayAttachmentState.RollingBack;

    /// <summary>True if it is available or pending, and not failed, rejected or deleted, or about to be.</summary>
    public bool IsAlive =>
        Passes
        || State
            is TransitGatewayAttachmentState.InitiatingRequest
                or TransitGatewayAttachmentState.PendingAcceptance
                or TransitGatewayAttachmentState.Pending;
}

/// <summary>The states of an attachment that is available or pending (EC2 API reference, TransitGatewayVpcAttachment).</summary>
internal static class TransitGatewayAttachmentState
{
    /// <summary>Requested.</summary>
    public const string InitiatingRequest = "initiatingRequest";

    /// <summary>Waiting for acceptance by the gateway's owner.</summary>
    public const string PendingAcceptance = "pendingAcceptance";

    /// <summary>Accepted, being set up.</summary>
    public const string Pending = "pending";

    /// <summary>Available: packets pass.</summary>
    public const string Available = "available";

    /// <summary>Packets pass while subnets or options are changed.</summary>
    public const string Modifying = "modifying";

    /// <summary>Packets pass while a change is rolled back.</summary>
    public const string RollingBack = "rollingBack";
}
