using EndpointHub.Topology;

namespace EndpointHub.Planning.Steps;

/// <summary>Adds a route.</summary>
internal sealed record CreateRoute : Step
{
    /// <summary>The route table.</summary>
    public required string RouteTableId { get; init; }

    /// <summary>The destination CIDR block.</summary>
    public required Cidr Destination { get; init; }

    /// <summary>The target.</summary>
    public required RouteTarget Target { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("CreateRoute");

    /// <inheritdoc/>
    public override string Subject => $"{RouteTableId} {Destination}";

    /// <inheritdoc/>
    public override string Description => $"route {Destination} to {Target} in {RouteTableId}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        before with
        {
            RouteTables = before.RouteTables.With(before.RouteTables[RouteTableId].With(new Route(RouteDestination.To(Destination), Target))),
        };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new DeleteRoute
        {
            Location = Location,
            RouteTableId = RouteTableId,
            Destination = Destination,
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) =>
        this with
        {
            RouteTableId = symbols[RouteTableId],
            Target = Target with { Id = symbols[Target.Id] },
        };
}

/// <summary>Deletes a route.</summary>
internal sealed record DeleteRoute : Step
{
    /// <summary>The route table.</summary>
    public required string RouteTableId { get; init; }

    /// <summary>The route's destination.</summary>
    public required Cidr Destination { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("DeleteRoute");

    /// <inheritdoc/>
    public override string Subject => $"{RouteTableId} {Destination}";

    /// <inheritdoc/>
    public override string Description => $"delete the route for {Destination} in {RouteTableId}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        before with
        {
            RouteTables = before.RouteTables.With(before.RouteTables[RouteTableId].Without(RouteDestination.To(Destination))),
        };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new CreateRoute
        {
            Location = Location,
            RouteTableId = RouteTableId,
            Destination = Destination,
            Target = before.RouteTables[RouteTableId].Routes.Single(route => route.Destination.Cidr == Destination && !route.IsPropagated).Target,
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { RouteTableId = symbols[RouteTableId] };
}
