using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>Creates a route table. It contains the VPC's local routes and has no associated subnet yet.</summary>
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
    public override string Description => $"create a route table in {VpcId}{GivenTags.Text(Tags)}";

    /// <inheritdoc/>
    public override string Creates => RouteTableId;

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        before with
        {
            RouteTables = before.RouteTables.With(
                before
                    .Vpcs[VpcId]
                    .Cidrs.Aggregate(
                        new RouteTable
                        {
                            Id = RouteTableId,
                            VpcId = VpcId,
                            Tags = Tags,
                        },
                        (table, cidr) => table.With(new Route(RouteDestination.To(cidr), RouteTarget.Local))
                    )
            ),
        };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) => new DeleteRouteTable { Location = Location, RouteTableId = RouteTableId };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { RouteTableId = symbols[RouteTableId] };
}

/// <summary>Deletes a route table. AWS rejects that while a subnet is associated.</summary>
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
        return new CreateRouteTable
        {
            Location = Location,
            RouteTableId = RouteTableId,
            VpcId = table.VpcId,
            Tags = table.Tags,
        };
    }

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { RouteTableId = symbols[RouteTableId] };
}

/// <summary>Associates a subnet with a route table in place of the main one.</summary>
internal sealed record AssociateRouteTable : Step
{
    /// <summary>The table.</summary>
    public required string RouteTableId { get; init; }

    /// <summary>The subnet, which has no explicit association yet.</summary>
    public required string SubnetId { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("AssociateRouteTable");

    /// <inheritdoc/>
    public override string Subject => $"{SubnetId} {RouteTableId}";

    /// <inheritdoc/>
    public override string Description => $"associate {RouteTableId} with {SubnetId}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        before with
        {
            RouteTables = before.RouteTables.With(before.RouteTables[RouteTableId].Serving(SubnetId)),
        };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new DisassociateRouteTable
        {
            Location = Location,
            RouteTableId = RouteTableId,
            SubnetId = SubnetId,
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { RouteTableId = symbols[RouteTableId], SubnetId = symbols[SubnetId] };
}

/// <summary>Disassociates a subnet from its route table. It then uses the main route table.</summary>
internal sealed record DisassociateRouteTable : Step
{
    /// <summary>The associated route table.</summary>
    public required string RouteTableId { get; init; }

    /// <summary>The subnet.</summary>
    public required string SubnetId { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("DisassociateRouteTable");

    /// <inheritdoc/>
    public override string Subject => $"{SubnetId} {RouteTableId}";

    /// <inheritdoc/>
    public override string Description => $"disassociate {RouteTableId} from {SubnetId}, which then uses the main route table";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before)
    {
        var table = before.RouteTables[RouteTableId];
        return before with { RouteTables = before.RouteTables.With(table with { SubnetIds = table.SubnetIds.Without(id => id == SubnetId) }) };
    }

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new AssociateRouteTable
        {
            Location = Location,
            RouteTableId = RouteTableId,
            SubnetId = SubnetId,
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { RouteTableId = symbols[RouteTableId], SubnetId = symbols[SubnetId] };
}
