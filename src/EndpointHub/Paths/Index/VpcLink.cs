using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>What joins two VPCs, and whether packets pass it.</summary>
/// <param name="Target">A peering or a Transit Gateway, as routes name it.</param>
/// <param name="Passes">True if it is in order.</param>
internal sealed record VpcLink(RouteTarget Target, bool Passes);
