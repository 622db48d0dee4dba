using EndpointHub.Errors;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// Decides which endpoints no command moves or removes, and which only with the operator's consent because a tool manages them.
/// </summary>
internal static class Immovable
{
    /// <summary>The reason why an endpoint is never moved or removed; null when there is none.</summary>
    public static Problem? Reason(NetworkSnapshot network, Endpoint endpoint) =>
        endpoint.RequesterManaged ? Problems.RequesterManaged(endpoint)
        : endpoint.IsOfGuardDuty() ? Problems.ManagedByGuardDuty(endpoint)
        : RegionBeyond(network, endpoint) is { } region ? Problems.CrossRegionEndpoint(endpoint, region)
        : endpoint.Kind is EndpointKind.Interface or EndpointKind.Gateway ? null
        : Problems.NotAnInterfaceEndpoint(endpoint);

    /// <summary>The other region that an endpoint leads to; null when it leads to a service of its own region.</summary>
    public static string? RegionBeyond(NetworkSnapshot network, Endpoint endpoint)
    {
        if (network.Vpcs.Find(endpoint.VpcId)?.Location.Region is not { } own || endpoint.Kind == EndpointKind.Gateway)
            return null;

        var region = endpoint.ServiceRegion ?? ServiceName.RegionIn(endpoint.ServiceName);
        return region is null || region == own ? null : region;
    }

    /// <summary>Refuses to change an endpoint that a tool manages, or notes the drift when the operator included it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="included">What the operator included.</param>
    /// <returns>True if it is refused.</returns>
    public static bool RefuseManaged(this PlanBuilder plan, Endpoint endpoint, ValueList<EndpointOwner> included)
    {
        if (EndpointOwners.OwnerOf(endpoint) is not { } managed)
            return false;
        if (!included.Includes(managed.Owner))
            return plan.Refuse([Problems.ManagedElsewhere(endpoint, managed.Owner, managed.Tag)]);

        plan.Note(
            $"{endpoint.Id} will differ from the configuration of {managed.Owner.Name()} (tag {managed.Tag.Key}={managed.Tag.Value}). Change that too, "
                + "because its next run may revert this one."
        );
        return false;
    }
}
