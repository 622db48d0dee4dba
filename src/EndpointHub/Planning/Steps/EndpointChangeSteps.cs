using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>
/// Changes an interface endpoint in place. Everything that is to be changed goes into one call, because AWS allows few of them
/// (EC2 developer guide, request throttling: 4, and one more every 3.3 seconds).
/// </summary>
internal sealed record ModifyEndpoint : Step
{
    /// <summary>The endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The subnets to add, each in an Availability Zone where the endpoint has none yet.</summary>
    public ValueList<string> AddedSubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The subnets to give up.</summary>
    public ValueList<string> RemovedSubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The policy to set, or null to leave it.</summary>
    public PolicyChange? Policy { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("ModifyVpcEndpoint");

    /// <inheritdoc/>
    public override string Subject => $"{EndpointId} {string.Join(" ", AddedSubnetIds.Select(id => "+" + id).Concat(RemovedSubnetIds.Select(id => "-" + id)))}{(Policy is null ? "" : " policy")}";

    /// <inheritdoc/>
    public override string Description => $"change {EndpointId}: {string.Join("; ", Changes())}";

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Endpoint, EndpointId) { NamesEndpoint = true };

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before)
    {
        var endpoint = before.Endpoints[EndpointId];
        var gone = before.NetworkInterfaces.Where(card => endpoint.NetworkInterfaceIds.Contains(card.Id) && RemovedSubnetIds.Contains(card.SubnetId))
            .Select(card => card.Id).ToList();
        var made = AddedSubnetIds.Select(subnetId => new NetworkInterface
        {
            Id = EndpointSymbols.InterfaceIdOf(EndpointId, subnetId),
            SubnetId = subnetId,
            SecurityGroupIds = endpoint.SecurityGroupIds,
        }).ToList();
        return before with
        {
            NetworkInterfaces = made.Aggregate(gone.Aggregate(before.NetworkInterfaces, (table, id) => table.Without(id)), (table, card) => table.With(card)),
            Endpoints = before.Endpoints.With(endpoint with
            {
                State = EndpointState.Available,
                SubnetIds = Ordered(endpoint.SubnetIds.Without(RemovedSubnetIds.Contains).Concat(AddedSubnetIds)),
                NetworkInterfaceIds = Ordered(endpoint.NetworkInterfaceIds.Without(gone.Contains).Concat(made.Select(card => card.Id))),
                PolicyDocument = Policy is null ? endpoint.PolicyDocument : Policy.Document,
            }),
        };
    }

    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot network) => network.Endpoints.Find(EndpointId) is { IsAvailable: true } endpoint
        && AddedSubnetIds.All(endpoint.SubnetIds.Contains) && !RemovedSubnetIds.Any(endpoint.SubnetIds.Contains);

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) => this with
    {
        AddedSubnetIds = RemovedSubnetIds,
        RemovedSubnetIds = AddedSubnetIds,
        Policy = Policy is null ? null : new PolicyChange(before.Endpoints[EndpointId].PolicyDocument),
    };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with
    {
        EndpointId = symbols[EndpointId],
        AddedSubnetIds = symbols.All(AddedSubnetIds),
        RemovedSubnetIds = symbols.All(RemovedSubnetIds),
    };

    private static ValueList<string> Ordered(IEnumerable<string> ids) => ids.OrderBy(id => id, StringComparer.Ordinal).ToValueList();

    private IEnumerable<string> Changes()
    {
        if (AddedSubnetIds.Count > 0)
            yield return $"add {AddedSubnetIds}";
        if (RemovedSubnetIds.Count > 0)
            yield return $"give up {RemovedSubnetIds}";
        if (Policy is not null)
            yield return Policy.Document is null ? "allow full access" : "set its policy";
    }
}

/// <summary>The policy that an endpoint shall have.</summary>
/// <param name="Document">The document, or null for full access.</param>
internal sealed record PolicyChange(string? Document);
