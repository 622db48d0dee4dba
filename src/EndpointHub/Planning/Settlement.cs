namespace EndpointHub.Planning;

/// <summary>What is polled until a step has settled.</summary>
internal enum SettlementKind
{
    /// <summary>The endpoint's description.</summary>
    Endpoint,

    /// <summary>The peering's description.</summary>
    Peering,

    /// <summary>The Route 53 change that the call has begun.</summary>
    ZoneChange,
}

/// <summary>How a step settles: AWS answers many calls before it has done what they ask.</summary>
/// <param name="Kind">What is polled.</param>
/// <param name="ResourceId">The resource that is polled.</param>
internal sealed record Settlement(SettlementKind Kind, string ResourceId)
{
    /// <summary>Whether the resource shall be gone; otherwise its end is a failure.</summary>
    public bool EndsResource { get; init; }

    /// <summary>Whether AWS has then chosen names and interfaces for the endpoint, which <see cref="EndpointSymbols"/> stand for until then.</summary>
    public bool NamesEndpoint { get; init; }

    /// <summary>The prefix list of the endpoint's routes, which may be a symbol until then; null for none.</summary>
    public string? PrefixListId { get; init; }
}
