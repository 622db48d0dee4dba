using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// What changes about the endpoints that a hub has: a subnet for each Availability Zone that they lack, and the policy. Nothing is ever taken
/// from them. One that a service manages stays as it is.
/// </summary>
internal sealed class HubChanges(NetworkSnapshot network, HubIntent intent, HubSubnets subnets, IReadOnlyList<string> services)
{
    private readonly List<Endpoint> _present = services.Select(service => network.HubEndpoint(intent.Hub, service)).OfType<Endpoint>()
        .Where(endpoint => !endpoint.RequesterManaged).ToList();

    /// <summary>The subnets that some present endpoint will stand in beside its own.</summary>
    public IEnumerable<Subnet> AddedSubnets => _present.SelectMany(LackingSubnets).Distinct();

    public IEnumerable<Problem> InTheWay() =>
        from endpoint in _present
        from subnet in LackingSubnets(endpoint)
        where network.Services.Find(endpoint.ServiceName) is { } offered && !offered.AvailabilityZones.Contains(subnet.AvailabilityZone)
        select Problems.ServiceNotInZone(endpoint.ServiceName, subnet);

    /// <summary>Plans the changes, after the ways that they take for granted.</summary>
    /// <param name="plan">The plan, holding the subnets already.</param>
    /// <param name="needed">What a change has to wait for.</param>
    public void Make(PlanBuilder plan, Step[] needed)
    {
        var added = AddedSubnets.ToList();
        var routes = added.SelectMany(subnet => SpokeRoutes.To(plan.Now, intent, subnet)).Distinct().ToList();
        if (plan.Refuse(routes.SelectMany(route => route.InTheWay())))
            return;

        var ways = routes.Where(route => route.IsMissing).Select(route => (Step)route.ToStep().Requiring(needed)).ToList();
        var changes = (from endpoint in _present let change = Change(endpoint) where change is not null select change.Requiring([.. needed, .. ways])).ToList();
        if (!plan.Refuse(Stranded(plan.Now, plan.Now.After(ways.Concat(changes)), changes)))
            plan.Add(ways.Concat(changes));
    }

    private IEnumerable<Subnet> LackingSubnets(Endpoint endpoint) => subnets.All
        .Where(subnet => !endpoint.SubnetIds.Any(id => id == subnet.Id || network.Subnets.Find(id)?.AvailabilityZone == subnet.AvailabilityZone));

    private ModifyEndpoint? Change(Endpoint endpoint)
    {
        var added = LackingSubnets(endpoint).Select(subnet => subnet.Id).ToValueList();
        var policy = intent.PolicyDocument is { } wanted && !PolicyText.AreSame(wanted, endpoint.PolicyDocument) ? new PolicyChange(PolicyText.RestrictiveOrNull(wanted)) : null;
        return added.Count == 0 && policy is null ? null : new ModifyEndpoint
        {
            Location = network.Vpcs[intent.Hub.VpcId].Location,
            EndpointId = endpoint.Id,
            AddedSubnetIds = added,
            Policy = policy,
        };
    }

    // Spokes whose names lead here must reach every address that they will be given. What was broken before is no reason to refuse.
    private IEnumerable<Problem> Stranded(NetworkSnapshot before, NetworkSnapshot after, List<ModifyEndpoint> changes)
    {
        var added = changes.SelectMany(change => change.AddedSubnetIds).Distinct(StringComparer.Ordinal).ToValueList();
        if (added.Count == 0)
            yield break;

        var (then, hence) = (new PathIndex(before), new PathIndex(after));
        foreach (var spoke in SpokeRoutes.Asking(before, intent))
        {
            if (before.Vpcs.Find(spoke) is null)
            {
                yield return Problems.SpokeOutOfSight(spoke, intent.Hub.Name, added);
                continue;
            }

            foreach (var service in changes.Where(change => change.AddedSubnetIds.Count > 0).Select(change => before.Endpoints[change.EndpointId].ServiceName))
            {
                if (PathProof.Unproven(hence, spoke, intent.Hub.VpcId, service) is { } doubt && PathProof.Unproven(then, spoke, intent.Hub.VpcId, service) is null)
                    yield return doubt;
            }
        }
    }
}
