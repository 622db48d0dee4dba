using EndpointHub.Topology;

namespace EndpointHub.Paths.Verdicts;

/// <summary>The ways that packets go.</summary>
internal enum PathDirection
{
    /// <summary>From the client to the endpoint.</summary>
    Forward,

    /// <summary>From the endpoint to the client.</summary>
    Return,
}

/// <summary>The endpoint that packets are for.</summary>
/// <param name="Resource">The endpoint.</param>
/// <param name="State">AWS's state word.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record EndpointHop(string Resource, string State, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => $"{Resource} is {State}";
}

/// <summary>A subnet's route table.</summary>
/// <param name="Direction">The way the packets go.</param>
/// <param name="Resource">The route table; the subnet when its table is not known.</param>
/// <param name="Route">The route that was taken; null when none was.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record RouteHop(PathDirection Direction, string Resource, Route? Route, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => Route is null ? $"{Resource} has no route" : $"{Resource} routes {Route.Destination} to {Route.Target}";
}

/// <summary>The peering that packets cross.</summary>
/// <param name="Direction">The way the packets go.</param>
/// <param name="Resource">The peering.</param>
/// <param name="State">AWS's state word; null when the peering is not known.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record PeeringHop(PathDirection Direction, string Resource, string? State, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => $"{Resource} is {State ?? "not known"}";
}

/// <summary>A VPC's attachment to a Transit Gateway, which packets leave or enter the VPC by.</summary>
/// <param name="Direction">The way the packets go.</param>
/// <param name="Resource">The attachment; the Transit Gateway when the VPC has none there, or when the gateway is not known.</param>
/// <param name="State">AWS's state word; null when there is no attachment.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record TransitGatewayAttachmentHop(PathDirection Direction, string Resource, string? State, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => State is null ? $"{Resource} has no attachment known" : $"{Resource} is {State}";
}

/// <summary>The route table of a Transit Gateway.</summary>
/// <param name="Direction">The way the packets go.</param>
/// <param name="Resource">The table; the attachment that packets come from when its table is not known.</param>
/// <param name="Route">The route that was taken; null when none was.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record TransitGatewayRouteHop(PathDirection Direction, string Resource, TransitGatewayRoute? Route, Finding? Finding)
    : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => Route is null
        ? $"{Resource} has no route"
        : $"{Resource} routes {Route.Destination} to {Route.AttachmentId ?? "nothing"}";
}

/// <summary>A subnet's network ACL.</summary>
/// <param name="Direction">The way the packets go.</param>
/// <param name="Resource">The ACL; the subnet when its ACL is not known.</param>
/// <param name="IsEgress">True if the packets leave the subnet.</param>
/// <param name="Entry">The entry that decided; null when none was about the packets.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record NetworkAclHop(PathDirection Direction, string Resource, bool IsEgress, NetworkAclEntry? Entry, Finding? Finding)
    : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant(
        $"{Resource} {(IsEgress ? "outbound" : "inbound")} {(Entry is null ? "has no rule for it" : $"rule {Entry.RuleNumber} {(Entry.Allows ? "allows" : "denies")}")}");
}

/// <summary>Security groups of one interface: allow rules only, united, and answers pass without a rule.</summary>
/// <param name="Resource">The group that decided, or the first of them.</param>
/// <param name="IsEgress">True if they are the client's groups.</param>
/// <param name="Rule">The rule that admits the packets; null when no single one does.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record SecurityGroupHop(string Resource, bool IsEgress, SecurityRule? Rule, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => Rule is null
        ? $"{Resource} {(IsEgress ? "outbound" : "inbound")} is judged by several rules or none"
        : $"{Resource} admits {Rule.Traffic} {(IsEgress ? "to" : "from")} {Rule.Peer}";
}
