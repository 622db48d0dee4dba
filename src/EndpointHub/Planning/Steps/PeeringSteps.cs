using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>Requests a peering connection from the spoke's side.</summary>
internal sealed record RequestPeering : Step
{
    /// <summary>The symbol of the peering connection.</summary>
    public required string PeeringId { get; init; }

    /// <summary>The requester's VPC.</summary>
    public required PeeringSide Requester { get; init; }

    /// <summary>The accepter's VPC.</summary>
    public required PeeringSide Accepter { get; init; }

    /// <summary>The tags of the peering connection.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("CreateVpcPeeringConnection");

    /// <inheritdoc/>
    public override string Subject => $"{Requester.VpcId} {Accepter.VpcId}";

    /// <inheritdoc/>
    public override string Description => $"request a peering connection from {Requester.VpcId} to {Accepter.VpcId}{GivenTags.Text(Tags)}";

    /// <inheritdoc/>
    public override string Creates => PeeringId;

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Peering, PeeringId);

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        before with
        {
            Peerings = before.Peerings.With(
                new Peering
                {
                    Id = PeeringId,
                    Requester = Requester,
                    Accepter = Accepter,
                    State = PeeringState.PendingAcceptance,
                    Tags = Tags,
                }
            ),
        };

    /// <summary>True if AWS has checked the request. A failed request never settles.</summary>
    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot snapshot) =>
        snapshot.Peerings.Find(PeeringId) is { State: PeeringState.PendingAcceptance or PeeringState.Provisioning or PeeringState.Active };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) => new DeletePeering { Location = Location, PeeringId = PeeringId };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { PeeringId = symbols[PeeringId] };
}

/// <summary>Accepts a peering connection from the hub's side.</summary>
internal sealed record AcceptPeering : Step
{
    /// <summary>The peering connection.</summary>
    public required string PeeringId { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("AcceptVpcPeeringConnection");

    /// <inheritdoc/>
    public override string Subject => PeeringId;

    /// <inheritdoc/>
    public override string Description => $"accept {PeeringId}";

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Peering, PeeringId);

    /// <summary>Once it is active, AWS reports the CIDR blocks of both sides, and existing routes to it are no longer blackholes.</summary>
    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before)
    {
        var peering = before.Peerings[PeeringId];
        return before.WithRoutesTo(PeeringId, blackhole: false) with
        {
            Peerings = before.Peerings.With(
                peering with
                {
                    State = PeeringState.Active,
                    Requester = WithKnownCidrs(peering.Requester, before),
                    Accepter = WithKnownCidrs(peering.Accepter, before),
                }
            ),
        };
    }

    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot snapshot) => snapshot.Peerings.Find(PeeringId) is { IsActive: true };

    /// <summary>An accepted peering connection cannot become pending again. It can only be deleted.</summary>
    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) => new DeletePeering { Location = Location, PeeringId = PeeringId };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { PeeringId = symbols[PeeringId] };

    private static PeeringSide WithKnownCidrs(PeeringSide side, NetworkSnapshot snapshot) =>
        side with
        {
            Cidrs = snapshot.Vpcs.Find(side.VpcId)?.Cidrs ?? side.Cidrs,
        };
}

/// <summary>Deletes a peering connection. Either side may do that.</summary>
internal sealed record DeletePeering : Step
{
    /// <summary>The peering connection.</summary>
    public required string PeeringId { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("DeleteVpcPeeringConnection");

    /// <inheritdoc/>
    public override string Subject => PeeringId;

    /// <inheritdoc/>
    public override string Description => $"delete {PeeringId}";

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Peering, PeeringId) { EndsResource = true };

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        before.WithRoutesTo(PeeringId, blackhole: true) with
        {
            Peerings = before.Peerings.Without(PeeringId),
        };

    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot snapshot) => snapshot.Peerings.Find(PeeringId) is not { IsAlive: true };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before)
    {
        var peering = before.Peerings[PeeringId];
        return new RequestPeering
        {
            Location = peering.Requester.Location,
            PeeringId = PeeringId,
            Requester = peering.Requester,
            Accepter = peering.Accepter,
            Tags = peering.Tags,
        };
    }

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { PeeringId = symbols[PeeringId] };
}

internal static class PeeringRoutes
{
    /// <summary>
    /// A copy of a network with the blackhole state of all routes to a peering connection. They remain as blackholes when it is deleted.
    /// </summary>
    public static NetworkSnapshot WithRoutesTo(this NetworkSnapshot network, string peeringId, bool blackhole) =>
        network with
        {
            RouteTables = ResourceTable<RouteTable>.From(
                network.RouteTables.Select(table =>
                    table with
                    {
                        Routes = table.Routes.Each(route =>
                            route.Target == RouteTarget.Peering(peeringId) ? route with { IsBlackhole = blackhole } : route
                        ),
                    }
                )
            ),
        };
}
