using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>VPCs on a Transit Gateway, one subnet an AZ. The gateway and the VPC may belong to two accounts.</summary>
internal sealed class TransitGatewayAttachments(Call call) : Handler(call)
{
    private static readonly FilterSet<TransitGatewayVpcAttachment> Filters = new(a => a.Tags)
    {
        { "state", a => a.State },
        { "transit-gateway-attachment-id", a => a.TransitGatewayAttachmentId },
        { "transit-gateway-id", a => a.TransitGatewayId },
        { "vpc-id", a => a.VpcId },
    };

    private static readonly FilterSet<TransitGatewayAttachment> GeneralFilters = new(a => a.Tags)
    {
        { "association.state", a => a.Association?.State },
        { "association.transit-gateway-route-table-id", a => a.Association?.TransitGatewayRouteTableId },
        { "resource-id", a => a.ResourceId },
        { "resource-owner-id", a => a.ResourceOwnerId },
        { "resource-type", a => a.ResourceType },
        { "state", a => a.State },
        { "transit-gateway-attachment-id", a => a.TransitGatewayAttachmentId },
        { "transit-gateway-id", a => a.TransitGatewayId },
        { "transit-gateway-owner-id", a => a.TransitGatewayOwnerId },
    };

    public CreateTransitGatewayVpcAttachmentResponse CreateTransitGatewayVpcAttachment(
        string transitGatewayId, string vpcId, List<string> subnetIds, CreateTransitGatewayVpcAttachmentRequestOptions? options, List<TagSpecification> tagSpecifications)
    {
        var gateway = World.TransitGateways.Get(transitGatewayId);
        var isOwn = gateway.OwnerId == Account;
        if (gateway.IsGone || gateway.Region != Region || !(isOwn || Rules.TransitGatewaysAreShared)) throw World.TransitGateways.NotFound(transitGatewayId);
        if (gateway.State != "available") throw new AwsException("IncorrectState", $"{transitGatewayId} is in invalid state");
        var vpc = Net.Vpcs.Get(vpcId);
        if (World.TransitGatewayAttachments.All.Any(a => a.TransitGatewayId == transitGatewayId && a.VpcId == vpcId && !a.IsGone))
            throw new AwsException("DuplicateTransitGatewayAttachment", $"{transitGatewayId} has non-deleted Transit Gateway Attachments with same VPC ID.");
        var subnets = Subnets(vpcId, [], subnetIds);
        if (subnets.Count == 0) throw AwsException.Missing("SubnetIds");
        TagBook.Check("transit-gateway-attachment", tagSpecifications);
        var id = Ids.Resource("tgw-attach");
        var attachment = new TransitGatewayVpcAttachment
        {
            TransitGatewayAttachmentId = id,
            TransitGatewayId = transitGatewayId,
            VpcId = vpcId,
            VpcOwnerId = vpc.OwnerId,
            Region = Region,
            CreationTime = World.Now,
            State = isOwn || gateway.Options!.AutoAcceptSharedAttachments == "enable" ? "pending" : "pendingAcceptance",
            Options = new()
            {
                DnsSupport = options?.DnsSupport ?? "enable",
                SecurityGroupReferencingSupport = options?.SecurityGroupReferencingSupport ?? "enable",
                Ipv6Support = options?.Ipv6Support ?? "disable",
                ApplianceModeSupport = options?.ApplianceModeSupport ?? "disable",
            },
        };
        Net.Tags.Born(id, "transit-gateway-attachment", tagSpecifications);
        World.TransitGatewayAttachments.Add(id, attachment);
        subnets.ForEach(s => Enter(attachment, s));
        if (attachment.State == "pending") Become(attachment, "available", () => JoinDefaults(gateway, attachment));
        return new() { TransitGatewayVpcAttachment = Seen(attachment) };
    }

    public AcceptTransitGatewayVpcAttachmentResponse AcceptTransitGatewayVpcAttachment(string transitGatewayAttachmentId)
    {
        var (gateway, attachment) = Asked(transitGatewayAttachmentId);
        attachment.State = "pending";
        Become(attachment, "available", () => JoinDefaults(gateway, attachment));
        return new() { TransitGatewayVpcAttachment = Seen(attachment) };
    }

    public RejectTransitGatewayVpcAttachmentResponse RejectTransitGatewayVpcAttachment(string transitGatewayAttachmentId)
    {
        var (_, attachment) = Asked(transitGatewayAttachmentId);
        attachment.State = "rejected";
        Leave(attachment);
        World.Agenda.After(TransitGateways.Remembered, () => Forget(transitGatewayAttachmentId));
        return new() { TransitGatewayVpcAttachment = Seen(attachment) };
    }

