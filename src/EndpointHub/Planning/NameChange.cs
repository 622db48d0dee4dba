namespace EndpointHub.Planning;

/// <summary>What a step does to the answer that private names have in a VPC.</summary>
internal enum NameEffect
{
    /// <summary>What answered stops answering.</summary>
    RemovesAnswer,

    /// <summary>Something begins to answer. AWS refuses that as long as anything else answers for the same names in the VPC.</summary>
    AddsAnswer,
}

/// <summary>Which private names a step moves, and how: an endpoint's own names, or a zone's names in one VPC.</summary>
internal sealed record NameChange
{
    private NameChange(NameEffect effect) => Effect = effect;

    /// <summary>Whether an answer goes or comes.</summary>
    public NameEffect Effect { get; }

    /// <summary>The endpoint whose private DNS is switched; null for a zone.</summary>
    public string? EndpointId { get; private init; }

    /// <summary>The zone's name; null for an endpoint.</summary>
    public string? ZoneName { get; private init; }

    /// <summary>The VPC in which the zone answers; null for an endpoint.</summary>
    public string? VpcId { get; private init; }

    /// <summary>A change of an endpoint's own names.</summary>
    /// <param name="effect">Whether an answer goes or comes.</param>
    /// <param name="endpointId">The endpoint.</param>
    /// <returns>The change.</returns>
    public static NameChange OfEndpoint(NameEffect effect, string endpointId) => new(effect) { EndpointId = endpointId };

    /// <summary>A change of a zone's names in one VPC.</summary>
    /// <param name="effect">Whether an answer goes or comes.</param>
    /// <param name="zoneName">The zone's name.</param>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The change.</returns>
    public static NameChange OfZone(NameEffect effect, string zoneName, string vpcId) => new(effect) { ZoneName = zoneName, VpcId = vpcId };
}
