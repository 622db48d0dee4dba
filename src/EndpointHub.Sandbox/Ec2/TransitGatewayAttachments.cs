using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>
/// Attachments of VPCs to Transit Gateways, with one subnet in each Availability Zone. Gateway and VPC can belong to different accounts.
/// </summary>
internal sealed class TransitGatewayAttachments(Call call) : Handler(call)
{
    private readonly TransitGatewayAttachmentLife _life = new(call.World);

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
        string transitGatewayId,
        string vpcId,
        List<string> subnetIds,
        CreateTransitGatewayVpcAttachmentRequestOptions? options,
        List<TagSpecification> tagSpecifications
    )
    {
        var gateway = World.TransitGateways.Get(transitGatewayId);
        var isOwn = gateway.OwnerId == Account;
        if (gateway.IsGone || gateway.Region != Region || !(isOwn || Rules.TransitGatewaysAreShared))
            throw World.TransitGateways.NotFound(transitGatewayId);
        if (gateway.State != "available")
            throw new AwsException("IncorrectState", $"{transitGatewayId} is in invalid state");
        var vpc = Net.Vpcs.Get(vpcId);
        if (World.TransitGatewayAttachments.All.Any(a => a.TransitGatewayId == transitGatewayId && a.VpcId == vpcId && !a.IsGone))
        {
            throw new AwsException(
                "DuplicateTransitGatewayAttachment",
                $"{transitGatewayId} has non-deleted Transit Gateway Attachments with same VPC ID."
            );
        }

        var subnets = Subnets(vpcId, [], subnetIds);
        if (subnets.Count == 0)
            throw AwsException.Missing("SubnetIds");
        TagStore.Check("transit-gateway-attachment", tagSpecifications);
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
        subnets.ForEach(s => _life.Enter(attachment, s));
        if (attachment.State == "pending")
            _life.Arrive(gateway, attachment);
        return new() { TransitGatewayVpcAttachment = TransitGatewayAttachmentLife.Seen(Net, attachment) };
    }

    public ModifyTransitGatewayVpcAttachmentResponse ModifyTransitGatewayVpcAttachment(
        string transitGatewayAttachmentId,
        List<string> addSubnetIds,
        List<string> removeSubnetIds,
        ModifyTransitGatewayVpcAttachmentRequestOptions? options
    )
    {
        var attachment = Own(transitGatewayAttachmentId);
        if (attachment.State != "available")
            throw TransitGatewayAttachmentLife.InvalidState(attachment);
        if (removeSubnetIds.Find(s => !attachment.SubnetIds.Contains(s)) is { } stranger)
            throw AwsException.InvalidValue("RemoveSubnetIds", stranger, "The subnet is not attached.");
        var kept = attachment.SubnetIds.Except(removeSubnetIds).ToList();
        var added = Subnets(attachment.VpcId!, kept, addSubnetIds);
        if (kept.Count + added.Count == 0)
            throw AwsException.InvalidValue("RemoveSubnetIds", null, "At least one subnet must remain.");
        foreach (var id in removeSubnetIds)
            _life.Leave(attachment, id);
        added.ForEach(s => _life.Enter(attachment, s));
        var present = attachment.Options!;
        present.DnsSupport = options?.DnsSupport ?? present.DnsSupport;
        present.SecurityGroupReferencingSupport = options?.SecurityGroupReferencingSupport ?? present.SecurityGroupReferencingSupport;
        present.Ipv6Support = options?.Ipv6Support ?? present.Ipv6Support;
        present.ApplianceModeSupport = options?.ApplianceModeSupport ?? present.ApplianceModeSupport;
        _life.Change(attachment);
        return new() { TransitGatewayVpcAttachment = TransitGatewayAttachmentLife.Seen(Net, attachment) };
    }

    public DeleteTransitGatewayVpcAttachmentResponse DeleteTransitGatewayVpcAttachment(string transitGatewayAttachmentId)
    {
        var attachment = Own(transitGatewayAttachmentId);
        if (attachment.State is not ("available" or "pendingAcceptance" or "modifying"))
            throw TransitGatewayAttachmentLife.InvalidState(attachment);
        _life.Depart(attachment);
        return new() { TransitGatewayVpcAttachment = TransitGatewayAttachmentLife.Seen(Net, attachment) };
    }

    public DescribeTransitGatewayVpcAttachmentsResponse DescribeTransitGatewayVpcAttachments(
        List<Filter> filters,
        List<string> transitGatewayAttachmentIds,
        int? maxResults,
        string? nextToken
    ) =>
        new()
        {
            TransitGatewayVpcAttachments = Filters
                .Apply(Mine(transitGatewayAttachmentIds).Select(a => TransitGatewayAttachmentLife.Seen(Net, a)), filters)
                .Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    public DescribeTransitGatewayAttachmentsResponse DescribeTransitGatewayAttachments(
        List<Filter> filters,
        List<string> transitGatewayAttachmentIds,
        int? maxResults,
        string? nextToken
    ) =>
        new()
        {
            TransitGatewayAttachments = GeneralFilters
                .Apply(Mine(transitGatewayAttachmentIds).Select(General), filters)
                .Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    private List<Subnet> Subnets(string vpcId, List<string> present, List<string> ids)
    {
        var zones = present.Select(s => Net.Subnets.Get(s).AvailabilityZone).ToHashSet();
        var subnets = ids.Select(Net.Subnets.Get).ToList();
        foreach (var subnet in subnets)
        {
            if (subnet.VpcId != vpcId)
                throw AwsException.InvalidValue("SubnetIds", subnet.SubnetId, "The subnet is not in the VPC.");
            if (!zones.Add(subnet.AvailabilityZone))
                throw new AwsException("DuplicateSubnetsInSameZone", $"Duplicate subnets for same AZ {subnet.AvailabilityZone}");
        }

        return subnets;
    }

    private TransitGatewayVpcAttachment Own(string id)
    {
        var attachment = World.TransitGatewayAttachments.Get(id);
        return attachment.VpcOwnerId == Account && attachment.Region == Region ? attachment : throw World.TransitGatewayAttachments.NotFound(id);
    }

    private IEnumerable<TransitGatewayVpcAttachment> Mine(List<string> ids) =>
        World
            .TransitGatewayAttachments.Pick(ids)
            .Where(a => a.Region == Region && (a.VpcOwnerId == Account || World.TransitGateways.Find(a.TransitGatewayId)?.OwnerId == Account));

    private TransitGatewayAttachment General(TransitGatewayVpcAttachment attachment)
    {
        var owner = World.TransitGateways.Find(attachment.TransitGatewayId)?.OwnerId;
        var table = owner is null
            ? null
            : World
                .Network(owner, Region)
                .TransitGatewayRouteTables.All.FirstOrDefault(t =>
                    t.Associations.Exists(a => a.TransitGatewayAttachmentId == attachment.TransitGatewayAttachmentId)
                );
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
            Association = table is null
                ? null
                : new()
                {
                    TransitGatewayRouteTableId = table.TransitGatewayRouteTableId,
                    State = table.Associations.Find(a => a.TransitGatewayAttachmentId == attachment.TransitGatewayAttachmentId)!.State,
                },
        };
    }
}
