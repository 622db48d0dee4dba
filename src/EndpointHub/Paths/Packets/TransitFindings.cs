using EndpointHub.Errors;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Paths.Verdicts.FindingCode;

namespace EndpointHub.Paths.Packets;

/// <summary>The findings about packets on a Transit Gateway, each in one place.</summary>
internal static class TransitFindings
{
    public static Finding NotAttached(PathIndex index, string gatewayId, Vpc vpc) =>
        new(TgwAttachmentMissing, gatewayId, $"has no attachment of {vpc.Id}, so no packet passes between the two.")
        {
            CommandLine = OneInEachZone(index, vpc).ToList() is { Count: > 0 } subnets
                ? Aws($"ec2 create-transit-gateway-vpc-attachment --transit-gateway-id {gatewayId} --vpc-id {vpc.Id} --subnet-ids {Words(subnets)}")
                : PacketRemedies.ShowSubnets(vpc.Id),
        };

    public static Finding BadState(TransitGateway gateway, TransitGatewayAttachment attachment)
    {
        var finding = new Finding(BadStateAttachment, attachment.Id, $"is {attachment.State}, and packets pass an available attachment only.");
        return attachment.State == TransitGatewayAttachmentState.PendingAcceptance
            ? finding with
            {
                Advice = $"Run it with credentials of account {gateway.OwnerAccountId}, which owns {gateway.Id}.",
                CommandLine = Aws($"ec2 accept-transit-gateway-vpc-attachment --transit-gateway-attachment-id {attachment.Id}"),
            }
            : finding with
            {
                Advice = "Wait until it is available, or create it anew.",
                CommandLine = Aws($"ec2 describe-transit-gateway-vpc-attachments --transit-gateway-attachment-ids {attachment.Id}"),
            };
    }

    public static Finding NotInZone(PathIndex index, TransitGatewayAttachment attachment, Subnet origin) =>
        new(
            TgwRouteAzRestriction,
            attachment.Id,
            $"has no subnet in {origin.AvailabilityZone}, so nothing of {attachment.VpcId} in that zone gets to {attachment.TransitGatewayId}, whatever its routes say."
        )
        {
            CommandLine = Aws(
                $"ec2 modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id {attachment.Id} --add-subnet-ids {index.SubnetsOf(origin.VpcId).First(subnet => subnet.SharesZoneWith(origin)).Id}"
            ),
        };

    public static Finding NotAssociated(TransitGatewayAttachment attachment, TransitGatewayAttachment? other)
    {
        var finding = new Finding(
            TgwAttachMissingTgwRtbAssociation,
            attachment.Id,
            $"is associated with no route table of {attachment.TransitGatewayId}, so the gateway drops what {attachment.VpcId} sends."
        );
        return other?.RouteTableId is { } table
            ? finding with
            {
                CommandLine = Aws(
                    $"ec2 associate-transit-gateway-route-table --transit-gateway-attachment-id {attachment.Id} --transit-gateway-route-table-id {table}"
                ),
            }
            : finding with
            {
                Advice = $"Associate {attachment.Id} with a table of {attachment.TransitGatewayId} that routes to the other VPC.",
                CommandLine = Aws(
                    $"ec2 describe-transit-gateway-route-tables --filters {$"Name=transit-gateway-id,Values={attachment.TransitGatewayId}"}"
                ),
            };
    }

    public static Finding NoRoute(TransitRoutes routes, TransitGatewayAttachment arriving) =>
        routes.Table.PropagatingAttachmentIds.Contains(arriving.Id)
            ? new(
                TgwRtbNoRouteToTgwAttachment,
                routes.Table.Id,
                $"has no route to {routes.PacketFlow.Destination} although it learns from {arriving.Id}: a VPC that was attached before overlaps {routes.PacketFlow.To.Id}."
            )
            {
                CommandLine = StaticRoute("create-transit-gateway-route", routes, routes.PacketFlow.Block, arriving),
            }
            : new(
                TgwRtbNoRouteToTgwAttachment,
                routes.Table.Id,
                $"has no route to {routes.PacketFlow.Destination} in {routes.PacketFlow.To.Id}, and drops what goes there."
            )
            {
                CommandLine = Aws(
                    $"ec2 enable-transit-gateway-route-table-propagation --transit-gateway-route-table-id {routes.Table.Id} --transit-gateway-attachment-id {arriving.Id}"
                ),
            };

