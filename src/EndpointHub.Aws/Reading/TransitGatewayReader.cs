using Amazon.EC2;
using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>
/// Reads the Transit Gateways that route tables refer to, and those that two of the VPCs are attached to, with the attachments. Only the owner of a
/// gateway can read its route tables, so they are read if one of the VPCs' accounts is the owner.
/// </summary>
internal sealed class TransitGatewayReader(ApisAt apis, IReadOnlyCollection<ScopedVpc> vpcs)
{
    /// <summary>Adds Transit Gateways to a network.</summary>
    /// <param name="network">The VPCs with their route tables.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The network with gateways, attachments and route tables. Subnets that contain only attachments are marked.</returns>
    public async Task<NetworkSnapshot> AddToAsync(NetworkSnapshot network, CancellationToken cancellationToken)
    {
        var routed = network
            .RouteTables.SelectMany(table => table.Routes)
            .Select(route => route.Target)
            .Where(target => target.Kind == RouteTargetKind.TransitGateway)
            .Select(target => target.Id)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (routed.Count == 0 && !MayBeJoined(network))
            return network;

        var attached = await Task.WhenAll(
            vpcs.GroupBy(vpc => vpc.Location)
                .Select(place => AttachmentsAsync(place.Key, [.. place.Select(vpc => vpc.VpcId)], cancellationToken))
                .ToArray()
        );
        var named = routed.Union(Shared(attached.SelectMany(place => place.Attachments ?? [])), StringComparer.Ordinal).ToList();
        if (named.Count == 0)
            return network;

        var seen = await Task.WhenAll(
            attached.Select(place => ReadLocationAsync(place.Location, place.Attachments, named, cancellationToken)).ToArray()
        );
        var attachments = Distinct(seen.SelectMany(place => place.Attachments));
        var owners = seen.SelectMany(
                place => place.Gateways,
                (place, gateway) => (Gateway: gateway, Owner: place.Location with { AccountId = gateway.OwnerAccountId })
            )
            .GroupBy(seenAt => seenAt.Gateway.Id, StringComparer.Ordinal)
            .Select(same => same.First())
            .GroupBy(seenAt => seenAt.Owner);
        var complete = await Task.WhenAll(
            owners.Select(owner => ReadRoutesAsync(owner.Key, [.. owner.Select(seenAt => seenAt.Gateway)], attachments, cancellationToken)).ToArray()
        );
        var attachmentOnly = new HashSet<string>(seen.SelectMany(place => place.AttachmentOnlySubnets), StringComparer.Ordinal);
        return network with
        {
            Subnets = ResourceTable<Subnet>.From(
                network.Subnets.Select(subnet => subnet with { HoldsAttachmentsOnly = attachmentOnly.Contains(subnet.Id) })
            ),
            TransitGateways = ResourceTable<TransitGateway>.From(complete.SelectMany(owner => owner.Gateways)),
            TransitGatewayAttachments = ResourceTable<TransitGatewayAttachment>.From(complete.SelectMany(owner => owner.Attachments)),
            TransitGatewayRouteTables = ResourceTable<TransitGatewayRouteTable>.From(complete.SelectMany(owner => owner.Tables)),
        };
    }

    internal static TransitGatewayAttachment Map(Ec2.TransitGatewayVpcAttachment attachment) =>
        new()
        {
            Id = attachment.TransitGatewayAttachmentId!,
            TransitGatewayId = attachment.TransitGatewayId!,
            VpcId = attachment.VpcId!,
            State = attachment.State!.Value,
            SubnetIds = SdkMapping.Sorted(attachment.SubnetIds.All()),
            IsInApplianceMode = attachment.Options?.ApplianceModeSupport == ApplianceModeSupportValue.Enable,
            Tags = SdkMapping.Tags(attachment.Tags),
        };

