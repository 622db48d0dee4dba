using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A Transit Gateway. Only its owner sees which tables it routes by, so a snapshot may know the gateway and not its tables.</summary>
internal sealed record TransitGateway : Resource
{
    /// <summary>Its owner: twelve digits.</summary>
    public required string OwnerAccountId { get; init; }

    /// <summary>Whether associations and route tables were read; false where the owner's account was out of reach.</summary>
    public bool RoutesAreRead { get; init; } = true;
}

/// <summary>A VPC on a Transit Gateway (Transit Gateways guide, VPC attachments).</summary>
internal sealed record TransitGatewayAttachment : Resource
{
    /// <summary>The gateway.</summary>
    public required string TransitGatewayId { get; init; }

    /// <summary>The VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>AWS's state word, for example <c>available</c>.</summary>
    public required string State { get; init; }

    /// <summary>
    /// The subnets through which packets come and go, at most one in an Availability Zone. Every subnet of a zone that has one reaches the
    /// gateway; a zone that has none does not, whatever its route tables say.
    /// </summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether packets may enter the VPC in the destination's zone instead of the one they come from, to keep a flow on one appliance.</summary>
    public bool IsInApplianceMode { get; init; }

    /// <summary>The one table that packets from the VPC are routed by; null when it is associated with none.</summary>
    public string? RouteTableId { get; init; }

    /// <summary>Whether packets pass. An attachment that is being changed was available before and stays so.</summary>
    public bool Passes => State is TransitGatewayAttachmentState.Available or TransitGatewayAttachmentState.Modifying or TransitGatewayAttachmentState.RollingBack;

    /// <summary>Whether it stands or may yet stand: anything but failed, rejected or deleted, or on the way there.</summary>
    public bool IsAlive =>
        Passes || State is TransitGatewayAttachmentState.InitiatingRequest or TransitGatewayAttachmentState.PendingAcceptance or TransitGatewayAttachmentState.Pending;
}

/// <summary>The words of an attachment's life while it stands or may yet stand (EC2 API reference, TransitGatewayVpcAttachment).</summary>
internal static class TransitGatewayAttachmentState
{
    /// <summary>Asked for.</summary>
    public const string InitiatingRequest = "initiatingRequest";

    /// <summary>Waits for the gateway's owner.</summary>
    public const string PendingAcceptance = "pendingAcceptance";

    /// <summary>Accepted, being set up.</summary>
    public const string Pending = "pending";

    /// <summary>Packets pass.</summary>
    public const string Available = "available";

    /// <summary>Packets pass, and subnets or options change.</summary>
    public const string Modifying = "modifying";

    /// <summary>Packets pass, and a change is being taken back.</summary>
    public const string RollingBack = "rollingBack";
}
