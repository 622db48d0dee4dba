using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Naming;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Names;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// Plans a spoke's cut-over: private DNS is disabled on its own endpoints and the hub's zones are associated. The steps are ordered by service, so
/// that those of one name follow each other. After an interruption only the remaining steps are planned. A service is not moved when the prediction
/// does not prove its path, or when its clients may use ports that the hub does not serve.
/// </summary>
internal static class CutoverPlanner
{
    /// <summary>Plans a cut-over.</summary>
    /// <param name="network">The network. It contains both VPCs, the peering connections and the services' descriptions.</param>
    /// <param name="intent">The target state.</param>
    /// <returns>A plan with at most one unit, for the spoke.</returns>
    public static Plan For(NetworkSnapshot network, CutoverIntent intent)
    {
        var plan = new PlanBuilder(network, PlanUnitKind.Cutover, intent.SpokeVpcId);
        if (
            plan.Refuse(Preconditions.OfBoth(network, intent, intent.SpokeVpcId))
            || plan.Refuse(Preconditions.OfConnection(network, intent, intent.SpokeVpcId))
            || plan.Refuse(Preconditions.OfSubnets(network, intent.ClientSubnetIds, intent.SpokeVpcId))
        )
        {
            return plan.Build();
        }

        plan.NoteLeftOut(intent.SpokeVpcId, intent.ClientSubnetIds);
        var moves = Preconditions
            .ServicesOf(network, intent, intent.ServiceNames)
            .Where(service => !plan.Refuse(Conflicts(network, intent, service)) && !RefuseManaged(plan, intent, service))
            .Select(service => (Service: service, Steps: Move(network, intent, service).ToList()))
            .Where(move => move.Steps.Count > 0)
            .ToList();
        var present = new PathIndex(network);
        var predicted = new PathIndex(network.After(moves.SelectMany(move => move.Steps)));
        foreach (var (service, steps) in moves)
        {
            var hidden = new HiddenNames(present, predicted, intent.SpokeVpcId, service);
            var refusals = PortChecks(network, intent, service)
                .Append(Hides(network, intent, service, hidden))
                .Append(PathProof.Unproven(predicted, intent.SpokeVpcId, intent.Hub.VpcId, service, intent.Allowed, intent.ClientSubnetIds))
                .OfType<Refusal>();
            if (!plan.Refuse(refusals, intent.Allowed, service))
            {
                plan.Add(steps);
                NoteNewZones(plan, intent.SpokeVpcId, hidden);
            }
        }

        return plan.Build();
    }

    // All of a service's endpoints are asked about at once, so that one answer names every owner.
    private static bool RefuseManaged(PlanBuilder plan, CutoverIntent intent, string service) =>
        plan.Predicted.EndpointsOf(intent.SpokeVpcId)
            .Where(endpoint => endpoint.ServiceName == service && endpoint.PrivateDnsEnabled)
            .ToList()
            .FindAll(endpoint => plan.RefuseManaged(endpoint, intent.IncludedOwners))
            .Count > 0;

    // Endpoints with private DNS disabled were checked before it was disabled, and their names must not remain without an answer.
    private static IEnumerable<Refusal?> PortChecks(NetworkSnapshot network, CutoverIntent intent, string service) =>
        network
            .EndpointsOf(intent.SpokeVpcId)
            .Where(endpoint => endpoint.ServiceName == service && endpoint.PrivateDnsEnabled)
            .Select(endpoint => PortCheck.About(network, endpoint) is { } problem ? new Refusal(problem) : null);

    // The names of an endpoint that EndpointHub has switched off were hidden by its own private zones before.
    private static Refusal? Hides(NetworkSnapshot network, CutoverIntent intent, string service, HiddenNames hidden) =>
        hidden.Lost.Count == 0
        || network.EndpointsOf(intent.SpokeVpcId).Any(own => own.ServiceName == service && own.Tag(HubMark.CutOverTag) is not null)
            ? null
            : new Refusal(Problems.HiddenNames(intent.SpokeVpcId, service, hidden.NewZones.Select(zone => zone.Name).ToValueList(), hidden.Lost));

