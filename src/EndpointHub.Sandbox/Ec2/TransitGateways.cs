using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

internal sealed class TransitGateways(Call call) : Handler(call)
{
    private const long DefaultAsn = 64512;

    /// <summary>The time for which a deleted Transit Gateway is still described.</summary>
    internal static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private static readonly FilterSet<TransitGateway> Filters = new(t => t.Tags)
    {
        { "options.amazon-side-asn", t => $"{t.Options!.AmazonSideAsn}" },
        { "options.association-default-route-table-id", t => t.Options!.AssociationDefaultRouteTableId },
        { "options.auto-accept-shared-attachments", t => t.Options!.AutoAcceptSharedAttachments },
        { "options.default-route-table-association", t => t.Options!.DefaultRouteTableAssociation },
        { "options.default-route-table-propagation", t => t.Options!.DefaultRouteTablePropagation },
        { "options.dns-support", t => t.Options!.DnsSupport },
        { "options.propagation-default-route-table-id", t => t.Options!.PropagationDefaultRouteTableId },
        { "options.vpn-ecmp-support", t => t.Options!.VpnEcmpSupport },
        { "owner-id", t => t.OwnerId },
        { "state", t => t.State },
        { "transit-gateway-id", t => t.TransitGatewayId },
    };

    public CreateTransitGatewayResponse CreateTransitGateway(
        string? description,
        TransitGatewayRequestOptions? options,
        List<TagSpecification> tagSpecifications
    )
    {
        if (options?.MulticastSupport == "enable")
            throw AwsException.Unsupported("Options.MulticastSupport");
        if (options?.TransitGatewayCidrBlocks.Count > 0)
            throw AwsException.Unsupported("Options.TransitGatewayCidrBlocks");
        TagStore.Check("transit-gateway", tagSpecifications);
        var id = Ids.Resource("tgw");
        var gateway = new TransitGateway
        {
            TransitGatewayId = id,
            TransitGatewayArn = Arn($"transit-gateway/{id}"),
            OwnerId = Account,
            Region = Region,
            State = "pending",
            Description = description ?? "",
            CreationTime = World.Now,
            Tags = Net.Tags.Born(id, "transit-gateway", tagSpecifications),
            Options = new()
            {
                AmazonSideAsn = options?.AmazonSideAsn ?? DefaultAsn,
                AutoAcceptSharedAttachments = options?.AutoAcceptSharedAttachments ?? "disable",
                DefaultRouteTableAssociation = options?.DefaultRouteTableAssociation ?? "enable",
                DefaultRouteTablePropagation = options?.DefaultRouteTablePropagation ?? "enable",
                DnsSupport = options?.DnsSupport ?? "enable",
                MulticastSupport = "disable",
                VpnEcmpSupport = options?.VpnEcmpSupport ?? "enable",
                SecurityGroupReferencingSupport = options?.SecurityGroupReferencingSupport ?? "disable",
            },
        };
        World.TransitGateways.Add(id, gateway);
        AddDefaultTable(gateway);
        Become(gateway, "available");
        return new() { TransitGateway = gateway };
    }

    public DescribeTransitGatewaysResponse DescribeTransitGateways(
        List<Filter> filters,
        List<string> transitGatewayIds,
        int? maxResults,
        string? nextToken
    )
    {
        var seen = World
            .TransitGateways.Pick(transitGatewayIds)
            .Where(t => t.Region == Region && (t.OwnerId == Account || Rules.TransitGatewaysAreShared));
        return new() { TransitGateways = Filters.Apply(seen, filters).Page(maxResults, nextToken, out var next), NextToken = next };
    }

    public ModifyTransitGatewayResponse ModifyTransitGateway(string transitGatewayId, string? description, ModifyTransitGatewayOptions? options)
    {
        var gateway = Own(transitGatewayId);
        if (gateway.State != "available")
            throw new AwsException("IncorrectState", $"{transitGatewayId} is in invalid state {gateway.State}");
        gateway.Description = description ?? gateway.Description;
        if (options is not null)
            Change(gateway.Options!, options);
        AddDefaultTable(gateway);
        gateway.State = "modifying";
        Become(gateway, "available");
        return new() { TransitGateway = gateway };
    }

