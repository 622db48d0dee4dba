using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>Makes a route table. It holds the VPC's local routes and serves no subnet yet.</summary>
internal sealed record CreateRouteTable : Step
{
    /// <summary>The symbol of the table.</summary>
    public required string RouteTableId { get; init; }

    /// <summary>The VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>The table's tags.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("CreateRouteTable");

    /// <inheritdoc/>
    public override string Subject => $"{VpcId} {Tags.FirstOrDefault(tag => tag.Key == "Name")?.Value}";

    /// <inheritdoc/>
    public override string Description => $"create a route table in {VpcId}";

    /// <inheritdoc/>
    public override string Creates => RouteTableId;

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) => before with
    {
        RouteTables = before.RouteTables.With(before.Vpcs[VpcId].Cidrs.Aggregate(
            new RouteTable { Id = RouteTableId, VpcId = VpcId, Tags = Tags },
            (table, cidr) => table.With(new Route(RouteDestination.To(cidr), RouteTarget.Local)))),
    };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) => new DeleteRouteTable { Location = Location, RouteTableId = RouteTableId };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { RouteTableId = symbols[RouteTableId] };
}

/// <summary>Deletes a route table, which AWS allows once no subnet uses it.</summary>
internal sealed record DeleteRouteTable : Step
{
    /// <summary>The table.</summary>
    public required string RouteTableId { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("DeleteRouteTable");

    /// <inheritdoc/>
    public override string Subject => RouteTableId;

    /// <inheritdoc/>
    public override string Description => $"delete {RouteTableId}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) => before with { RouteTables = before.RouteTables.Without(RouteTableId) };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before)
    {
        var table = before.RouteTables[RouteTableId];
        return new CreateRouteTable { Location = Location, RouteTableId = RouteTableId, VpcId = table.VpcId, Tags = table.Tags };
    }

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { RouteTableId = symbols[RouteTableId] };
}

/// <summary>Gives a subnet a route table of its own instead of the main one.</summary>
internal sealed record AssociateRouteTable : Step
{
    /// <summary>The table.</summary>
    public required string RouteTableId { get; init; }

    /// <summary>The subnet, which has no explicit table yet.</summary>
    public required string SubnetId { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("AssociateRouteTable");

    /// <inheritdoc/>
    public override string Subject => $"{SubnetId} {RouteTableId}";

    /// <inheritdoc/>
    public override string Description => $"let {SubnetId} use {RouteTableId}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) => before with
    {
        RouteTables = before.RouteTables.With(before.RouteTables[RouteTableId].Serving(SubnetId)),
    };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) => new DisassociateRouteTable
    {
        Location = Location,
        RouteTableId = RouteTableId,
        SubnetId = SubnetId,
    };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { RouteTableId = symbols[RouteTableId], SubnetId = symbols[SubnetId] };
}

/// <summary>Sends a subnet back to the main route table.</summary>
internal sealed record DisassociateRouteTable : Step
{
    /// <summary>The table that it uses.</summary>
    public required string RouteTableId { get; init; }

    /// <summary>The subnet.</summary>
    public required string SubnetId { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("DisassociateRouteTable");

    /// <inheritdoc/>
    public override string Subject => $"{SubnetId} {RouteTableId}";

    /// <inheritdoc/>
    public override string Description => $"let {SubnetId} use the main route table instead of {RouteTableId}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before)
    {
        var table = before.RouteTables[RouteTableId];
        return before with { RouteTables = before.RouteTables.With(table with { SubnetIds = table.SubnetIds.Without(id => id == SubnetId) }) };
    }

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) => new AssociateRouteTable
    {
        Location = Location,
        RouteTableId = RouteTableId,
        SubnetId = SubnetId,
    };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { RouteTableId = symbols[RouteTableId], SubnetId = symbols[SubnetId] };
}
