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
/// Plans changes to the existing endpoints of a hub: a subnet in each missing Availability Zone, and the policy. Nothing is ever removed
/// from them. Requester-managed endpoints are not changed.
/// </summary>
internal sealed class HubChanges(NetworkSnapshot network, HubIntent intent, HubSubnets subnets, IReadOnlyList<string> services)
{
    private readonly List<Endpoint> _present = services
        .Select(service => network.HubEndpoint(intent.Hub, service))
        .OfType<Endpoint>()
        .Where(endpoint => !endpoint.RequesterManaged)
        .ToList();

    /// <summary>The subnets that are added to existing endpoints.</summary>
    public IEnumerable<Subnet> AddedSubnets => _present.SelectMany(MissingSubnets).Distinct();

    public IEnumerable<Problem> Conflicts() =>
        from endpoint in _present
        from subnet in MissingSubnets(endpoint)
        where network.Services.Find(endpoint.ServiceName) is { } offered && !offered.AvailabilityZones.Contains(subnet.AvailabilityZone)
        select Problems.ServiceNotInZone(endpoint.ServiceName, subnet);

    /// <summary>Plans the changes, after the routes that they need.</summary>
    /// <param name="plan">The plan, which contains the subnets already.</param>
    /// <param name="needed">The steps that must have settled before a change.</param>
    public void Make(PlanBuilder plan, Step[] needed)
    {
        var added = AddedSubnets.ToList();
        var routes = added.SelectMany(subnet => SpokeRoutes.To(plan.Predicted, intent, subnet)).Distinct().ToList();
        if (plan.Refuse(routes.SelectMany(route => route.Conflicts())))
            return;

        var routeSteps = routes.Where(route => route.IsMissing).Select(route => (Step)route.ToStep().Requiring(needed)).ToList();
        var changes = (
            from endpoint in _present
            let change = Change(endpoint)
            where change is not null
            select change.Requiring([.. needed, .. routeSteps])
        ).ToList();
        if (!plan.Refuse(BrokenPaths(plan.Predicted, plan.Predicted.After(routeSteps.Concat(changes)), changes)))
            plan.Add(routeSteps.Concat(changes));
    }

    private IEnumerable<Subnet> MissingSubnets(Endpoint endpoint) =>
        subnets.All.Where(subnet =>
            !endpoint.SubnetIds.Any(id => id == subnet.Id || network.Subnets.Find(id)?.AvailabilityZone == subnet.AvailabilityZone)
        );

    private ModifyEndpoint? Change(Endpoint endpoint)
    {
        var added = MissingSubnets(endpoint).Select(subnet => subnet.Id).ToValueList();
        var policy =
            HubPolicy.For(network, intent, endpoint.ServiceName) is { } wanted && !PolicyText.AreSame(wanted, endpoint.PolicyDocument)
                ? new PolicyChange(PolicyText.RestrictiveOrNull(wanted))
                : null;
        return added.Count == 0 && policy is null
            ? null
            : new ModifyEndpoint
            {
                Location = network.Vpcs[intent.Hub.VpcId].Location,
                EndpointId = endpoint.Id,
                AddedSubnetIds = added,
                Policy = policy,
            };
    }

    // Spokes that use the hub must reach every new address in its DNS answers. A path that is not proven before the change is no reason to refuse it.
    private IEnumerable<Problem> BrokenPaths(NetworkSnapshot before, NetworkSnapshot after, List<ModifyEndpoint> changes)
    {
        var added = changes.SelectMany(change => change.AddedSubnetIds).Distinct(StringComparer.Ordinal).ToValueList();
        if (added.Count == 0)
            yield break;

        var (indexBefore, indexAfter) = (new PathIndex(before), new PathIndex(after));
        foreach (var spoke in SpokeRoutes.VpcIdsOf(before, intent))
        {
            if (before.Vpcs.Find(spoke) is null)
            {
                yield return Problems.SpokeOutOfSight(spoke, intent.Hub.Name, added);
                continue;
            }

            foreach (
                var service in changes
                    .Where(change => change.AddedSubnetIds.Count > 0)
                    .Select(change => before.Endpoints[change.EndpointId].ServiceName)
            )
            {
                if (
                    PathProof.Unproven(indexAfter, spoke, intent.Hub.VpcId, service, ValueList<string>.Empty) is { } refusal
                    && PathProof.Unproven(indexBefore, spoke, intent.Hub.VpcId, service, ValueList<string>.Empty) is null
                )
                {
                    yield return refusal.Problem;
                }
            }
        }
    }
}
