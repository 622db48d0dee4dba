using EndpointHub.Errors;
using EndpointHub.Topology;

namespace EndpointHub.Planners;

/// <summary>
/// Finds VPCs whose Encryption Controls do not allow peering connections. A peering connection is a resource that the controls know by itself; it is
/// allowed where it is excluded from enforcement (VPC user guide, VPC Encryption Controls).
/// </summary>
internal static class EncryptionControls
{
    /// <summary>The VPCs of a new peering connection that do not allow it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="vpcIds">Both VPCs.</param>
    /// <returns>A problem for each.</returns>
    public static IEnumerable<Problem> Against(NetworkSnapshot network, params string[] vpcIds) =>
        vpcIds.Where(vpcId => network.Vpcs.Find(vpcId) is { ForbidsPeering: true }).Select(Problems.EncryptionEnforced);
}
