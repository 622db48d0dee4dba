using EndpointHub.Topology;

namespace EndpointHub.Paths.Verdicts;

/// <summary>The directions of packets.</summary>
internal enum PathDirection
{
    /// <summary>From the client to the endpoint.</summary>
    Forward,

    /// <summary>From the endpoint to the client.</summary>
    Return,
}

/// <summary>The tested endpoint.</summary>
/// <param name="Resource">The endpoint.</param>
/// <param name="State">The state, as the EC2 API returns it.</param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record EndpointHop(string Resource, string State, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => $"{Resource} is {State}";
}

/// <summary>A subnet's route table.</summary>
/// <param name="Direction">The direction of the packets.</param>
/// <param name="Resource">The route table; the subnet when its table is not known.</param>
/// <param name="Route">The matching route; null when there is none.</param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record RouteHop(PathDirection Direction, string Resource, Route? Route, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => Route is null ? $"{Resource} has no route" : $"{Resource} routes {Route.Destination} to {Route.Target}";
}

/// <summary>The peering connection that packets use.</summary>
/// <param name="Direction">The direction of the packets.</param>
/// <param name="Resource">The peering connection.</param>
/// <param name="State">The state, as the EC2 API returns it; null when the peering connection is not known.</param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record PeeringHop(PathDirection Direction, string Resource, string? State, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => $"{Resource} is {State ?? "not known"}";
}

/// <summary>A VPC's attachment to a Transit Gateway.</summary>
/// <param name="Direction">The direction of the packets.</param>
/// <param name="Resource">The attachment; the Transit Gateway when the VPC is not attached, or when the gateway is not known.</param>
/// <param name="State">The state, as the EC2 API returns it; null when there is no attachment.</param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record TransitGatewayAttachmentHop(PathDirection Direction, string Resource, string? State, Finding? Finding)
    : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => State is null ? $"{Resource} has no known attachment" : $"{Resource} is {State}";
}

/// <summary>The route table of a Transit Gateway.</summary>
/// <param name="Direction">The direction of the packets.</param>
/// <param name="Resource">The route table; the source attachment when its route table is not known.</param>
/// <param name="Route">The matching route; null when there is none.</param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record TransitGatewayRouteHop(PathDirection Direction, string Resource, TransitGatewayRoute? Route, Finding? Finding)
    : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description =>
        Route is null ? $"{Resource} has no route" : $"{Resource} routes {Route.Destination} to {Route.AttachmentId ?? "nothing"}";
}

/// <summary>A subnet's network ACL.</summary>
/// <param name="Direction">The direction of the packets.</param>
/// <param name="Resource">The ACL; the subnet when its ACL is not known.</param>
/// <param name="IsEgress">True for outbound packets.</param>
/// <param name="Entry">The deciding entry; null when no entry matches.</param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record NetworkAclHop(PathDirection Direction, string Resource, bool IsEgress, NetworkAclEntry? Entry, Finding? Finding)
    : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description =>
        FormattableString.Invariant(
            $"{Resource} {(IsEgress ? "outbound" : "inbound")} {(Entry is null ? "has no matching rule" : $"rule {Entry.RuleNumber} {(Entry.Allows ? "allows" : "denies")}")}"
        );
}

/// <summary>The security groups of one network interface. They have allow rules only, and responses need no rule.</summary>
/// <param name="Resource">The deciding group, or the first one.</param>
/// <param name="IsEgress">True for the outbound rules of the clients' groups.</param>
/// <param name="Rule">The rule that admits the packets; null when no single rule does.</param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record SecurityGroupHop(string Resource, bool IsEgress, SecurityRule? Rule, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description =>
        Rule is null
            ? $"{Resource} {(IsEgress ? "outbound" : "inbound")} is decided by several rules or none"
            : $"{Resource} admits {Rule.Traffic} {(IsEgress ? "to" : "from")} {Rule.Peer}";
}
