using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>A connection between two VPCs.</summary>
/// <param name="Target">The peering connection or Transit Gateway, as a route target.</param>
/// <param name="Passes">True if packets pass.</param>
internal sealed record VpcLink(RouteTarget Target, bool Passes);
