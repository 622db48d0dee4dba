using EndpointHub.Errors;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>Switches an endpoint's private names off.</summary>
public sealed record DisablePrivateDns : Step
{
    /// <summary>The endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The names that will answer no longer, for people.</summary>
    public required ValueList<string> PrivateNames { get; init; }

    internal override CommandLine? CommandLine => CommandLine.Aws($"ec2 modify-vpc-endpoint --vpc-endpoint-id {EndpointId} --no-private-dns-enabled");

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("ModifyVpcEndpoint");

    /// <inheritdoc/>
    public override string Subject => $"{EndpointId} private DNS off";

    /// <inheritdoc/>
    public override string Description => $"switch private DNS off on {EndpointId} ({PrivateNames})";

    /// <inheritdoc/>
    public override NameChange NameChange => NameChange.OfEndpoint(NameEffect.RemovesAnswer, EndpointId);

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Endpoint, EndpointId);

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) => before with
    {
        Endpoints = before.Endpoints.With(before.Endpoints[EndpointId] with
        {
            State = EndpointState.Available,
            PrivateDnsEnabled = false,
            PrivateNames = ValueList<string>.Empty,
        }),
    };

    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot network) => network.Endpoints.Find(EndpointId) is { IsAvailable: true, PrivateDnsEnabled: false };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) => new EnablePrivateDns
    {
        Location = Location,
        EndpointId = EndpointId,
        PrivateNames = before.Endpoints[EndpointId].PrivateNames,
    };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { EndpointId = symbols[EndpointId] };
}

/// <summary>Switches an endpoint's private names on.</summary>
public sealed record EnablePrivateDns : Step
{
    /// <summary>The endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The names that will answer.</summary>
    public required ValueList<string> PrivateNames { get; init; }

    internal override CommandLine? CommandLine => CommandLine.Aws($"ec2 modify-vpc-endpoint --vpc-endpoint-id {EndpointId} --private-dns-enabled");

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("ModifyVpcEndpoint");

    /// <inheritdoc/>
    public override string Subject => $"{EndpointId} private DNS on";

    /// <inheritdoc/>
    public override string Description => $"switch private DNS on on {EndpointId} ({PrivateNames})";

    /// <inheritdoc/>
    public override NameChange NameChange => NameChange.OfEndpoint(NameEffect.AddsAnswer, EndpointId);

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.Endpoint, EndpointId);

    /// <summary>Endpoints can be modified less often than anything else, so names leave the hub only when the call that brings them back can follow at once.</summary>
    /// <inheritdoc/>
    public override bool ReservesAhead => true;

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) => before with
    {
        Endpoints = before.Endpoints.With(before.Endpoints[EndpointId] with
        {
            State = EndpointState.Available,
            PrivateDnsEnabled = true,
            PrivateNames = PrivateNames,
        }),
    };

    /// <inheritdoc/>
    public override bool IsSettledIn(NetworkSnapshot network) => network.Endpoints.Find(EndpointId) is { IsAvailable: true, PrivateDnsEnabled: true };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) => new DisablePrivateDns
    {
        Location = Location,
        EndpointId = EndpointId,
        PrivateNames = PrivateNames,
    };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { EndpointId = symbols[EndpointId] };
}
