using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Naming;
using EndpointHub.Paths.Policies;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// Plans a hub: its security group, and an endpoint with private DNS disabled for each service without one. An endpoint with the hub's
/// tag belongs to the hub and may be extended. Other endpoints are never changed: the hub gets an endpoint of its own, and a note says
/// that tagging the existing one would avoid the second.
/// </summary>
internal static class HubPlanner
{
    /// <summary>Plans a hub.</summary>
    /// <param name="network">
    /// The network. It contains the hub's VPC, the requested services, and the connected VPCs as far as they can be read.
    /// </param>
    /// <param name="intent">The target state.</param>
    /// <returns>A plan with at most one unit, for the hub.</returns>
    public static Plan For(NetworkSnapshot network, HubIntent intent)
    {
        var plan = new PlanBuilder(network, PlanUnitKind.Hub, intent.Hub.Name);
        if (plan.Refuse(Preconditions.OfVpc(network, intent.Hub.VpcId)))
            return plan.Build();

        var services = Preconditions.ServicesOf(network, intent, intent.ServiceNames);
        if (plan.Refuse(services.Count == 0 ? [Problems.NoServices(intent.Hub.Name)] : []))
            return plan.Build();

        var subnets = new HubSubnets(network, intent);
        if (plan.Refuse(subnets.Conflicts()))
            return plan.Build();

        var possible = services.Where(service => !plan.Refuse(ServiceProblems(network, intent, service, subnets))).ToList();
        var missing = possible.Where(service => network.HubEndpoint(intent.Hub, service) is null).ToList();
        var changes = new HubChanges(network, intent, subnets, possible);
        if (plan.Refuse(changes.Conflicts()) || (missing.Count > 0 && plan.Refuse(GroupProblems(network, intent))))
            return plan.Build();

        HubPolicy.NoteOpen(plan, network, intent, possible);
        foreach (var service in possible.Except(missing, StringComparer.Ordinal))
            plan.Found($"{network.HubEndpoint(intent.Hub, service)!.Id} for {service} exists already and is used.");
        plan.Add(TagChanges.Of(network.Vpcs[intent.Hub.VpcId].Location, Existing(network, intent), intent.Tags));
        var made = subnets.Make(plan, (missing.Count > 0 ? subnets.All : changes.AddedSubnets).Select(subnet => subnet.Id));
        changes.Make(plan, made);
        if (missing.Count == 0)
            return plan.Build();

        var (groupIds, group) = Groups(plan, intent);
        foreach (var service in missing)
        {
            NoteUntagged(plan, intent, service);
            NoteUnknownPorts(plan, intent, service);
            plan.Add(NewEndpoint(network, intent, service, subnets, groupIds).Requiring([group, .. made]));
        }

        return plan.Build();
    }

    private static Endpoint? Present(NetworkSnapshot network, HubIntent intent) => network.HubEndpoints(intent.Hub).FirstOrDefault();

    private static IEnumerable<Problem> ServiceProblems(NetworkSnapshot network, HubIntent intent, string service, HubSubnets subnets)
    {
        // AWS rejects a zone of the same name in the VPC while any endpoint there has private DNS enabled.
        if (
            network.EndpointsOf(intent.Hub.VpcId).FirstOrDefault(endpoint => endpoint.ServiceName == service && endpoint.PrivateDnsEnabled) is
            { } conflicting
        )
        {
            return [Problems.HubPrivateDnsOn(conflicting)];
        }

        if (network.HubEndpoint(intent.Hub, service) is not null)
            return [];
        if (network.Services.Find(service) is not { } offered)
            return [ServiceName.NotOffered(service, network.Vpcs[intent.Hub.VpcId].Location.Region, intent.RegionServiceNames)];

        return subnets
            .All.Where(subnet => !offered.AvailabilityZones.Contains(subnet.AvailabilityZone))
            .Select(subnet => Problems.ServiceNotInZone(service, subnet));
    }

    private static IEnumerable<Problem> GroupProblems(NetworkSnapshot network, HubIntent intent)
    {
        foreach (var id in intent.SecurityGroupIds.Where(id => network.SecurityGroups.Find(id)?.VpcId != intent.Hub.VpcId))
            yield return Problems.SecurityGroupNotInVpc(id, intent.Hub.VpcId);

        var taken = network.SecurityGroups.FirstOrDefault(group =>
            group.VpcId == intent.Hub.VpcId && group.Name == GroupName(intent) && !group.IsOf(intent.Hub.Name)
        );
        if (taken is not null && ChosenGroups(network, intent).Count == 0)
            yield return Problems.GroupNameTaken(taken);
    }

    private static string GroupName(HubIntent intent) => $"endpointhub-{intent.Hub.Name}";