    /// <summary>Returns null for an IPv6 route.</summary>
    internal static TransitGatewayRoute? Map(Ec2.TransitGatewayRoute route) =>
        Cidr.TryParse(route.DestinationCidrBlock, out var destination)
            ? new TransitGatewayRoute(
                destination,
                route.TransitGatewayAttachments.All().FirstOrDefault()?.TransitGatewayAttachmentId,
                route.Type == TransitGatewayRouteType.Propagated,
                route.State == TransitGatewayRouteState.Blackhole
            )
            : null;

    // VPCs of which no two are joined by a peering connection may be joined by a gateway, even if no route leads to it yet.
    private bool MayBeJoined(NetworkSnapshot network) =>
        vpcs.Count > 1
        && vpcs.Any(vpc =>
            !network.Peerings.Any(peering => peering.IsAlive && vpcs.Any(other => other.VpcId != vpc.VpcId && peering.Joins(vpc.VpcId, other.VpcId)))
        );

    private static IEnumerable<string> Shared(IEnumerable<TransitGatewayAttachment> attachments) =>
        attachments
            .GroupBy(attachment => attachment.TransitGatewayId, StringComparer.Ordinal)
            .Where(gateway => gateway.Select(attachment => attachment.VpcId).Distinct(StringComparer.Ordinal).Skip(1).Any())
            .Select(gateway => gateway.Key);

    private async Task<(Location Location, IReadOnlyList<TransitGatewayAttachment>? Attachments)> AttachmentsAsync(
        Location location,
        List<string> vpcIds,
        CancellationToken cancellationToken
    )
    {
        var here = apis(location).Ec2.Paginators;
        var found = await Permitted.OrNullAsync(() =>
            SdkMapping.ReadAsync(
                "vpc-id",
                vpcIds,
                filters => here.DescribeTransitGatewayVpcAttachments(new() { Filters = filters }).TransitGatewayVpcAttachments,
                cancellationToken
            )
        );
        return (location, found?.Select(Map).Where(attachment => attachment.IsAlive).ToList());
    }

    private async Task<LocationGateways> ReadLocationAsync(
        Location location,
        IReadOnlyList<TransitGatewayAttachment>? attached,
        List<string> named,
        CancellationToken cancellationToken
    )
    {
        var here = apis(location).Ec2.Paginators;
        var known = await Permitted.OrNullAsync(() =>
            SdkMapping.ReadAsync(
                "transit-gateway-id",
                named,
                filters => here.DescribeTransitGateways(new() { Filters = filters }).TransitGateways,
                cancellationToken
            )
        );

        // Without the attachments, nothing is known about the gateways.
        if (known is null || attached is null)
            return new LocationGateways(location, [], [], []);

        var attachments = attached.Where(attachment => named.Contains(attachment.TransitGatewayId)).ToList();
        var interfaces = await Permitted.OrNullAsync(() =>
            SdkMapping.ReadAsync(
                "subnet-id",
                attachments.SelectMany(attachment => attachment.SubnetIds),
                filters => here.DescribeNetworkInterfaces(new() { Filters = filters }).NetworkInterfaces,
                cancellationToken
            )
        );
        return new LocationGateways(
            location,
            [
                .. known.Select(gateway => new TransitGateway
                {
                    Id = gateway.TransitGatewayId!,
                    OwnerAccountId = gateway.OwnerId!,
                    Tags = SdkMapping.Tags(gateway.Tags),
                }),
            ],
            attachments,
            [
                .. (interfaces ?? [])
                    .GroupBy(nic => nic.SubnetId!, StringComparer.Ordinal)
                    .Where(subnet => subnet.All(nic => nic.InterfaceType == NetworkInterfaceType.Transit_gateway))
                    .Select(subnet => subnet.Key),
            ]
        );
    }

