using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>Creates an interface endpoint, by default with private DNS disabled.</summary>
internal sealed record CreateEndpoint : Step
{
    /// <summary>The symbol of the endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>The full service name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The subnets, at most one per zone.</summary>
    public required ValueList<string> SubnetIds { get; init; }

    /// <summary>The security groups. AWS would use the VPC's default group for an empty list, and that does not admit spokes.</summary>
    public required ValueList<string> SecurityGroupIds { get; init; }

    /// <summary>The private names, with private DNS enabled; empty to disable private DNS, which has to be explicit in the call.</summary>
    public ValueList<string> PrivateNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The policy document, or null for full access.</summary>
    public string? PolicyDocument { get; init; }

    /// <summary>The endpoint's tags.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <summary>The symbol of the regional DNS name, which AWS assigns.</summary>
    public AliasTarget RegionalName => EndpointSymbols.RegionalNameOf(EndpointId);

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("CreateVpcEndpoint");

    /// <inheritdoc/>
    public override string Subject => $"{VpcId} {ServiceName}";

    /// <inheritdoc/>
    public override string Description =>
        $"create endpoint {ServiceName} in {VpcId}, {SubnetIds}, private DNS {(PrivateNames.Count > 0 ? "on" : "off")}{GivenTags.Text(Tags)}";

    /// <inheritdoc/>
    public override string Creates => EndpointId;

    /// <inheritdoc/>
    public override ValueList<string> MadeSymbols => ValueList.Of(EndpointId, RegionalName.DnsName, RegionalName.HostedZoneId);

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Endpoint, EndpointId) { NamesEndpoint = true };

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        before with
        {
            NetworkInterfaces = SubnetIds.Aggregate(
                before.NetworkInterfaces,
                (table, subnetId) =>
                    table.With(
                        new NetworkInterface
                        {
                            Id = EndpointSymbols.InterfaceIdOf(EndpointId, subnetId),
                            SubnetId = subnetId,
                            SecurityGroupIds = SecurityGroupIds,
                        }
                    )
            ),
            Endpoints = before.Endpoints.With(
                new Endpoint
                {
                    Id = EndpointId,
                    VpcId = VpcId,
                    ServiceName = ServiceName,
                    Kind = EndpointKind.Interface,
                    State = EndpointState.Available,
                    PrivateDnsEnabled = PrivateNames.Count > 0,
                    SubnetIds = SubnetIds,
                    SecurityGroupIds = SecurityGroupIds,
                    NetworkInterfaceIds = SubnetIds
                        .Select(subnetId => EndpointSymbols.InterfaceIdOf(EndpointId, subnetId))
                        .OrderBy(id => id, StringComparer.Ordinal)
                        .ToValueList(),
                    RegionalName = RegionalName,
                    PrivateNames = PrivateNames,
                    PolicyDocument = PolicyDocument,
                    Tags = Tags,
                }
            ),
        };

    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot network) => network.Endpoints.Find(EndpointId) is { IsAvailable: true };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) => new DeleteEndpoint { Location = Location, EndpointId = EndpointId };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) =>
        this with
        {
            EndpointId = symbols[EndpointId],
            SubnetIds = symbols.All(SubnetIds),
            SecurityGroupIds = symbols.All(SecurityGroupIds),
        };
}

/// <summary>Deletes an endpoint with its network interfaces, or with its routes.</summary>
internal sealed record DeleteEndpoint : Step
{
    /// <summary>The endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("DeleteVpcEndpoints");

    /// <inheritdoc/>
    public override string Subject => EndpointId;

    /// <inheritdoc/>
    public override string Description => $"delete {EndpointId}";

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Endpoint, EndpointId) { EndsResource = true };

    /// <inheritdoc/>
    public override bool SharesCalls => true;

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before)
    {
        var endpoint = before.Endpoints[EndpointId];
        return GatewayRoutes.Removed(before, EndpointId, endpoint.RouteTableIds) with
        {
            Endpoints = before.Endpoints.Without(EndpointId),
            NetworkInterfaces = endpoint.NetworkInterfaceIds.Aggregate(before.NetworkInterfaces, (table, id) => table.Without(id)),
        };
    }

    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot network) => network.Endpoints.Find(EndpointId) is null or { IsAlive: false };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before)
    {
        var endpoint = before.Endpoints[EndpointId];
        if (endpoint.Kind == EndpointKind.Gateway)
        {
            return new CreateGatewayEndpoint
            {
                Location = Location,
                EndpointId = EndpointId,
                VpcId = endpoint.VpcId,
                ServiceName = endpoint.ServiceName,
                RouteTableIds = endpoint.RouteTableIds,
                PrefixListId = GatewayRoutes.PrefixListOf(before, endpoint) ?? GatewayRoutes.SymbolOf(endpoint.ServiceName),
                PolicyDocument = endpoint.PolicyDocument,
                Tags = endpoint.Tags,
            };
        }

        return new CreateEndpoint
        {
            Location = Location,
            EndpointId = EndpointId,
            VpcId = endpoint.VpcId,
            ServiceName = endpoint.ServiceName,
            SubnetIds = endpoint.SubnetIds,
            SecurityGroupIds = endpoint.SecurityGroupIds,
            PrivateNames = endpoint.PrivateNames,
            PolicyDocument = endpoint.PolicyDocument,
            Tags = endpoint.Tags,
        };
    }

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { EndpointId = symbols[EndpointId] };
}
