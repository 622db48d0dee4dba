using EndpointHub.Values;

namespace EndpointHub.Paths.Verdicts;

/// <summary>How one name resolves in a VPC.</summary>
/// <param name="Name">The name that was asked for; a wildcard stands as a name under it.</param>
/// <param name="Verdict">True if it leads to the hub.</param>
/// <param name="VpcEndpointId">The endpoint it leads to, whoever's; null when it leads to none that is known.</param>
/// <param name="Hops">What was met, in order.</param>
public sealed record NamePath(string Name, PathVerdict Verdict, string? VpcEndpointId, ValueList<PathHop> Hops);
