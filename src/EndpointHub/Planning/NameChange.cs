using EndpointHub.Values;

namespace EndpointHub.Planning;

/// <summary>The effect of a step on the resolution of private names in a VPC.</summary>
internal enum NameEffect
{
    /// <summary>The names lose their private answer.</summary>
    RemovesAnswer,

    /// <summary>The names get a private answer. AWS rejects the call as long as another endpoint or zone answers the same names in the VPC.</summary>
    AddsAnswer,
}

/// <summary>The private names whose resolution a step changes: those of an endpoint, or those of a zone in one VPC.</summary>
internal sealed record NameChange
{
    private NameChange(NameEffect effect) => Effect = effect;

    /// <summary>The effect on these names.</summary>
    public NameEffect Effect { get; }

    /// <summary>The endpoint whose private DNS is enabled or disabled; null for a zone.</summary>
    public string? EndpointId { get; private init; }

    /// <summary>The zone's name; null for an endpoint.</summary>
    public string? ZoneName { get; private init; }

    /// <summary>The VPC that the zone is associated with or disassociated from; null for an endpoint.</summary>
    public string? VpcId { get; private init; }

    /// <summary>The names of the endpoint; empty for a zone.</summary>
    public ValueList<string> PrivateNames { get; private init; } = ValueList<string>.Empty;

    /// <summary>A change of an endpoint's own names.</summary>
    /// <param name="effect">The effect on these names.</param>
    /// <param name="endpointId">The endpoint.</param>
    /// <param name="privateNames">Its names.</param>
    /// <returns>The change.</returns>
    public static NameChange OfEndpoint(NameEffect effect, string endpointId, ValueList<string> privateNames) =>
        new(effect) { EndpointId = endpointId, PrivateNames = privateNames };

    /// <summary>A change of a zone's names in one VPC.</summary>
    /// <param name="effect">The effect on these names.</param>
    /// <param name="zoneName">The zone's name.</param>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The change.</returns>
    public static NameChange OfZone(NameEffect effect, string zoneName, string vpcId) => new(effect) { ZoneName = zoneName, VpcId = vpcId };
}
