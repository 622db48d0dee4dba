using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>Creates a gateway endpoint. It has a route for the service's prefix list in each of its route tables.</summary>
internal sealed record CreateGatewayEndpoint : Step
{
    /// <summary>The symbol of the endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>The full service name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The route tables that get the route.</summary>
    public required ValueList<string> RouteTableIds { get; init; }

    /// <summary>The service's prefix list; a symbol when the network does not contain it.</summary>
    public required string PrefixListId { get; init; }

    /// <summary>The policy document, or null for full access.</summary>
    public string? PolicyDocument { get; init; }

    /// <summary>The endpoint's tags.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("CreateVpcEndpoint");

    /// <inheritdoc/>
    public override string Subject => $"{VpcId} {ServiceName} gateway";

    /// <inheritdoc/>
    public override string Description =>
        $"create gateway endpoint {ServiceName} in {VpcId}, {RouteTableIds}{(PolicyDocument is null ? "" : $", policy {PolicyDocument}")}{GivenTags.Text(Tags)}";

    /// <inheritdoc/>
    public override string Creates => EndpointId;

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Endpoint, EndpointId) { PrefixListId = PrefixListId };

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        GatewayRoutes.Added(
            before with
            {
                Endpoints = before.Endpoints.With(
                    new Endpoint
                    {
                        Id = EndpointId,
                        VpcId = VpcId,
                        ServiceName = ServiceName,
                        Kind = EndpointKind.Gateway,
                        State = EndpointState.Available,
                        PolicyDocument = PolicyDocument,
                        Tags = Tags,
                    }
                ),
            },
            EndpointId,
            RouteTableIds,
            PrefixListId
        );

    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot network) => network.Endpoints.Find(EndpointId) is { IsAvailable: true };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) => new DeleteEndpoint { Location = Location, EndpointId = EndpointId };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) =>
        this with
        {
            EndpointId = symbols[EndpointId],
            RouteTableIds = symbols.All(RouteTableIds),
            PrefixListId = symbols[PrefixListId],
        };
}

/// <summary>Adds route tables to a gateway endpoint.</summary>
internal sealed record AddGatewayRoutes : Step
{
    /// <summary>The endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The route tables that get the route.</summary>
    public required ValueList<string> RouteTableIds { get; init; }

    /// <summary>The service's prefix list; a symbol when the network does not contain it.</summary>
    public required string PrefixListId { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("ModifyVpcEndpoint");

    /// <inheritdoc/>
    public override string Subject => $"{EndpointId} + {string.Join(" ", RouteTableIds)}";

    /// <inheritdoc/>
    public override string Description => $"add the route tables {RouteTableIds} to {EndpointId}";

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Endpoint, EndpointId) { PrefixListId = PrefixListId };

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) => GatewayRoutes.Added(before, EndpointId, RouteTableIds, PrefixListId);

    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot network) =>
        network.Endpoints.Find(EndpointId) is { IsAvailable: true } endpoint && RouteTableIds.All(endpoint.RouteTableIds.Contains);

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new RemoveGatewayRoutes
        {
            Location = Location,
            EndpointId = EndpointId,
            RouteTableIds = RouteTableIds,
            PrefixListId = PrefixListId,
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) =>
        this with
        {
            EndpointId = symbols[EndpointId],
            RouteTableIds = symbols.All(RouteTableIds),
            PrefixListId = symbols[PrefixListId],
        };
}

/// <summary>Removes route tables from a gateway endpoint.</summary>
internal sealed record RemoveGatewayRoutes : Step
{
    /// <summary>The endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The route tables that lose the route.</summary>
    public required ValueList<string> RouteTableIds { get; init; }

    /// <summary>The service's prefix list, which is needed to create the routes again.</summary>
    public required string PrefixListId { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("ModifyVpcEndpoint");

    /// <inheritdoc/>
    public override string Subject => $"{EndpointId} - {string.Join(" ", RouteTableIds)}";

    /// <inheritdoc/>
    public override string Description => $"remove the route tables {RouteTableIds} from {EndpointId}";

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Endpoint, EndpointId);

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) => GatewayRoutes.Removed(before, EndpointId, RouteTableIds);

    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot network) =>
        network.Endpoints.Find(EndpointId) is { IsAvailable: true } endpoint && !RouteTableIds.Any(endpoint.RouteTableIds.Contains);

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new AddGatewayRoutes
        {
            Location = Location,
            EndpointId = EndpointId,
            RouteTableIds = RouteTableIds,
            PrefixListId = PrefixListId,
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) =>
        this with
        {
            EndpointId = symbols[EndpointId],
            RouteTableIds = symbols.All(RouteTableIds),
            PrefixListId = symbols[PrefixListId],
        };
}

/// <summary>
/// The routes of a gateway endpoint. AWS derives them from the endpoint's route tables, and they cannot be changed with route calls (PrivateLink
/// guide, gateway endpoints).
/// </summary>
internal static class GatewayRoutes
{
    public static NetworkSnapshot Added(NetworkSnapshot network, string endpointId, ValueList<string> tableIds, string prefixListId)
    {
        var route = new Route(new RouteDestination(Cidr: null, prefixListId), new RouteTarget(RouteTargetKind.VpcEndpoint, endpointId));
        var endpoint = network.Endpoints[endpointId];
        return network with
        {
            Endpoints = network.Endpoints.With(
                endpoint with
                {
                    State = EndpointState.Available,
                    RouteTableIds = Ordered(endpoint.RouteTableIds.Concat(tableIds)),
                }
            ),
            RouteTables = tableIds.Aggregate(network.RouteTables, (tables, id) => tables.With(tables[id].With(route))),
        };
    }

    public static NetworkSnapshot Removed(NetworkSnapshot network, string endpointId, ValueList<string> tableIds)
    {
        var endpoint = network.Endpoints[endpointId];
        return network with
        {
            Endpoints = network.Endpoints.With(
                endpoint with
                {
                    State = EndpointState.Available,
                    RouteTableIds = endpoint.RouteTableIds.Without(tableIds.Contains),
                }
            ),
            RouteTables = tableIds.Aggregate(
                network.RouteTables,
                (tables, id) =>
                    tables.Find(id) is { } table
                        ? tables.With(table with { Routes = table.Routes.Without(route => route.Target.Id == endpointId) })
                        : tables
            ),
        };
    }

    /// <summary>The prefix list of a gateway endpoint's routes; null when it has no route yet.</summary>
    public static string? PrefixListOf(NetworkSnapshot network, Endpoint gateway) =>
        gateway
            .RouteTableIds.SelectMany(id => network.RouteTables.Find(id)?.Routes ?? ValueList<Route>.Empty)
            .FirstOrDefault(route => route.Target.Id == gateway.Id)
            ?.Destination.PrefixListId;

    /// <summary>The symbol of a service's prefix list.</summary>
    public static string SymbolOf(string serviceName) => SymbolicId.For("pl", serviceName);

    private static ValueList<string> Ordered(IEnumerable<string> ids) =>
        ids.Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal).ToValueList();
}
