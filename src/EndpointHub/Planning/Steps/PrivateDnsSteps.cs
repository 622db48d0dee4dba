using EndpointHub.Errors;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>Disables the private DNS of an endpoint.</summary>
internal sealed record DisablePrivateDns : Step
{
    /// <summary>The endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The names that lose their private answer, for the description.</summary>
    public required ValueList<string> PrivateNames { get; init; }

    internal override CommandLine? CommandLine => CommandLine.Aws($"ec2 modify-vpc-endpoint --vpc-endpoint-id {EndpointId} --no-private-dns-enabled");

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("ModifyVpcEndpoint");

    /// <inheritdoc/>
    public override string Subject => $"{EndpointId} private DNS off";

    /// <inheritdoc/>
    public override string Description => $"disable private DNS on {EndpointId} ({PrivateNames})";

    /// <inheritdoc/>
    public override NameChange NameChange => NameChange.OfEndpoint(NameEffect.RemovesAnswer, EndpointId, PrivateNames);

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Endpoint, EndpointId);

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        before with
        {
            Endpoints = before.Endpoints.With(
                before.Endpoints[EndpointId] with
                {
                    State = EndpointState.Available,
                    PrivateDnsEnabled = false,
                    PrivateNames = ValueList<string>.Empty,
                }
            ),
        };

    /// <summary>True if its names have no private answer any more. A deleted endpoint has none either.</summary>
    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot network) =>
        network.Endpoints.Find(EndpointId) is null or { IsAlive: false } or { IsAvailable: true, PrivateDnsEnabled: false };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new EnablePrivateDns
        {
            Location = Location,
            EndpointId = EndpointId,
            PrivateNames = before.Endpoints[EndpointId].PrivateNames,
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { EndpointId = symbols[EndpointId] };
}

/// <summary>Enables the private DNS of an endpoint.</summary>
internal sealed record EnablePrivateDns : Step
{
    /// <summary>The endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The names that get a private answer.</summary>
    public required ValueList<string> PrivateNames { get; init; }

    internal override CommandLine? CommandLine => CommandLine.Aws($"ec2 modify-vpc-endpoint --vpc-endpoint-id {EndpointId} --private-dns-enabled");

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("ModifyVpcEndpoint");

    /// <inheritdoc/>
    public override string Subject => $"{EndpointId} private DNS on";

    /// <inheritdoc/>
    public override string Description => $"enable private DNS on {EndpointId} ({PrivateNames})";

    /// <inheritdoc/>
    public override NameChange NameChange => NameChange.OfEndpoint(NameEffect.AddsAnswer, EndpointId, PrivateNames);

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Endpoint, EndpointId);

    /// <summary>
    /// ModifyVpcEndpoint has the lowest request limit. Its call is reserved before the zones are disassociated, so that it follows immediately.
    /// </summary>
    /// <inheritdoc/>
    public override bool ReservesAhead => true;

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        before with
        {
            Endpoints = before.Endpoints.With(
                before.Endpoints[EndpointId] with
                {
                    State = EndpointState.Available,
                    PrivateDnsEnabled = true,
                    PrivateNames = PrivateNames,
                }
            ),
        };

    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot network) => network.Endpoints.Find(EndpointId) is { IsAvailable: true, PrivateDnsEnabled: true };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new DisablePrivateDns
        {
            Location = Location,
            EndpointId = EndpointId,
            PrivateNames = PrivateNames,
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { EndpointId = symbols[EndpointId] };
}
