using EndpointHub.Errors;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// The checks before an endpoint is deleted: whether something refers to it, and whether what was not read may. Only CloudWatch tells about
/// connections, and it is not read.
/// </summary>
internal static class EndpointUse
{
    /// <summary>The records and Route 53 Profiles that refer to an endpoint, and the Profiles that may.</summary>
    /// <param name="network">The network.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>RecordPointsToEndpoint, StillReferredTo and ProfileUnread, or nothing.</returns>
    public static IEnumerable<Problem> Referrers(NetworkSnapshot network, Endpoint endpoint)
    {
        var records = EndpointReferences
            .Of(network, endpoint)
            .Select(reference => Problems.RecordPointsToEndpoint(endpoint, reference.ZoneId, reference.ZoneName, reference.Record));
        var profiles = network
            .Profiles.Where(profile => profile.Resources is not { } held || held.Any(resource => resource.ResourceId == endpoint.Id))
            .Select(profile =>
                profile.Resources is null
                    ? Problems.ProfileUnread(endpoint, profile.Id)
                    : Problems.StillReferredTo(endpoint, $"Route 53 Profile {profile.Id}")
            );
        return records.Concat(profiles);
    }

    /// <summary>Refuses the deletion of endpoints of which it is not known whether they are in use, until the operator allows it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="vpcId">Their VPC.</param>
    /// <param name="peers">The VPCs whose clients can reach them.</param>
    /// <param name="endpointIds">The endpoints.</param>
    /// <param name="allowed">The codes that the operator gave.</param>
    /// <returns>True if it is refused.</returns>
    public static bool RefuseUnknownUse(
        this PlanBuilder plan,
        string vpcId,
        IEnumerable<PeeringSide> peers,
        ValueList<string> endpointIds,
        ValueList<string> allowed
    )
    {
        // Records that were not read may point to the endpoints, as those that were read do not.
        var unread = EndpointReferences.Unread(plan.Predicted, vpcId, peers, endpointIds).Select(problem => new Refusal(problem));
        var isUnread = plan.Refuse(unread, allowed, [.. endpointIds]);

        // Every removal has to allow that connections are not known, so it is not a note.
        var traffic = new Refusal(Problems.TrafficUnknown(vpcId, endpointIds));
        if ((traffic.WaivedBy(allowed).Count == 0 && plan.Refuse([traffic.Problem])) || isUnread)
            return true;

        plan.Waive(traffic.WaivedBy(allowed), endpointIds);
        return false;
    }
}
