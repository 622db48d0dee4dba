using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>What happens to an attachment from its arrival to the day it is forgotten, on the gateway's side and in the VPC.</summary>
internal sealed class TransitGatewayAttachmentLife(World world)
{
    public static AwsException InvalidState(TransitGatewayVpcAttachment attachment) =>
        new("IncorrectState", $"{attachment.TransitGatewayAttachmentId} is in invalid state {attachment.State}");

    /// <summary>As one account sees it: each has its own tags on it.</summary>
    public static TransitGatewayVpcAttachment Seen(Network by, TransitGatewayVpcAttachment attachment)
    {
        var seen = attachment.Clone();
        seen.Tags = by.Tags.Of(attachment.TransitGatewayAttachmentId!);
        return seen;
    }

    /// <summary>Accepted, it becomes available, and joins the gateway's default tables.</summary>
    public void Arrive(TransitGateway gateway, TransitGatewayVpcAttachment attachment) => Become(attachment, "pending", "available", () =>
    {
        var tables = Owner(attachment).TransitGatewayRouteTables;
        if (gateway.Options!.DefaultRouteTableAssociation == "enable" && tables.Find(gateway.Options.AssociationDefaultRouteTableId) is { } associated)
            associated.Associations.Add(TransitGatewayAssociations.Of(attachment, "associated"));
        if (gateway.Options.DefaultRouteTablePropagation == "enable" && tables.Find(gateway.Options.PropagationDefaultRouteTableId) is { } propagated)
            propagated.Propagations.Add(TransitGatewayPropagations.Of(attachment, "enabled"));
    });

    public void Change(TransitGatewayVpcAttachment attachment) => Become(attachment, "modifying", "available");

    public void Reject(TransitGatewayVpcAttachment attachment)
    {
        attachment.State = "rejected";
        Leave(attachment);
        ForgetLater(attachment);
    }

    /// <summary>Its subnets, its association and its propagations are free when it is deleted, not before.</summary>
    public void Depart(TransitGatewayVpcAttachment attachment) => Become(attachment, "deleting", "deleted", () =>
    {
        Leave(attachment);
        foreach (var table in Owner(attachment).TransitGatewayRouteTables.All)
        {
            table.Associations.RemoveAll(a => a.TransitGatewayAttachmentId == attachment.TransitGatewayAttachmentId);
            table.Propagations.RemoveAll(p => p.TransitGatewayAttachmentId == attachment.TransitGatewayAttachmentId);
        }

        ForgetLater(attachment);
    });

    public void Enter(TransitGatewayVpcAttachment attachment, Subnet subnet)
    {
        NetworkInterfaces.AddManaged(world, Home(attachment), subnet, Description(attachment), "transit_gateway", []);
        attachment.SubnetIds.Add(subnet.SubnetId!);
    }

    /// <param name="attachment">The attachment; it keeps the list of its subnets when it leaves all.</param>
    /// <param name="subnetId">Null: all of them.</param>
    public void Leave(TransitGatewayVpcAttachment attachment, string? subnetId = null)
    {
        var home = Home(attachment);
        foreach (var card in home.Interfaces.All.Where(i => i.Description == Description(attachment) && (subnetId is null || i.SubnetId == subnetId)).ToList())
            NetworkInterfaces.Remove(home, card.NetworkInterfaceId!);
        if (subnetId is not null) attachment.SubnetIds.Remove(subnetId);
    }

    private static string Description(TransitGatewayVpcAttachment attachment) => $"Network Interface for Transit Gateway Attachment {attachment.TransitGatewayAttachmentId}";

    private Network Home(TransitGatewayVpcAttachment attachment) => world.Network(attachment.VpcOwnerId!, attachment.Region);

    private Network Owner(TransitGatewayVpcAttachment attachment) => world.Network(world.TransitGateways.Get(attachment.TransitGatewayId!).OwnerId!, attachment.Region);

    private void Become(TransitGatewayVpcAttachment attachment, string first, string then, Action? effect = null)
    {
        attachment.State = first;
        world.After(world.Options.Durations.TransitGatewayChange, () =>
        {
            if (attachment.State != first) return;
            attachment.State = then;
            effect?.Invoke();
        });
    }

    private void ForgetLater(TransitGatewayVpcAttachment attachment) => world.Agenda.After(TransitGateways.Remembered, () =>
    {
        world.TransitGatewayAttachments.Remove(attachment.TransitGatewayAttachmentId!);
        foreach (var network in world.Networks) network.Tags.Forget(attachment.TransitGatewayAttachmentId!);
    });
}
