using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Acceptance and rejection of another account's attachment by the owner of the Transit Gateway.</summary>
internal sealed class TransitGatewayAcceptance(Call call) : Handler(call)
{
    private readonly TransitGatewayAttachmentLife _life = new(call.World);

    public AcceptTransitGatewayVpcAttachmentResponse AcceptTransitGatewayVpcAttachment(string transitGatewayAttachmentId)
    {
        var (gateway, attachment) = Asked(transitGatewayAttachmentId);
        _life.Arrive(gateway, attachment);
        return new() { TransitGatewayVpcAttachment = TransitGatewayAttachmentLife.Seen(Net, attachment) };
    }

    public RejectTransitGatewayVpcAttachmentResponse RejectTransitGatewayVpcAttachment(string transitGatewayAttachmentId)
    {
        var (_, attachment) = Asked(transitGatewayAttachmentId);
        _life.Reject(attachment);
        return new() { TransitGatewayVpcAttachment = TransitGatewayAttachmentLife.Seen(Net, attachment) };
    }

    private (TransitGateway Gateway, TransitGatewayVpcAttachment Attachment) Asked(string id)
    {
        var attachment = World.TransitGatewayAttachments.Get(id);
        var gateway = World.TransitGateways.Get(attachment.TransitGatewayId!);
        if (gateway.OwnerId != Account || gateway.Region != Region)
            throw World.TransitGatewayAttachments.NotFound(id);
        return attachment.State == "pendingAcceptance" ? (gateway, attachment) : throw TransitGatewayAttachmentLife.InvalidState(attachment);
    }
}