    public DeleteTransitGatewayResponse DeleteTransitGateway(string transitGatewayId)
    {
        var gateway = Own(transitGatewayId);
        var left = World
            .TransitGatewayAttachments.All.Where(a => a.TransitGatewayId == transitGatewayId && a.State != "deleted")
            .Select(a => a.TransitGatewayAttachmentId)
            .ToList();
        if (left.Count > 0)
            throw new AwsException("IncorrectState", $"{transitGatewayId} has non-deleted VPC Attachments: {string.Join(", ", left)}.");
        gateway.State = "deleting";
        World.After(
            Durations.TransitGatewayChange,
            () =>
            {
                gateway.State = "deleted";
                foreach (var table in Net.TransitGatewayRouteTables.All.Where(t => t.TransitGatewayId == transitGatewayId).ToList())
                    TransitGatewayRouteTables.Remove(Net, table);
                World.Scheduler.After(
                    Remembered,
                    () =>
                    {
                        World.TransitGateways.Remove(transitGatewayId);
                        Net.Tags.Forget(transitGatewayId);
                    }
                );
            }
        );
        return new() { TransitGateway = gateway };
    }

    private static void Change(TransitGatewayOptions present, ModifyTransitGatewayOptions wanted)
    {
        if (wanted.AddTransitGatewayCidrBlocks.Count + wanted.RemoveTransitGatewayCidrBlocks.Count > 0)
            throw AwsException.Unsupported("Options.TransitGatewayCidrBlocks");
        if (wanted.EncryptionSupport is not null)
            throw AwsException.Unsupported("Options.EncryptionSupport");
        present.AmazonSideAsn = wanted.AmazonSideAsn ?? present.AmazonSideAsn;
        present.AutoAcceptSharedAttachments = wanted.AutoAcceptSharedAttachments ?? present.AutoAcceptSharedAttachments;
        present.DefaultRouteTableAssociation = wanted.DefaultRouteTableAssociation ?? present.DefaultRouteTableAssociation;
        present.AssociationDefaultRouteTableId = wanted.AssociationDefaultRouteTableId ?? present.AssociationDefaultRouteTableId;
        present.DefaultRouteTablePropagation = wanted.DefaultRouteTablePropagation ?? present.DefaultRouteTablePropagation;
        present.PropagationDefaultRouteTableId = wanted.PropagationDefaultRouteTableId ?? present.PropagationDefaultRouteTableId;
        present.DnsSupport = wanted.DnsSupport ?? present.DnsSupport;
        present.SecurityGroupReferencingSupport = wanted.SecurityGroupReferencingSupport ?? present.SecurityGroupReferencingSupport;
        present.VpnEcmpSupport = wanted.VpnEcmpSupport ?? present.VpnEcmpSupport;
    }

    /// <summary>Creates the default route table when association or propagation by default is enabled. One table serves for both.</summary>
    private void AddDefaultTable(TransitGateway gateway)
    {
        var options = gateway.Options!;
        var (associates, propagates) = (options.DefaultRouteTableAssociation == "enable", options.DefaultRouteTablePropagation == "enable");
        if ((associates && options.AssociationDefaultRouteTableId is null) || (propagates && options.PropagationDefaultRouteTableId is null))
        {
            var id =
                options.AssociationDefaultRouteTableId
                ?? options.PropagationDefaultRouteTableId
                ?? TransitGatewayRouteTables.Add(World, Net, gateway, []).TransitGatewayRouteTableId;
            if (associates)
                options.AssociationDefaultRouteTableId ??= id;
            if (propagates)
                options.PropagationDefaultRouteTableId ??= id;
        }

        foreach (var table in Net.TransitGatewayRouteTables.All.Where(t => t.TransitGatewayId == gateway.TransitGatewayId))
        {
            table.DefaultAssociationRouteTable = associates && options.AssociationDefaultRouteTableId == table.TransitGatewayRouteTableId;
            table.DefaultPropagationRouteTable = propagates && options.PropagationDefaultRouteTableId == table.TransitGatewayRouteTableId;
        }
    }

    private TransitGateway Own(string id)
    {
        var gateway = World.TransitGateways.Get(id);
        return gateway.OwnerId == Account && gateway.Region == Region && !gateway.IsGone ? gateway : throw World.TransitGateways.NotFound(id);
    }

    private void Become(TransitGateway gateway, string state)
    {
        var from = gateway.State;
        World.After(Durations.TransitGatewayChange, () => gateway.State = gateway.State == from ? state : gateway.State);
    }
}
