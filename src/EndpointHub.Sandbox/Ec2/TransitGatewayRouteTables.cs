using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>An attachment sends by the one table it is associated with, and is learnt by every table it propagates to.</summary>
internal sealed class TransitGatewayRouteTables(Call call) : Handler(call)
{
    private static readonly FilterSet<TransitGatewayRouteTable> Filters = new(t => t.Tags)
    {
        { "default-association-route-table", t => t.DefaultAssociationRouteTable },
        { "default-propagation-route-table", t => t.DefaultPropagationRouteTable },
        { "state", t => t.State },
        { "transit-gateway-id", t => t.TransitGatewayId },
        { "transit-gateway-route-table-id", t => t.TransitGatewayRouteTableId },
    };

    private static readonly FilterSet<TransitGatewayRouteTableAssociation> AssociationFilters = new()
    {
        { "resource-id", a => a.ResourceId },
        { "resource-type", a => a.ResourceType },
        { "transit-gateway-attachment-id", a => a.TransitGatewayAttachmentId },
    };

    private static readonly FilterSet<TransitGatewayRouteTablePropagation> PropagationFilters = new()
    {
        { "resource-id", p => p.ResourceId },
        { "resource-type", p => p.ResourceType },
        { "transit-gateway-attachment-id", p => p.TransitGatewayAttachmentId },
    };

    private static readonly FilterSet<TransitGatewayAttachmentPropagation> AttachmentPropagationFilters = new()
    {
        { "transit-gateway-route-table-id", p => p.TransitGatewayRouteTableId },
    };

    internal static TransitGatewayRouteTable Add(World world, Network net, TransitGateway gateway, List<TagSpecification> tagSpecifications)
    {
        var id = world.Ids.Resource("tgw-rtb");
        var table = new TransitGatewayRouteTable
        {
            TransitGatewayRouteTableId = id,
            TransitGatewayId = gateway.TransitGatewayId,
            State = "pending",
            DefaultAssociationRouteTable = false,
            DefaultPropagationRouteTable = false,
            CreationTime = world.Now,
            Tags = net.Tags.Born(id, "transit-gateway-route-table", tagSpecifications),
        };
        net.TransitGatewayRouteTables.Add(id, table);
        world.After(world.Options.Durations.TransitGatewayChange, () => table.State = table.State == "pending" ? "available" : table.State);
        return table;
    }

    internal static void Remove(Network net, TransitGatewayRouteTable table)
    {
        net.TransitGatewayRouteTables.Remove(table.TransitGatewayRouteTableId!);
        net.Tags.Forget(table.TransitGatewayRouteTableId!);
    }

    internal static TransitGatewayRouteTableAssociation Association(TransitGatewayVpcAttachment attachment, string state) => new()
    {
        TransitGatewayAttachmentId = attachment.TransitGatewayAttachmentId,
        ResourceId = attachment.VpcId,
        ResourceType = "vpc",
        State = state,
    };

    internal static TransitGatewayRouteTablePropagation Propagation(TransitGatewayVpcAttachment attachment, string state) => new()
    {
        TransitGatewayAttachmentId = attachment.TransitGatewayAttachmentId,
        ResourceId = attachment.VpcId,
        ResourceType = "vpc",
        State = state,
    };

    /// <summary>An attachment of the table's own gateway.</summary>
    internal static TransitGatewayVpcAttachment Attached(World world, TransitGatewayRouteTable table, string attachmentId)
    {
        var attachment = world.TransitGatewayAttachments.Get(attachmentId);
        return attachment.TransitGatewayId == table.TransitGatewayId && !attachment.IsGone ? attachment : throw world.TransitGatewayAttachments.NotFound(attachmentId);
    }

    public CreateTransitGatewayRouteTableResponse CreateTransitGatewayRouteTable(string transitGatewayId, List<TagSpecification> tagSpecifications)
    {
        var gateway = World.TransitGateways.Get(transitGatewayId);
        if (gateway.OwnerId != Account || gateway.Region != Region) throw World.TransitGateways.NotFound(transitGatewayId);
        if (gateway.State is not ("available" or "modifying")) throw new AwsException("IncorrectState", $"{transitGatewayId} is in invalid state");
        TagBook.Check("transit-gateway-route-table", tagSpecifications);
        return new() { TransitGatewayRouteTable = Add(World, Net, gateway, tagSpecifications) };
    }

    public DescribeTransitGatewayRouteTablesResponse DescribeTransitGatewayRouteTables(
        List<Filter> filters, List<string> transitGatewayRouteTableIds, int? maxResults, string? nextToken) => new()
        {
            TransitGatewayRouteTables = Filters.Apply(Net.TransitGatewayRouteTables.Pick(transitGatewayRouteTableIds), filters).Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    public DeleteTransitGatewayRouteTableResponse DeleteTransitGatewayRouteTable(string transitGatewayRouteTableId)
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        if (table.DefaultAssociationRouteTable == true || table.DefaultPropagationRouteTable == true || table.Associations.Count > 0)
            throw new AwsException("IncorrectState", $"{transitGatewayRouteTableId} is a default table or has associations.");
        table.State = "deleting";
        World.After(Durations.TransitGatewayChange, () => Remove(Net, table));
        return new() { TransitGatewayRouteTable = table };
    }