    public ModifyTransitGatewayVpcAttachmentResponse ModifyTransitGatewayVpcAttachment(
        string transitGatewayAttachmentId, List<string> addSubnetIds, List<string> removeSubnetIds, ModifyTransitGatewayVpcAttachmentRequestOptions? options)
    {
        var attachment = Own(transitGatewayAttachmentId);
        if (attachment.State != "available") throw InvalidState(attachment);
        if (removeSubnetIds.Find(s => !attachment.SubnetIds.Contains(s)) is { } stranger) throw AwsException.InvalidValue("RemoveSubnetIds", stranger, "The subnet is not attached.");
        var kept = attachment.SubnetIds.Except(removeSubnetIds).ToList();
        var added = Subnets(attachment.VpcId!, kept, addSubnetIds);
        if (kept.Count + added.Count == 0) throw AwsException.InvalidValue("RemoveSubnetIds", null, "At least one subnet must stay.");
        foreach (var id in removeSubnetIds) Leave(attachment, id);
        added.ForEach(s => Enter(attachment, s));
        var present = attachment.Options!;
        present.DnsSupport = options?.DnsSupport ?? present.DnsSupport;
        present.SecurityGroupReferencingSupport = options?.SecurityGroupReferencingSupport ?? present.SecurityGroupReferencingSupport;
        present.Ipv6Support = options?.Ipv6Support ?? present.Ipv6Support;
        present.ApplianceModeSupport = options?.ApplianceModeSupport ?? present.ApplianceModeSupport;
        attachment.State = "modifying";
        Become(attachment, "available");
        return new() { TransitGatewayVpcAttachment = Seen(attachment) };
    }

    public DeleteTransitGatewayVpcAttachmentResponse DeleteTransitGatewayVpcAttachment(string transitGatewayAttachmentId)
    {
        var attachment = Own(transitGatewayAttachmentId);
        if (attachment.State is not ("available" or "pendingAcceptance" or "modifying")) throw InvalidState(attachment);
        attachment.State = "deleting";
        Become(attachment, "deleted", () =>
        {
            Leave(attachment);
            var owner = World.Network(World.TransitGateways.Get(attachment.TransitGatewayId!).OwnerId!, Region);
            foreach (var table in owner.TransitGatewayRouteTables.All)
            {
                table.Associations.RemoveAll(a => a.TransitGatewayAttachmentId == transitGatewayAttachmentId);
                table.Propagations.RemoveAll(p => p.TransitGatewayAttachmentId == transitGatewayAttachmentId);
            }

            World.Agenda.After(TransitGateways.Remembered, () => Forget(transitGatewayAttachmentId));
        });
        return new() { TransitGatewayVpcAttachment = Seen(attachment) };
    }

