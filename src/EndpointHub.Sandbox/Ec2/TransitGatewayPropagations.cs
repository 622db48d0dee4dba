using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Propagations: the route tables to which an attachment propagates the CIDR blocks of its VPC.</summary>
internal sealed class TransitGatewayPropagations(Call call) : Handler(call)
{
    private static readonly FilterSet<TransitGatewayRouteTablePropagation> Filters = new()
    {
        { "resource-id", p => p.ResourceId },
        { "resource-type", p => p.ResourceType },
        { "transit-gateway-attachment-id", p => p.TransitGatewayAttachmentId },
    };

    private static readonly FilterSet<TransitGatewayAttachmentPropagation> AttachmentFilters = new()
    {
        { "transit-gateway-route-table-id", p => p.TransitGatewayRouteTableId },
    };

    internal static TransitGatewayRouteTablePropagation Of(TransitGatewayVpcAttachment attachment, string state) =>
        new()
        {
            TransitGatewayAttachmentId = attachment.TransitGatewayAttachmentId,
            ResourceId = attachment.VpcId,
            ResourceType = "vpc",
            State = state,
        };

    public EnableTransitGatewayRouteTablePropagationResponse EnableTransitGatewayRouteTablePropagation(
        string transitGatewayRouteTableId,
        string? transitGatewayAttachmentId
    )
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        var attachment = TransitGatewayRouteTables.Attached(
            World,
            table,
            transitGatewayAttachmentId ?? throw AwsException.Missing("TransitGatewayAttachmentId")
        );
        if (table.Propagations.Exists(p => p.TransitGatewayAttachmentId == transitGatewayAttachmentId))
        {
            throw new AwsException(
                "TransitGatewayRouteTablePropagation.Duplicate",
                $"Propagation of {transitGatewayAttachmentId} to {transitGatewayRouteTableId} already exists."
            );
        }

        var propagation = Of(attachment, "enabling");
        table.Propagations.Add(propagation);
        World.After(Durations.TransitGatewayChange, () => propagation.State = propagation.State == "enabling" ? "enabled" : propagation.State);
        return new() { Propagation = Shown(table, propagation) };
    }

    public DisableTransitGatewayRouteTablePropagationResponse DisableTransitGatewayRouteTablePropagation(
        string transitGatewayRouteTableId,
        string? transitGatewayAttachmentId
    )
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        var propagation =
            table.Propagations.Find(p => p.TransitGatewayAttachmentId == transitGatewayAttachmentId)
            ?? throw new AwsException(
                "TransitGatewayRouteTablePropagation.NotFound",
                $"Propagation of {transitGatewayAttachmentId} to {transitGatewayRouteTableId} does not exist"
            );
        propagation.State = "disabling";
        World.After(Durations.TransitGatewayChange, () => table.Propagations.Remove(propagation));
        return new() { Propagation = Shown(table, propagation) };
    }

    public GetTransitGatewayRouteTablePropagationsResponse GetTransitGatewayRouteTablePropagations(
        string transitGatewayRouteTableId,
        List<Filter> filters,
        int? maxResults,
        string? nextToken
    ) =>
        new()
        {
            TransitGatewayRouteTablePropagations = Filters
                .Apply(Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId).Propagations, filters)
                .Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    public GetTransitGatewayAttachmentPropagationsResponse GetTransitGatewayAttachmentPropagations(
        string transitGatewayAttachmentId,
        List<Filter> filters,
        int? maxResults,
        string? nextToken
    )
    {
        _ = World.TransitGatewayAttachments.Get(transitGatewayAttachmentId);
        var propagations = Net.TransitGatewayRouteTables.All.SelectMany(t =>
            t.Propagations.Where(p => p.TransitGatewayAttachmentId == transitGatewayAttachmentId)
                .Select(p => new TransitGatewayAttachmentPropagation { TransitGatewayRouteTableId = t.TransitGatewayRouteTableId, State = p.State })
        );
        return new()
        {
            TransitGatewayAttachmentPropagations = AttachmentFilters.Apply(propagations, filters).Page(maxResults, nextToken, out var next),
            NextToken = next,
        };
    }

    private static TransitGatewayPropagation Shown(TransitGatewayRouteTable table, TransitGatewayRouteTablePropagation propagation) =>
        new()
        {
            TransitGatewayRouteTableId = table.TransitGatewayRouteTableId,
            TransitGatewayAttachmentId = propagation.TransitGatewayAttachmentId,
            ResourceId = propagation.ResourceId,
            ResourceType = propagation.ResourceType,
            State = propagation.State,
        };
}