    // An endpoint for a service that is added later has to admit the same spokes, so it gets the groups of the existing endpoints.
    private static ValueList<string> ChosenGroups(NetworkSnapshot network, HubIntent intent)
    {
        if (intent.SecurityGroupIds.Count > 0)
            return intent.SecurityGroupIds.Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal).ToValueList();

        var own = network.SecurityGroups.FirstOrDefault(group => group.VpcId == intent.Hub.VpcId && group.IsOf(intent.Hub.Name));
        return own is not null ? ValueList.Of(own.Id) : Present(network, intent)?.SecurityGroupIds ?? ValueList<string>.Empty;
    }

    private static (ValueList<string> Ids, CreateSecurityGroup? Step) Groups(PlanBuilder plan, HubIntent intent)
    {
        var chosen = ChosenGroups(plan.Predicted, intent);
        if (chosen.Count > 0)
            return (chosen, null);

        var step = plan.Add(
            new CreateSecurityGroup
            {
                Location = plan.Predicted.Vpcs[intent.Hub.VpcId].Location,
                SecurityGroupId = SymbolicId.For("sg", intent.Hub.VpcId, intent.Hub.Name),
                VpcId = intent.Hub.VpcId,
                Name = GroupName(intent),
                GroupDescription = $"EndpointHub {intent.Hub.Name}: admits spokes",
                Tags = HubTags(intent, GroupName(intent)),
            }
        );
        return (ValueList.Of(step.SecurityGroupId), step);
    }

    private static CreateEndpoint NewEndpoint(
        NetworkSnapshot network,
        HubIntent intent,
        string service,
        HubSubnets subnets,
        ValueList<string> groupIds
    )
    {
        var location = network.Vpcs[intent.Hub.VpcId].Location;
        return new CreateEndpoint
        {
            Location = location,
            EndpointId = SymbolicId.For("vpce", intent.Hub.VpcId, intent.Hub.Name, service),
            VpcId = intent.Hub.VpcId,
            ServiceName = service,
            SubnetIds = subnets.All.Select(subnet => subnet.Id).OrderBy(id => id, StringComparer.Ordinal).ToValueList(),
            SecurityGroupIds = groupIds,
            PolicyDocument = PolicyText.RestrictiveOrNull(HubPolicy.For(network, intent, service)),
            Tags = HubTags(intent, $"endpointhub-{intent.Hub.Name}-{ServiceName.InShort(service, location.Region)}"),
        };
    }

    private static ValueList<Tag> HubTags(HubIntent intent, string name) =>
        HubMark.Hub(intent.Hub.Name).In(ValueList.Of(new Tag(HubMark.NameTag, name))).And(intent.Tags);

    // Everything of the hub that exists, whichever services are asked for: a company's rule for tags applies to all of it.
    private static IEnumerable<Resource> Existing(NetworkSnapshot network, HubIntent intent) =>
        network
            .HubEndpoints(intent.Hub)
            .Where(endpoint => !endpoint.RequesterManaged)
            .Concat<Resource>(network.SecurityGroups.Where(group => group.VpcId == intent.Hub.VpcId && group.IsOf(intent.Hub.Name)))
            .Concat(network.SubnetsOf(intent.Hub.VpcId).Where(subnet => subnet.IsOf(intent.Hub.Name)))
            .Concat(network.RouteTables.Where(table => table.VpcId == intent.Hub.VpcId && table.IsOf(intent.Hub.Name)));

    private static void NoteUntagged(PlanBuilder plan, HubIntent intent, string service)
    {
        foreach (
            var untagged in plan
                .Predicted.EndpointsOf(intent.Hub.VpcId)
                .Where(endpoint => endpoint.ServiceName == service && endpoint.Kind == EndpointKind.Interface)
        )
        {
            plan.Note(
                $"{untagged.Id} for {service} is in {intent.Hub.VpcId} but does not have this hub's tag, so the hub gets an endpoint of its own. "
                    + $"To use the existing one instead, tag it {HubMark.HubTag}={intent.Hub.Name}."
            );
        }
    }

    // The hub is of use even if this endpoint is never moved, so unknown ports are only a note.
    private static void NoteUnknownPorts(PlanBuilder plan, HubIntent intent, string service)
    {
        foreach (
            var endpoint in plan.Predicted.Endpoints.Where(endpoint =>
                endpoint.VpcId != intent.Hub.VpcId && endpoint.ServiceName == service && endpoint.PrivateDnsEnabled
            )
        )
        {
            if (PortCheck.About(plan.Predicted, endpoint) is { } problem)
                plan.Note($"{problem} The cut-over of {endpoint.VpcId} will be refused for this service.");
        }
    }
}