    public static Finding Blackhole(TransitRoutes routes, TransitGatewayRoute taken) =>
        Mend(
            new(TgwRtbBadStateRoute, routes.Table.Id, $"drops {routes.PacketFlow.Destination}: its route {taken.Destination} is a blackhole."),
            routes,
            taken
        );

    public static Finding Narrower(TransitRoutes routes, TransitGatewayRoute taken, TransitGatewayRoute meant) =>
        new(
            TgwRtbMoreSpecificRoute,
            routes.Table.Id,
            $"{Takes(routes, taken)} by {taken.Destination}, which is narrower than {meant.Destination} to {meant.AttachmentId}."
        )
        {
            CommandLine = Remove(routes, taken),
        };

    public static Finding HigherPriority(TransitRoutes routes, TransitGatewayRoute taken) =>
        new(
            TgwRtbHigherPriorityRoute,
            routes.Table.Id,
            $"{Takes(routes, taken)} by its static route {taken.Destination}, which hides the one that it learns from {routes.Arriving?.Id}."
        )
        {
            CommandLine = Remove(routes, taken),
        };

    public static Finding WrongTarget(TransitRoutes routes, TransitGatewayRoute taken) =>
        Mend(
            new(
                TgwRtbCannotRoute,
                routes.Table.Id,
                $"{Takes(routes, taken)} by {taken.Destination}, which does not lead to {routes.PacketFlow.To.Id}."
            ),
            routes,
            taken
        );

    public static Finding NotFollowed(TransitRoutes routes, TransitGatewayRoute taken) =>
        new(
            UnsupportedTarget,
            routes.Table.Id,
            $"{Takes(routes, taken)} by {taken.Destination}, which is not followed further: a firewall there may send them on.",
            $"Test the path with -Probe from a host, or route {routes.PacketFlow.Destination} to the attachment of {routes.PacketFlow.To.Id}."
        )
        {
            CommandLine = Aws(
                $"ec2 search-transit-gateway-routes --transit-gateway-route-table-id {routes.Table.Id} --filters {"Name=state,Values=active,blackhole"}"
            ),
        };

    private static string Takes(TransitRoutes routes, TransitGatewayRoute taken) =>
        taken.IsBlackhole ? $"drops {routes.PacketFlow.Destination}" : $"takes {routes.PacketFlow.Destination} to {taken.AttachmentId}";

    private static Finding Mend(Finding finding, TransitRoutes routes, TransitGatewayRoute taken)
    {
        if (routes.Arriving is { } arriving)
        {
            var verb =
                taken.Destination == routes.PacketFlow.Block && !taken.IsPropagated
                    ? "replace-transit-gateway-route"
                    : "create-transit-gateway-route";
            return finding with { CommandLine = StaticRoute(verb, routes, routes.PacketFlow.Block, arriving) };
        }

        return finding with
        {
            Advice =
                $"Attach {routes.PacketFlow.To.Id} to {routes.Table.TransitGatewayId}, and route {routes.PacketFlow.Block} to its attachment in {routes.Table.Id}.",
            CommandLine = Aws(
                $"ec2 describe-transit-gateway-vpc-attachments --filters {$"Name=transit-gateway-id,Values={routes.Table.TransitGatewayId}"}"
            ),
        };
    }

    private static CommandLine Remove(TransitRoutes routes, TransitGatewayRoute taken) =>
        taken.IsPropagated
            ? Aws(
                $"ec2 disable-transit-gateway-route-table-propagation --transit-gateway-route-table-id {routes.Table.Id} --transit-gateway-attachment-id {taken.AttachmentId}"
            )
            : Aws(
                $"ec2 delete-transit-gateway-route --transit-gateway-route-table-id {routes.Table.Id} --destination-cidr-block {taken.Destination}"
            );

    private static CommandLine StaticRoute(string verb, TransitRoutes routes, Cidr block, TransitGatewayAttachment arriving) =>
        Aws(
            $"ec2 {verb} --transit-gateway-route-table-id {routes.Table.Id} --destination-cidr-block {block} --transit-gateway-attachment-id {arriving.Id}"
        );

    private static IEnumerable<string> OneInEachZone(PathIndex index, Vpc vpc) =>
        index.SubnetsOf(vpc.Id).GroupBy(subnet => subnet.AvailabilityZone, StringComparer.Ordinal).Select(zone => zone.First().Id);
}