    public AssociateTransitGatewayRouteTableResponse AssociateTransitGatewayRouteTable(string transitGatewayRouteTableId, string transitGatewayAttachmentId)
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        var attachment = Attached(World, table, transitGatewayAttachmentId);
        if (Net.TransitGatewayRouteTables.All.Any(t => t.Associations.Exists(a => a.TransitGatewayAttachmentId == transitGatewayAttachmentId)))
        {
            throw new AwsException("Resource.AlreadyAssociated",
                $"Transit Gateway Attachment {transitGatewayAttachmentId} is already associated to a route table.");
        }

        var association = Association(attachment, "associating");
        table.Associations.Add(association);
        World.After(Durations.TransitGatewayChange, () => association.State = association.State == "associating" ? "associated" : association.State);
        return new() { Association = Shown(table, association) };
    }

    public DisassociateTransitGatewayRouteTableResponse DisassociateTransitGatewayRouteTable(string transitGatewayRouteTableId, string transitGatewayAttachmentId)
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        var association = table.Associations.Find(a => a.TransitGatewayAttachmentId == transitGatewayAttachmentId)
            ?? throw new AwsException("InvalidAssociation.NotFound", $"Association of {transitGatewayAttachmentId} with {transitGatewayRouteTableId} does not exist");
        association.State = "disassociating";
        World.After(Durations.TransitGatewayChange, () => table.Associations.Remove(association));
        return new() { Association = Shown(table, association) };
    }

    public EnableTransitGatewayRouteTablePropagationResponse EnableTransitGatewayRouteTablePropagation(string transitGatewayRouteTableId, string? transitGatewayAttachmentId)
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        var attachment = Attached(World, table, transitGatewayAttachmentId ?? throw AwsException.Missing("TransitGatewayAttachmentId"));
        if (table.Propagations.Exists(p => p.TransitGatewayAttachmentId == transitGatewayAttachmentId))
        {
            throw new AwsException("TransitGatewayRouteTablePropagation.Duplicate",
                $"Propagation of {transitGatewayAttachmentId} to {transitGatewayRouteTableId} already exists.");
        }

        var propagation = Propagation(attachment, "enabling");
        table.Propagations.Add(propagation);
        World.After(Durations.TransitGatewayChange, () => propagation.State = propagation.State == "enabling" ? "enabled" : propagation.State);
        return new() { Propagation = Shown(table, propagation) };
    }

    public DisableTransitGatewayRouteTablePropagationResponse DisableTransitGatewayRouteTablePropagation(string transitGatewayRouteTableId, string? transitGatewayAttachmentId)
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        var propagation = table.Propagations.Find(p => p.TransitGatewayAttachmentId == transitGatewayAttachmentId)
            ?? throw new AwsException("TransitGatewayRouteTablePropagation.NotFound", $"Propagation of {transitGatewayAttachmentId} to {transitGatewayRouteTableId} does not exist");
        propagation.State = "disabling";
        World.After(Durations.TransitGatewayChange, () => table.Propagations.Remove(propagation));
        return new() { Propagation = Shown(table, propagation) };
    }

    public GetTransitGatewayRouteTableAssociationsResponse GetTransitGatewayRouteTableAssociations(
        string transitGatewayRouteTableId, List<Filter> filters, int? maxResults, string? nextToken) => new()
        {
            Associations = AssociationFilters.Apply(Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId).Associations, filters)
            .Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    public GetTransitGatewayRouteTablePropagationsResponse GetTransitGatewayRouteTablePropagations(
        string transitGatewayRouteTableId, List<Filter> filters, int? maxResults, string? nextToken) => new()
        {
            TransitGatewayRouteTablePropagations = PropagationFilters.Apply(Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId).Propagations, filters)
            .Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    public GetTransitGatewayAttachmentPropagationsResponse GetTransitGatewayAttachmentPropagations(
        string transitGatewayAttachmentId, List<Filter> filters, int? maxResults, string? nextToken)
    {
        _ = World.TransitGatewayAttachments.Get(transitGatewayAttachmentId);
        var propagations = Net.TransitGatewayRouteTables.All
            .SelectMany(t => t.Propagations.Where(p => p.TransitGatewayAttachmentId == transitGatewayAttachmentId)
                .Select(p => new TransitGatewayAttachmentPropagation { TransitGatewayRouteTableId = t.TransitGatewayRouteTableId, State = p.State }));
        return new() { TransitGatewayAttachmentPropagations = AttachmentPropagationFilters.Apply(propagations, filters).Page(maxResults, nextToken, out var next), NextToken = next };
    }

    private static TransitGatewayAssociation Shown(TransitGatewayRouteTable table, TransitGatewayRouteTableAssociation association) => new()
    {
        TransitGatewayRouteTableId = table.TransitGatewayRouteTableId,
        TransitGatewayAttachmentId = association.TransitGatewayAttachmentId,
        ResourceId = association.ResourceId,
        ResourceType = association.ResourceType,
        State = association.State,
    };

    private static TransitGatewayPropagation Shown(TransitGatewayRouteTable table, TransitGatewayRouteTablePropagation propagation) => new()
    {
        TransitGatewayRouteTableId = table.TransitGatewayRouteTableId,
        TransitGatewayAttachmentId = propagation.TransitGatewayAttachmentId,
        ResourceId = propagation.ResourceId,
        ResourceType = propagation.ResourceType,
        State = propagation.State,
    };
}
