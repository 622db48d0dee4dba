using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>
/// Associations of attachments with route tables. An attachment has at most one; it routes the traffic that comes from the attachment.
/// </summary>
internal sealed class TransitGatewayAssociations(Call call) : Handler(call)
{
    private static readonly FilterSet<TransitGatewayRouteTableAssociation> Filters = new()
    {
        { "resource-id", a => a.ResourceId },
        { "resource-type", a => a.ResourceType },
        { "transit-gateway-attachment-id", a => a.TransitGatewayAttachmentId },
    };

    internal static TransitGatewayRouteTableAssociation Of(TransitGatewayVpcAttachment attachment, string state) =>
        new()
        {
            TransitGatewayAttachmentId = attachment.TransitGatewayAttachmentId,
            ResourceId = attachment.VpcId,
            ResourceType = "vpc",
            State = state,
        };

    public AssociateTransitGatewayRouteTableResponse AssociateTransitGatewayRouteTable(
        string transitGatewayRouteTableId,
        string transitGatewayAttachmentId
    )
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        var attachment = TransitGatewayRouteTables.Attached(World, table, transitGatewayAttachmentId);
        if (Net.TransitGatewayRouteTables.All.Any(t => t.Associations.Exists(a => a.TransitGatewayAttachmentId == transitGatewayAttachmentId)))
        {
            throw new AwsException(
                "Resource.AlreadyAssociated",
                $"Transit Gateway Attachment {transitGatewayAttachmentId} is already associated to a route table."
            );
        }

        var association = Of(attachment, "associating");
        table.Associations.Add(association);
        World.After(Durations.TransitGatewayChange, () => association.State = association.State == "associating" ? "associated" : association.State);
        return new() { Association = Shown(table, association) };
    }

    public DisassociateTransitGatewayRouteTableResponse DisassociateTransitGatewayRouteTable(
        string transitGatewayRouteTableId,
        string transitGatewayAttachmentId
    )
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        var association =
            table.Associations.Find(a => a.TransitGatewayAttachmentId == transitGatewayAttachmentId)
            ?? throw new AwsException(
                "InvalidAssociation.NotFound",
                $"Association of {transitGatewayAttachmentId} with {transitGatewayRouteTableId} does not exist"
            );
        association.State = "disassociating";
        World.After(Durations.TransitGatewayChange, () => table.Associations.Remove(association));
        return new() { Association = Shown(table, association) };
    }

    public GetTransitGatewayRouteTableAssociationsResponse GetTransitGatewayRouteTableAssociations(
        string transitGatewayRouteTableId,
        List<Filter> filters,
        int? maxResults,
        string? nextToken
    ) =>
        new()
        {
            Associations = Filters
                .Apply(Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId).Associations, filters)
                .Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    private static TransitGatewayAssociation Shown(TransitGatewayRouteTable table, TransitGatewayRouteTableAssociation association) =>
        new()
        {
            TransitGatewayRouteTableId = table.TransitGatewayRouteTableId,
            TransitGatewayAttachmentId = association.TransitGatewayAttachmentId,
            ResourceId = association.ResourceId,
            ResourceType = association.ResourceType,
            State = association.State,
        };
}