    public DescribeTransitGatewayVpcAttachmentsResponse DescribeTransitGatewayVpcAttachments(
        List<Filter> filters, List<string> transitGatewayAttachmentIds, int? maxResults, string? nextToken) => new()
        {
            TransitGatewayVpcAttachments = Filters.Apply(World.TransitGatewayAttachments.Pick(transitGatewayAttachmentIds).Where(IsMine).Select(Seen), filters)
            .Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    public DescribeTransitGatewayAttachmentsResponse DescribeTransitGatewayAttachments(
        List<Filter> filters, List<string> transitGatewayAttachmentIds, int? maxResults, string? nextToken) => new()
        {
            TransitGatewayAttachments = GeneralFilters.Apply(World.TransitGatewayAttachments.Pick(transitGatewayAttachmentIds).Where(IsMine).Select(General), filters)
            .Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    private static AwsException InvalidState(TransitGatewayVpcAttachment attachment) =>
        new("IncorrectState", $"{attachment.TransitGatewayAttachmentId} is in invalid state {attachment.State}");

    private List<Subnet> Subnets(string vpcId, List<string> present, List<string> ids)
    {
        var zones = present.Select(s => Net.Subnets.Get(s).AvailabilityZone).ToHashSet();
        var subnets = ids.Select(Net.Subnets.Get).ToList();
        foreach (var subnet in subnets)
        {
            if (subnet.VpcId != vpcId) throw AwsException.InvalidValue("SubnetIds", subnet.SubnetId, "The subnet is not in the VPC.");
            if (!zones.Add(subnet.AvailabilityZone))
                throw new AwsException("DuplicateSubnetsInSameZone", $"Duplicate subnets for same AZ {subnet.AvailabilityZone}");
        }

        return subnets;
    }

    private void Enter(TransitGatewayVpcAttachment attachment, Subnet subnet)
    {
        NetworkInterfaces.AddManaged(World, Net, subnet, Description(attachment), "transit_gateway", []);
        attachment.SubnetIds.Add(subnet.SubnetId!);
    }

    /// <param name="subnetId">Null: from all of them.</param>
    private void Leave(TransitGatewayVpcAttachment attachment, string? subnetId = null)
    {
        var home = World.Network(attachment.VpcOwnerId!, attachment.Region);
        foreach (var card in home.Interfaces.All.Where(i => i.Description == Description(attachment) && (subnetId is null || i.SubnetId == subnetId)).ToList())
            NetworkInterfaces.Remove(home, card.NetworkInterfaceId!);
        if (subnetId is not null) attachment.SubnetIds.Remove(subnetId);
    }

    private static string Description(TransitGatewayVpcAttachment attachment) => $"Network Interface for Transit Gateway Attachment {attachment.TransitGatewayAttachmentId}";

    private void JoinDefaults(TransitGateway gateway, TransitGatewayVpcAttachment attachment)
    {
        var tables = World.Network(gateway.OwnerId!, gateway.Region).TransitGatewayRouteTables;
        if (gateway.Options!.DefaultRouteTableAssociation == "enable" && tables.Find(gateway.Options.AssociationDefaultRouteTableId) is { } associated)
            associated.Associations.Add(TransitGatewayRouteTables.Association(attachment, "associated"));
        if (gateway.Options.DefaultRouteTablePropagation == "enable" && tables.Find(gateway.Options.PropagationDefaultRouteTableId) is { } propagated)
            propagated.Propagations.Add(TransitGatewayRouteTables.Propagation(attachment, "enabled"));
    }

    private void Become(TransitGatewayVpcAttachment attachment, string state, Action? then = null)
    {
        var from = attachment.State;
        World.After(Durations.TransitGatewayChange, () =>
        {
            if (attachment.State != from) return;
            attachment.State = state;
            then?.Invoke();
        });
    }

    private void Forget(string id)
    {
        World.TransitGatewayAttachments.Remove(id);
        foreach (var network in World.Networks) network.Tags.Forget(id);
    }

    private (TransitGateway Gateway, TransitGatewayVpcAttachment Attachment) Asked(string id)
    {
        var attachment = World.TransitGatewayAttachments.Get(id);
        var gateway = World.TransitGateways.Get(attachment.TransitGatewayId!);
        if (gateway.OwnerId != Account || gateway.Region != Region) throw World.TransitGatewayAttachments.NotFound(id);
        return attachment.State == "pendingAcceptance" ? (gateway, attachment) : throw InvalidState(attachment);
    }

    private TransitGatewayVpcAttachment Own(string id)
    {
        var attachment = World.TransitGatewayAttachments.Get(id);
        return attachment.VpcOwnerId == Account && attachment.Region == Region ? attachment : throw World.TransitGatewayAttachments.NotFound(id);
    }

    private bool IsMine(TransitGatewayVpcAttachment a) =>
        a.Region == Region && (a.VpcOwnerId == Account || World.TransitGateways.Find(a.TransitGatewayId)?.OwnerId == Account);

    /// <summary>Each account has its own tags on it.</summary>
    private TransitGatewayVpcAttachment Seen(TransitGatewayVpcAttachment attachment)
    {
        var seen = attachment.Clone();
        seen.Tags = Net.Tags.Of(attachment.TransitGatewayAttachmentId!);
        return seen;
    }

    private TransitGatewayAttachment General(TransitGatewayVpcAttachment attachment)
    {
        var owner = World.TransitGateways.Find(attachment.TransitGatewayId)?.OwnerId;
        var table = owner is null ? null : World.Network(owner, Region).TransitGatewayRouteTables.All
            .FirstOrDefault(t => t.Associations.Exists(a => a.TransitGatewayAttachmentId == attachment.TransitGatewayAttachmentId));
        return new()
        {
            TransitGatewayAttachmentId = attachment.TransitGatewayAttachmentId,
            TransitGatewayId = attachment.TransitGatewayId,
            TransitGatewayOwnerId = owner,
            ResourceOwnerId = attachment.VpcOwnerId,
            ResourceType = "vpc",
            ResourceId = attachment.VpcId,
            State = attachment.State,
            CreationTime = attachment.CreationTime,
            Tags = Net.Tags.Of(attachment.TransitGatewayAttachmentId!),
            Association = table is null ? null : new()
            {
                TransitGatewayRouteTableId = table.TransitGatewayRouteTableId,
                State = table.Associations.Find(a => a.TransitGatewayAttachmentId == attachment.TransitGatewayAttachmentId)!.State,
            },
        };
    }
}
