using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Advice;

/// <summary>What is worth knowing about a path that stands: what it lacks in company, in resilience, and in what names the old way.</summary>
internal static class PathAdvice
{
    public static IEnumerable<Finding> On(PathIndex index, PathQuestion question, IReadOnlyList<Endpoint> judged)
    {
        var spoke = index.Snapshot.Vpcs[question.SpokeVpcId];
        foreach (var endpoint in judged.Where(endpoint => endpoint.VpcId != spoke.Id))
        {
            foreach (var finding in Company(index, spoke, endpoint).Concat(Zones(index, question, endpoint)).Concat(Policies(index, question, endpoint)))
                yield return finding;
        }
    }

    // A companion that the spoke has an endpoint of its own for is served as before.
    private static IEnumerable<Finding> Company(PathIndex index, Vpc spoke, Endpoint endpoint) =>
        from companion in ServiceSets.CompanionsOf(endpoint.ServiceName, spoke.Location.Region)
        where !index.EndpointsOf(endpoint.VpcId, companion).Concat(index.EndpointsOf(spoke.Id, companion)).Any(present => present.IsAlive)
        select AdviceFindings.Alone(endpoint, companion);

    private static IEnumerable<Finding> Zones(PathIndex index, PathQuestion question, Endpoint endpoint)
    {
        var own = endpoint.SubnetIds.Select(id => index.Snapshot.Subnets.Find(id)).OfType<Subnet>().ToList();
        var clients = index.ClientSubnets(question).ToList();
        if (own.Count == 0)
            yield break;

        // A zone's name means different places in different accounts; its id, where AWS told it, does not.
        var haveIds = own.Concat(clients).All(subnet => subnet.AvailabilityZoneId is not null);
        string PlaceOf(Subnet subnet) => haveIds ? subnet.AvailabilityZoneId! : subnet.AvailabilityZone;

        var zones = own.Select(PlaceOf).Distinct(StringComparer.Ordinal).ToList();
        if (zones.Count == 1)
            yield return AdviceFindings.OneZone(endpoint, zones[0]);
        foreach (var far in clients.GroupBy(PlaceOf, StringComparer.Ordinal).Where(group => !zones.Contains(group.Key)))
            yield return AdviceFindings.FarFrom(endpoint, far.Key, far);
    }

    private static IEnumerable<Finding> Policies(PathIndex index, PathQuestion question, Endpoint endpoint)
    {
        var old = index.EndpointsOf(question.SpokeVpcId, question.ServiceName).Select(own => own.Id).ToList();
        foreach (var policy in question.OtherPolicies)
        {
            var document = PolicyDocument.Parse(policy.Document);
            if (document.Names("aws:SourceVpc", [question.SpokeVpcId], endpoint.VpcId))
                yield return AdviceFindings.NamesVpc(policy, question.SpokeVpcId, endpoint.VpcId);
            if (document.Names("aws:SourceVpce", old, endpoint.Id))
                yield return AdviceFindings.NamesEndpoint(policy, string.Join(", ", old), endpoint.Id);
        }
    }
}
