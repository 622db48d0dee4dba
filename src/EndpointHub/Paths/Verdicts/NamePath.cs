using EndpointHub.Values;

namespace EndpointHub.Paths.Verdicts;

/// <summary>The resolution of one name in a VPC.</summary>
/// <param name="Name">The name. For a wildcard it is a name that the wildcard matches.</param>
/// <param name="Verdict">The verdict about the name.</param>
/// <param name="VpcEndpointId">The endpoint to which it resolves; null when it resolves to no known endpoint.</param>
/// <param name="Hops">The hops, in order.</param>
public sealed record NamePath(string Name, PathVerdict Verdict, string? VpcEndpointId, ValueList<PathHop> Hops);
