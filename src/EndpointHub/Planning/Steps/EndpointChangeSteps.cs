using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>
/// Modifies an interface endpoint. All changes are made in one call, because the request limit is low
/// (EC2 developer guide, request throttling: a bucket of 4, refilled with one every 3.3 seconds).
/// </summary>
internal sealed record ModifyEndpoint : Step
{
    /// <summary>The endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The subnets to add, each in an Availability Zone in which the endpoint has none yet.</summary>
    public ValueList<string> AddedSubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The subnets to remove.</summary>
    public ValueList<string> RemovedSubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The policy to set, or null to keep the present one.</summary>
    public PolicyChange? Policy { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("ModifyVpcEndpoint");

    /// <inheritdoc/>
    public override string Subject =>
        $"{EndpointId} {string.Join(" ", AddedSubnetIds.Select(id => "+" + id).Concat(RemovedSubnetIds.Select(id => "-" + id)))}{(Policy is null ? "" : " policy")}";

    /// <inheritdoc/>
    public override string Description => $"modify {EndpointId}: {string.Join("; ", Changes())}";

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Endpoint, EndpointId) { NamesEndpoint = true };

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before)
    {
        var endpoint = before.Endpoints[EndpointId];
        var gone = before
            .NetworkInterfaces.Where(networkInterface =>
                endpoint.NetworkInterfaceIds.Contains(networkInterface.Id) && RemovedSubnetIds.Contains(networkInterface.SubnetId)
            )
            .Select(networkInterface => networkInterface.Id)
            .ToList();
        var made = AddedSubnetIds
            .Select(subnetId => new NetworkInterface
            {
                Id = EndpointSymbols.InterfaceIdOf(EndpointId, subnetId),
                SubnetId = subnetId,
                SecurityGroupIds = endpoint.SecurityGroupIds,
            })
            .ToList();
        return before with
        {
            NetworkInterfaces = made.Aggregate(
                gone.Aggregate(before.NetworkInterfaces, (table, id) => table.Without(id)),
                (table, networkInterface) => table.With(networkInterface)
            ),
            Endpoints = before.Endpoints.With(
                endpoint with
                {
                    State = EndpointState.Available,
                    SubnetIds = Ordered(endpoint.SubnetIds.Without(RemovedSubnetIds.Contains).Concat(AddedSubnetIds)),
                    NetworkInterfaceIds = Ordered(
                        endpoint.NetworkInterfaceIds.Without(gone.Contains).Concat(made.Select(networkInterface => networkInterface.Id))
                    ),
                    PolicyDocument = Policy is null ? endpoint.PolicyDocument : Policy.Document,
                }
            ),
        };
    }

    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot network) =>
        network.Endpoints.Find(EndpointId) is { IsAvailable: true } endpoint
        && AddedSubnetIds.All(endpoint.SubnetIds.Contains)
        && !RemovedSubnetIds.Any(endpoint.SubnetIds.Contains);

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        this with
        {
            AddedSubnetIds = RemovedSubnetIds,
            RemovedSubnetIds = AddedSubnetIds,
            Policy = Policy is null ? null : new PolicyChange(before.Endpoints[EndpointId].PolicyDocument),
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) =>
        this with
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
            yield return $"remove {RemovedSubnetIds}";
        if (Policy is not null)
            yield return Policy.Document is null ? "allow full access" : "set its policy";
    }
}

/// <summary>The new policy of an endpoint.</summary>
/// <param name="Document">The document, or null for full access.</param>
internal sealed record PolicyChange(string? Document);