    private static void NoteNewZones(PlanBuilder plan, string vpcId, HiddenNames hidden)
    {
        foreach (var zone in hidden.NewZones)
        {
            plan.Found(
                $"Zone {zone.Name} is new for {vpcId}. Nothing at or below it resolves there afterwards but {(zone.Records ?? ValueList<ZoneRecord>.Empty).Select(record => record.Name).Distinct(StringComparer.Ordinal).ToValueList()}."
            );
        }
    }

    private static IEnumerable<Problem> Conflicts(NetworkSnapshot network, CutoverIntent intent, string service)
    {
        if (network.HubEndpoint(intent.Hub, service) is not { RegionalName: not null } endpoint)
            return [Problems.ServiceNotInHub(service, intent.Hub.Name)];

        var zones = ServiceZones.Of(network, service, intent.Hub);
        if (zones.Count == 0)
            return [Problems.NoPrivateNames(service)];

        return zones.SelectMany(zone => Conflicts(network, intent, zone, endpoint)).Distinct();
    }

    private static IEnumerable<Problem> Conflicts(NetworkSnapshot network, CutoverIntent intent, ServiceZone zone, Endpoint endpoint)
    {
        var service = endpoint.ServiceName;
        var answering = Answering(network, intent, zone, endpoint);
        var foreign = network
            .Zones.Where(present =>
                present.Name == zone.Name
                && present.Id != answering?.Id
                && (present.Serves(intent.SpokeVpcId) || (answering is null && present.Serves(intent.Hub.VpcId)))
            )
            .ToList();
        if (answering is { Records: null })
            yield return Problems.ZoneRecordsUnread(answering, service);
        else if (answering is null ? foreign.Count == 0 : !network.Leads(answering, zone, endpoint))
            yield return Problems.ZoneMissing(zone.Name, service, intent.Hub.Name);
        foreach (var conflicting in foreign)
        {
            yield return Problems.ForeignZone(
                conflicting,
                conflicting.Serves(intent.SpokeVpcId) ? intent.SpokeVpcId : intent.Hub.VpcId,
                endpoint.RegionalName,
                zone.RecordNames
            );
        }

        foreach (var holder in network.EndpointsOf(intent.SpokeVpcId).Where(holder => holder.HoldsNamesOf(zone.Name)))
        {
            if (Immovable.Reason(network, holder) is { } reason)
                yield return reason;
            else if (holder.ServiceName != service)
                yield return Problems.StillInUse(holder, intent.Hub.Name);
        }
    }

    // A zone that leads the spoke to the hub already is used before the hub's own: AWS does not associate two zones of a name with a VPC.
    private static PrivateZone? Answering(NetworkSnapshot network, CutoverIntent intent, ServiceZone names, Endpoint endpoint) =>
        network.Zones.FirstOrDefault(zone => zone.Name == names.Name && zone.Serves(intent.SpokeVpcId) && network.Leads(zone, names, endpoint))
        ?? network.AnsweringZone(intent.Hub, names, endpoint);

    private static IEnumerable<Step> Move(NetworkSnapshot network, CutoverIntent intent, string service)
    {
        var spoke = network.Vpcs[intent.SpokeVpcId];
        var disabled = new List<Step>();
        foreach (var endpoint in network.EndpointsOf(spoke.Id).Where(endpoint => endpoint.ServiceName == service && endpoint.PrivateDnsEnabled))
        {
            // The tag is set before private DNS is disabled. After an interruption between the two, private DNS would otherwise seem never to have
            // been enabled.
            var tag = HubMark.CutOver(intent.Hub.Name);
            var tagged = endpoint.Tags.Contains(tag)
                ? null
                : new TagEndpoint
                {
                    Location = spoke.Location,
                    EndpointId = endpoint.Id,
                    Tag = tag,
                };
            if (tagged is not null)
                yield return tagged;
            var disable = PrivateDnsPlanner.StepFor(network, endpoint).Requiring(tagged);
            disabled.Add(disable);
            yield return disable;
        }

        var target = network.HubEndpoint(intent.Hub, service)!;
        foreach (var names in ServiceZones.Of(network, service, intent.Hub))
        {
            if (Answering(network, intent, names, target) is { } zone && !zone.Serves(spoke.Id))
            {
                yield return new AssociateZone
                {
                    Location = spoke.Location,
                    ZoneId = zone.Id,
                    ZoneName = names.Name,
                    Vpc = new ZoneVpc(spoke.Id, spoke.Location.Region),
                }.Requiring([.. disabled]);
            }
        }
    }
}
