using System.Net;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>
/// Routes of Transit Gateway route tables. Static routes are stored; propagated routes are computed from the attachments when they are searched.
/// </summary>
internal sealed class TransitGatewayRoutes(Call call) : Handler(call)
{
    private static readonly FilterSet<TransitGatewayRoute> Filters = new()
    {
        { "attachment.resource-id", r => r.TransitGatewayAttachments.Select(a => a.ResourceId) },
        { "attachment.resource-type", r => r.TransitGatewayAttachments.Select(a => a.ResourceType) },
        { "attachment.transit-gateway-attachment-id", r => r.TransitGatewayAttachments.Select(a => a.TransitGatewayAttachmentId) },
        { "prefix-list-id", r => r.PrefixListId },
        { "route-search.exact-match", r => r.DestinationCidrBlock },
        { "state", r => r.State },
        { "type", r => r.Type },
    };

    public CreateTransitGatewayRouteResponse CreateTransitGatewayRoute(
        string destinationCidrBlock,
        string transitGatewayRouteTableId,
        string? transitGatewayAttachmentId,
        bool? blackhole
    )
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        var route = Static(table, destinationCidrBlock, transitGatewayAttachmentId, blackhole);
        if (Find(table, route.DestinationCidrBlock!) is not null)
        {
            throw new AwsException(
                "RouteAlreadyExists",
                $"Route {route.DestinationCidrBlock} already exists in Transit Gateway Route Table {transitGatewayRouteTableId}"
            );
        }

