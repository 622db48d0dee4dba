using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>The lifecycle of an attachment, from its creation until it is no longer described, in the Transit Gateway and in the VPC.</summary>
internal sealed class TransitGatewayAttachmentLife(World world)
{
    public static AwsException InvalidState(TransitGatewayVpcAttachment attachment) =>
        new("IncorrectState", $"{attachment.TransitGatewayAttachmentId} is in invalid state {attachment.State}");

    /// <summary>Returns a copy with the tags of one account; each account has its own tags on an attachment.</summary>
    public static TransitGatewayVpcAttachment Seen(Network by, TransitGatewayVpcAttachment attachment)
    {
        var seen = attachment.Clone();
        seen.Tags = by.Tags.Of(attachment.TransitGatewayAttachmentId!);
        return seen;
    }

    /// <summary>Makes an accepted attachment available and adds it to the gateway's default route tables.</summary>
    public void Arrive(TransitGateway gateway, TransitGatewayVpcAttachment attachment) =>
        Become(
            attachment,
            "pending",
            "available",
            () =>
            {
                var tables = Owner(attachment).TransitGatewayRouteTables;
                if (
                    gateway.Options!.DefaultRouteTableAssociation == "enable"
                    && tables.Find(gateway.Options.AssociationDefaultRouteTableId) is { } associated
                )
                {
                    associated.Associations.Add(TransitGatewayAssociations.Of(attachment, "associated"));
                }

                if (
                    gateway.Options.DefaultRouteTablePropagation == "enable"
                    && tables.Find(gateway.Options.PropagationDefaultRouteTableId) is { } propagated
                )
                {
                    propagated.Propagations.Add(TransitGatewayPropagations.Of(attachment, "enabled"));
                }
            }
        );

    public void Change(TransitGatewayVpcAttachment attachment) => Become(attachment, "modifying", "available");

    public void Reject(TransitGatewayVpcAttachment attachment)
    {
        attachment.State = "rejected";
        Leave(attachment);
        ForgetLater(attachment);
    }

    /// <summary>
    /// Deletes an attachment. Its interfaces, its association and its propagations are removed only when it reaches the state <c>deleted</c>.
    /// </summary>
    public void Depart(TransitGatewayVpcAttachment attachment) =>
        Become(
            attachment,
            "deleting",
            "deleted",
            () =>
            {
                Leave(attachment);
                foreach (var table in Owner(attachment).TransitGatewayRouteTables.All)
                {
                    table.Associations.RemoveAll(a => a.TransitGatewayAttachmentId == attachment.TransitGatewayAttachmentId);
                    table.Propagations.RemoveAll(p => p.TransitGatewayAttachmentId == attachment.TransitGatewayAttachmentId);
                }

                ForgetLater(attachment);
            }
        );

    public void Enter(TransitGatewayVpcAttachment attachment, Subnet subnet)
    {
        NetworkInterfaces.AddManaged(world, Home(attachment), subnet, Description(attachment), "transit_gateway", []);
        attachment.SubnetIds.Add(subnet.SubnetId!);
    }

    /// <param name="attachment">The attachment. Its list of subnets is kept if all are removed.</param>
    /// <param name="subnetId">The subnet; null for all.</param>
    public void Leave(TransitGatewayVpcAttachment attachment, string? subnetId = null)
    {
        var home = Home(attachment);
        foreach (
            var card in home
                .Interfaces.All.Where(i => i.Description == Description(attachment) && (subnetId is null || i.SubnetId == subnetId))
                .ToList()
        )
        {
            NetworkInterfaces.Remove(home, card.NetworkInterfaceId!);
        }

        if (subnetId is not null)
            attachment.SubnetIds.Remove(subnetId);
    }

    private static string Description(TransitGatewayVpcAttachment attachment) =>
        $"Network Interface for Transit Gateway Attachment {attachment.TransitGatewayAttachmentId}";

    private Network Home(TransitGatewayVpcAttachment attachment) => world.Network(attachment.VpcOwnerId!, attachment.Region);

    private Network Owner(TransitGatewayVpcAttachment attachment) =>
        world.Network(world.TransitGateways.Get(attachment.TransitGatewayId!).OwnerId!, attachment.Region);

    private void Become(TransitGatewayVpcAttachment attachment, string first, string then, Action? effect = null)
    {
        attachment.State = first;
        world.After(
            world.Options.Durations.TransitGatewayChange,
            () =>
            {
                if (attachment.State != first)
                    return;
                attachment.State = then;
                effect?.Invoke();
            }
        );
    }

    private void ForgetLater(TransitGatewayVpcAttachment attachment) =>
        world.Scheduler.After(
            TransitGateways.Remembered,
            () =>
            {
                world.TransitGatewayAttachments.Remove(attachment.TransitGatewayAttachmentId!);
                foreach (var network in world.Networks)
                    network.Tags.Forget(attachment.TransitGatewayAttachmentId!);
            }
        );
}
