using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

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

    /// <summary>Finds an attachment of the route table's Transit Gateway.</summary>
    internal static TransitGatewayVpcAttachment Attached(World world, TransitGatewayRouteTable table, string attachmentId)
    {
        var attachment = world.TransitGatewayAttachments.Get(attachmentId);
        return attachment.TransitGatewayId == table.TransitGatewayId && !attachment.IsGone
            ? attachment
            : throw world.TransitGatewayAttachments.NotFound(attachmentId);
    }

    public CreateTransitGatewayRouteTableResponse CreateTransitGatewayRouteTable(string transitGatewayId, List<TagSpecification> tagSpecifications)
    {
        var gateway = World.TransitGateways.Get(transitGatewayId);
        if (gateway.OwnerId != Account || gateway.Region != Region)
            throw World.TransitGateways.NotFound(transitGatewayId);
        if (gateway.State is not ("available" or "modifying"))
            throw new AwsException("IncorrectState", $"{transitGatewayId} is in invalid state");
        TagStore.Check("transit-gateway-route-table", tagSpecifications);
        return new() { TransitGatewayRouteTable = Add(World, Net, gateway, tagSpecifications) };
    }

    public DescribeTransitGatewayRouteTablesResponse DescribeTransitGatewayRouteTables(
        List<Filter> filters,
        List<string> transitGatewayRouteTableIds,
        int? maxResults,
        string? nextToken
    ) =>
        new()
        {
            TransitGatewayRouteTables = Filters
                .Apply(Net.TransitGatewayRouteTables.Pick(transitGatewayRouteTableIds), filters)
                .Page(maxResults, nextToken, out var next),
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
}