    private async Task<(
        IEnumerable<TransitGateway> Gateways,
        IEnumerable<TransitGatewayAttachment> Attachments,
        IEnumerable<TransitGatewayRouteTable> Tables
    )> ReadRoutesAsync(Location owner, List<TransitGateway> gateways, IEnumerable<TransitGatewayAttachment> all, CancellationToken cancellationToken)
    {
        var attachments = all.Where(attachment => gateways.Exists(gateway => gateway.Id == attachment.TransitGatewayId)).ToList();
        var associations = vpcs.Any(vpc => vpc.Location == owner)
            ? await Permitted.OrNullAsync(() => AssociationsAsync(owner, attachments, cancellationToken))
            : null;
        if (associations is null)
            return (gateways.Select(gateway => gateway with { RoutesAreRead = false }), attachments, []);

        var tables = await Task.WhenAll(
            associations
                .Values.GroupBy(one => one.Id, StringComparer.Ordinal)
                .Select(table => Permitted.OrNullAsync(() => ReadTableAsync(owner, table.First(), attachments, cancellationToken)))
                .ToArray()
        );
        return (
            gateways,
            attachments.Select(attachment =>
                attachment with
                {
                    RouteTableId = associations.TryGetValue(attachment.Id, out var table) ? table.Id : null,
                }
            ),
            tables.OfType<TransitGatewayRouteTable>()
        );
    }

    private async Task<Dictionary<string, TransitGatewayRouteTable>> AssociationsAsync(
        Location owner,
        IEnumerable<TransitGatewayAttachment> attachments,
        CancellationToken cancellationToken
    ) =>
        (
            await SdkMapping.ReadAsync(
                "transit-gateway-attachment-id",
                attachments.Select(attachment => attachment.Id),
                filters => apis(owner).Ec2.Paginators.DescribeTransitGatewayAttachments(new() { Filters = filters }).TransitGatewayAttachments,
                cancellationToken
            )
        )
            .Where(attachment => attachment.Association?.State == TransitGatewayAssociationState.Associated)
            .ToDictionary(
                attachment => attachment.TransitGatewayAttachmentId!,
                attachment => new TransitGatewayRouteTable
                {
                    Id = attachment.Association!.TransitGatewayRouteTableId!,
                    TransitGatewayId = attachment.TransitGatewayId!,
                },
                StringComparer.Ordinal
            );

    private async Task<TransitGatewayRouteTable> ReadTableAsync(
        Location owner,
        TransitGatewayRouteTable table,
        IEnumerable<TransitGatewayAttachment> attachments,
        CancellationToken cancellationToken
    )
    {
        var ec2 = apis(owner).Ec2;
        var propagations = SdkMapping.ReadAsync(
            "transit-gateway-attachment-id",
            attachments.Select(attachment => attachment.Id),
            filters =>
                ec2.Paginators.GetTransitGatewayRouteTablePropagations(
                    new() { TransitGatewayRouteTableId = table.Id, Filters = filters }
                ).TransitGatewayRouteTablePropagations,
            cancellationToken
        );
        var routes = SdkMapping.ReadAsync(
            "state",
            [TransitGatewayRouteState.Active.Value, TransitGatewayRouteState.Blackhole.Value],
            filters => ec2.Paginators.SearchTransitGatewayRoutes(new() { TransitGatewayRouteTableId = table.Id, Filters = filters }).Routes,
            cancellationToken
        );
        await Task.WhenAll(propagations, routes);
        return table with
        {
            PropagatingAttachmentIds = SdkMapping.Sorted(
                (await propagations).Where(one => one.State == TransitGatewayPropagationState.Enabled).Select(one => one.TransitGatewayAttachmentId)
            ),
            Routes = TransitGatewayRouteTable.Ordered((await routes).Select(Map).OfType<TransitGatewayRoute>()),
        };
    }

    // The VPC's account and the gateway's account both see an attachment, each with its own tags. The first one is kept.
    private static List<TransitGatewayAttachment> Distinct(IEnumerable<TransitGatewayAttachment> attachments) =>
        [.. attachments.GroupBy(attachment => attachment.Id, StringComparer.Ordinal).Select(same => same.First())];

    /// <summary>The gateways and attachments of one account.</summary>
    private sealed record LocationGateways(
        Location Location,
        IReadOnlyList<TransitGateway> Gateways,
        IReadOnlyList<TransitGatewayAttachment> Attachments,
        IReadOnlyList<string> AttachmentOnlySubnets
    );
}