        table.StaticRoutes.Add(route);
        return new() { Route = route };
    }

    public ReplaceTransitGatewayRouteResponse ReplaceTransitGatewayRoute(
        string destinationCidrBlock,
        string transitGatewayRouteTableId,
        string? transitGatewayAttachmentId,
        bool? blackhole
    )
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        var route = Static(table, destinationCidrBlock, transitGatewayAttachmentId, blackhole);
        table.StaticRoutes[table.StaticRoutes.IndexOf(Find(table, route.DestinationCidrBlock!) ?? throw NoRoute(route.DestinationCidrBlock!))] =
            route;
        return new() { Route = route };
    }

    public DeleteTransitGatewayRouteResponse DeleteTransitGatewayRoute(string transitGatewayRouteTableId, string destinationCidrBlock)
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        var block = Canonical(destinationCidrBlock);
        var route = Find(table, block) ?? throw NoRoute(block);
        table.StaticRoutes.Remove(route);
        route.State = "deleted";
        return new() { Route = route };
    }

    public SearchTransitGatewayRoutesResponse SearchTransitGatewayRoutes(
        string transitGatewayRouteTableId,
        List<Filter> filters,
        int? maxResults,
        string? nextToken
    )
    {
        var table = Net.TransitGatewayRouteTables.Get(transitGatewayRouteTableId);
        IEnumerable<TransitGatewayRoute> routes = Effective(table).ToList();
        foreach (var filter in filters.Where(IsSearch))
            routes = Search(routes.ToList(), filter);
        var page = Filters.Apply(routes, filters.Where(f => !IsSearch(f))).Page(maxResults, nextToken, out var next);
        return new()
        {
            Routes = page,
            AdditionalRoutesAvailable = next is not null,
            NextToken = next,
        };
    }

    private static bool IsSearch(Filter filter) =>
        filter.Name is "route-search.longest-prefix-match" or "route-search.subnet-of-match" or "route-search.supernet-of-match";

    private static IEnumerable<TransitGatewayRoute> Search(List<TransitGatewayRoute> routes, Filter filter)
    {
        var wanted = filter.Values.Select(v => IPNetwork.Parse(Canonical(v))).ToList();
        bool Covers(TransitGatewayRoute route, IPNetwork block) => Cidr.Within(block, IPNetwork.Parse(route.DestinationCidrBlock!));
        return filter.Name switch
        {
            "route-search.subnet-of-match" => routes.Where(r => wanted.Exists(w => Cidr.Within(IPNetwork.Parse(r.DestinationCidrBlock!), w))),
            "route-search.supernet-of-match" => routes.Where(r => wanted.Exists(w => Covers(r, w))),
            _ => wanted
                .Select(w => routes.Where(r => Covers(r, w)).MaxBy(r => IPNetwork.Parse(r.DestinationCidrBlock!).PrefixLength))
                .OfType<TransitGatewayRoute>()
                .Distinct(),
        };
    }

    private static string Canonical(string block) =>
        (block.Contains(':', StringComparison.Ordinal) ? Cidr.V6(block, "destinationCidrBlock") : Cidr.V4(block, "destinationCidrBlock")).ToString();

    private static TransitGatewayRoute? Find(TransitGatewayRouteTable table, string block) =>
        table.StaticRoutes.Find(r => r.DestinationCidrBlock == block);

    private static AwsException NoRoute(string block) => new("InvalidRoute.NotFound", $"Route {block} does not exist");

    private TransitGatewayRoute Static(TransitGatewayRouteTable table, string destination, string? attachmentId, bool? blackhole)
    {
        // A request for a blackhole route can contain an empty attachment id.
        attachmentId = string.IsNullOrEmpty(attachmentId) ? null : attachmentId;
        if (blackhole == true == (attachmentId is not null))
            throw AwsException.Combination("Exactly one of TransitGatewayAttachmentId and Blackhole must be given.");
        return new()
        {
            DestinationCidrBlock = Canonical(destination),
            Type = "static",
            State = attachmentId is null ? "blackhole" : "active",
            TransitGatewayAttachments = attachmentId is null ? [] : [Attachment(TransitGatewayRouteTables.Attached(World, table, attachmentId))],
        };
    }

    private static TransitGatewayRouteAttachment Attachment(TransitGatewayVpcAttachment attachment) =>
        new()
        {
            TransitGatewayAttachmentId = attachment.TransitGatewayAttachmentId,
            ResourceId = attachment.VpcId,
            ResourceType = "vpc",
        };

    /// <summary>
    /// Returns the routes of a table. A static route takes precedence over a propagated one of the same destination; a route to a deleted attachment
    /// is a blackhole.
    /// </summary>
    private IEnumerable<TransitGatewayRoute> Effective(TransitGatewayRouteTable table)
    {
        foreach (var route in table.StaticRoutes)
        {
            route.State =
                route.TransitGatewayAttachments is [var to]
                && World.TransitGatewayAttachments.Find(to.TransitGatewayAttachmentId) is { IsGone: false }
                    ? "active"
                    : "blackhole";
        }

        var fixedRoutes = table.StaticRoutes.Concat(table.PrefixLists.SelectMany(Listed)).ToList();
        var taken = fixedRoutes.Select(r => r.DestinationCidrBlock).ToHashSet();
        return fixedRoutes.Concat(
            table.Propagations.Where(p => p.State == "enabled").SelectMany(Propagated).Where(r => taken.Add(r.DestinationCidrBlock))
        );
    }

    private IEnumerable<TransitGatewayRoute> Listed(TransitGatewayPrefixListReference reference) =>
        (Net.PrefixLists.Find(reference.PrefixListId)?.At(null) ?? []).Select(e => new TransitGatewayRoute
        {
            DestinationCidrBlock = e.Cidr,
            PrefixListId = reference.PrefixListId,
            Type = "static",
            State = reference.Blackhole == true ? "blackhole" : "active",
            TransitGatewayAttachments = reference.TransitGatewayAttachment is { } to
                ?
                [
                    new()
                    {
                        TransitGatewayAttachmentId = to.TransitGatewayAttachmentId,
                        ResourceId = to.ResourceId,
                        ResourceType = to.ResourceType,
                    },
                ]
                : [],
        });

    /// <summary>
    /// Returns the CIDR blocks of the VPC, or none if they overlap those of a VPC that was attached earlier; overlapping blocks are not propagated.
    /// </summary>
    private IEnumerable<TransitGatewayRoute> Propagated(TransitGatewayRouteTablePropagation propagation)
    {
        if (World.TransitGatewayAttachments.Find(propagation.TransitGatewayAttachmentId) is not { State: "available" or "modifying" } attachment)
            return [];
        var earlier = World
            .TransitGatewayAttachments.All.TakeWhile(a => a != attachment)
            .Where(a => a.TransitGatewayId == attachment.TransitGatewayId && !a.IsGone)
            .SelectMany(BlocksOf)
            .ToList();
        return BlocksOf(attachment)
            .Where(b => !Cidr.AnyOverlap([b], earlier))
            .Select(b => new TransitGatewayRoute
            {
                DestinationCidrBlock = b,
                Type = "propagated",
                State = "active",
                TransitGatewayAttachments = [Attachment(attachment)],
            });
    }

    private IEnumerable<string> BlocksOf(TransitGatewayVpcAttachment attachment) =>
        World.Network(attachment.VpcOwnerId!, attachment.Region).Vpcs.Find(attachment.VpcId) is { } vpc
            ? vpc.Blocks.Concat(attachment.Options!.Ipv6Support == "enable" ? vpc.Ipv6Blocks : [])
            : [];
}
