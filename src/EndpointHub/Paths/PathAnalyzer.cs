using EndpointHub.Topology;

namespace EndpointHub.Paths;

/// <summary>
/// Follows names and packets from every subnet of a spoke to every address of a hub's endpoint and back, on a snapshot alone. It looks
/// at everything on the way, past the first fault too, so that one test shows all there is to mend.
/// </summary>
public static class PathAnalyzer
{
    /// <summary>Judges one spoke and service.</summary>
    /// <param name="snapshot">The network; it holds both VPCs.</param>
    /// <param name="spokeVpcId">Where the clients are.</param>
    /// <param name="hubVpcId">Where the service's names are expected to lead.</param>
    /// <param name="serviceName">The full service name.</param>
    /// <returns>The verdict with its reasons.</returns>
    /// <exception cref="KeyNotFoundException">The snapshot lacks one of the VPCs.</exception>
    public static EndpointPath Analyze(NetworkSnapshot snapshot, string spokeVpcId, string hubVpcId, string serviceName) =>
        Analyze(new PathIndex(snapshot), new PathQuestion(spokeVpcId, hubVpcId, serviceName));

    /// <summary>Judges one spoke and service on a snapshot that is prepared for many questions.</summary>
    /// <param name="index">The prepared snapshot.</param>
    /// <param name="question">What is asked.</param>
    /// <returns>The verdict with its reasons.</returns>
    /// <exception cref="KeyNotFoundException">The snapshot lacks one of the VPCs.</exception>
    public static EndpointPath Analyze(PathIndex index, PathQuestion question)
    {
        var spoke = index.Snapshot.Vpcs[question.SpokeVpcId];
        var hub = index.Snapshot.Vpcs[question.HubVpcId];
        var names = ValueList<NamePath>.Empty;
        var subnets = ValueList<SubnetPath>.Empty;
        return new EndpointPath
        {
            VpcId = spoke.Id,
            AccountId = spoke.Location.AccountId,
            Region = spoke.Location.Region,
            HubVpcId = hub.Id,
            HubAccountId = hub.Location.AccountId,
            ServiceName = question.ServiceName,
            Verdict = PathVerdict.Unknown,
            Names = names,
            Subnets = subnets,
        };
    }
}
