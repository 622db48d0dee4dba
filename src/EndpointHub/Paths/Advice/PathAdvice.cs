using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Advice;

/// <summary>
/// Creates warnings about a path: missing related services, low resilience, and policies that refer to the spoke's own endpoint or VPC.
/// </summary>
internal static class PathAdvice
{
    public static IEnumerable<Finding> On(PathIndex index, PathQuestion question, IReadOnlyList<Endpoint> tested)
    {
        var spoke = index.Snapshot.Vpcs[question.SpokeVpcId];
        foreach (var endpoint in tested.Where(endpoint => endpoint.VpcId != spoke.Id))
        {
            foreach (
                var finding in RelatedServices(index, spoke, endpoint)
                    .Concat(Zones(index, question, endpoint))
                    .Concat(Policies(index, question, endpoint))
            )
            {
                yield return finding;
            }
        }
    }

    // A related service for which the spoke has an endpoint of its own is not affected.
    private static IEnumerable<Finding> RelatedServices(PathIndex index, Vpc spoke, Endpoint endpoint) =>
        from related in ServiceSets.CompanionsOf(endpoint.ServiceName, spoke.Location.Region)
        where !index.EndpointsOf(endpoint.VpcId, related).Concat(index.EndpointsOf(spoke.Id, related)).Any(present => present.IsAlive)
        select AdviceFindings.Alone(endpoint, related);

    private static IEnumerable<Finding> Zones(PathIndex index, PathQuestion question, Endpoint endpoint)
    {
        var own = endpoint.SubnetIds.Select(id => index.Snapshot.Subnets.Find(id)).OfType<Subnet>().ToList();
        var clients = index.ClientSubnets(question).ToList();
        if (own.Count == 0)
            yield break;

        // The name of an Availability Zone differs between accounts. Its id does not, but AWS does not always return it.
        var hasIds = own.Concat(clients).All(subnet => subnet.AvailabilityZoneId is not null);
        string ZoneOf(Subnet subnet) => hasIds ? subnet.AvailabilityZoneId! : subnet.AvailabilityZone;

        var zones = own.Select(ZoneOf).Distinct(StringComparer.Ordinal).ToList();
        if (zones.Count == 1)
            yield return AdviceFindings.OneZone(endpoint, zones[0]);
        foreach (var far in clients.GroupBy(ZoneOf, StringComparer.Ordinal).Where(group => !zones.Contains(group.Key)))
            yield return AdviceFindings.FarFrom(endpoint, far.Key, far);
    }

    private static IEnumerable<Finding> Policies(PathIndex index, PathQuestion question, Endpoint endpoint)
    {
        var keys = new KeyChanges(index.Snapshot.Vpcs[question.SpokeVpcId], index.Snapshot.Vpcs[endpoint.VpcId])
        {
            EndpointIdsBefore = [.. index.EndpointsOf(question.SpokeVpcId, question.ServiceName).Select(own => own.Id)],
            EndpointIdAfter = endpoint.Id,
        };
        return from policy in question.OtherPolicies
            let changes = keys.In(PolicyDocument.Parse(policy.Document)).ToList()
            where changes.Count > 0
            select AdviceFindings.NamesSpoke(policy, changes);
    }
}
