using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>References to prefix lists as destinations in route tables of Transit Gateways.</summary>
internal sealed class TransitGatewayPrefixLists(Call call) : Handler(call)
{
    private static readonly FilterSet<TransitGatewayPrefixListReference> Filters = new()
    {
        { "attachment.resource-id", r => r.TransitGatewayAttachment?.ResourceId },
        { "attachment.resource-type", r => r.TransitGatewayAttachment?.ResourceType },
        { "attachment.transit-gateway-attachment-id", r => r.TransitGatewayAttachment?.TransitGatewayAttachmentId },
        { "is-blackhole", r => r.Blackhole },
        { "prefix-list-id", r => r.PrefixListId },
        { "prefix-list-owner-id", r => r.PrefixListOwnerId },
        { "state", r => r.State },
    };

    public CreateTransitGatewayPrefixListReferenceResponse CreateTransitGatewayPrefixListReference(
        string transitGatewayRouteTableId,
        string prefixListId,
        string? transitGatewayAttachmentId,
        bool? blackhole
    )
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        var list = Net.PrefixLists.Get(prefixListId);
        if (table.PrefixLists.Exists(r => r.PrefixListId == prefixListId))
            throw new AwsException("RouteAlreadyExists", $"Prefix list {prefixListId} is already referenced in {transitGatewayRouteTableId}");
        var reference = new TransitGatewayPrefixListReference
        {
            TransitGatewayRouteTableId = transitGatewayRouteTableId,
            PrefixListId = prefixListId,
            PrefixListOwnerId = list.OwnerId,
        };
        Lead(table, reference, transitGatewayAttachmentId, blackhole, "pending");
        table.PrefixLists.Add(reference);
        return new() { TransitGatewayPrefixListReference = reference };
    }

    public ModifyTransitGatewayPrefixListReferenceResponse ModifyTransitGatewayPrefixListReference(
        string transitGatewayRouteTableId,
        string prefixListId,
        string? transitGatewayAttachmentId,
        bool? blackhole
    )
    {
        var (table, reference) = Find(transitGatewayRouteTableId, prefixListId);
        Lead(table, reference, transitGatewayAttachmentId, blackhole, "modifying");
        return new() { TransitGatewayPrefixListReference = reference };
    }

    public DeleteTransitGatewayPrefixListReferenceResponse DeleteTransitGatewayPrefixListReference(
        string transitGatewayRouteTableId,
        string prefixListId
    )
    {
        var (table, reference) = Find(transitGatewayRouteTableId, prefixListId);
        reference.State = "deleting";
        World.After(Durations.TransitGatewayChange, () => table.PrefixLists.Remove(reference));
        return new() { TransitGatewayPrefixListReference = reference };
    }

    public GetTransitGatewayPrefixListReferencesResponse GetTransitGatewayPrefixListReferences(
        string transitGatewayRouteTableId,
        List<Filter> filters,
        int? maxResults,
        string? nextToken
    ) =>
        new()
        {
            TransitGatewayPrefixListReferences = Filters
                .Apply(Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId).PrefixLists, filters)
                .Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    private void Lead(
        TransitGatewayRouteTable table,
        TransitGatewayPrefixListReference reference,
        string? attachmentId,
        bool? blackhole,
        string state
    )
    {
        if (blackhole == true == (attachmentId is not null))
            throw AwsException.Combination("Exactly one of TransitGatewayAttachmentId and Blackhole must be given.");
        var attachment = attachmentId is null ? null : TransitGatewayRouteTables.Attached(World, table, attachmentId);
        (reference.State, reference.Blackhole) = (state, attachment is null);
        reference.TransitGatewayAttachment = attachment is null
            ? null
            : new()
            {
                TransitGatewayAttachmentId = attachmentId,
                ResourceId = attachment.VpcId,
                ResourceType = "vpc",
            };
        World.After(Durations.TransitGatewayChange, () => reference.State = reference.State == state ? "available" : reference.State);
    }

    private (TransitGatewayRouteTable Table, TransitGatewayPrefixListReference Reference) Find(string tableId, string prefixListId)
    {
        var table = Net.TransitGatewayRouteTables.Get(tableId);
        return (
            table,
            table.PrefixLists.Find(r => r.PrefixListId == prefixListId)
                ?? throw new AwsException("InvalidPrefixListID.NotFound", $"The prefix list '{prefixListId}' is not referenced in {tableId}")
        );
    }
}
