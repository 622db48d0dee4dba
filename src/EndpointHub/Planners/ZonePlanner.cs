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
/// Plans a hub's private hosted zones: one per private name of a service, associated with the hub's VPC only, with alias records for the hub's
/// endpoint. A zone of another origin that leads a name there already is used as it is.
/// </summary>
internal static class ZonePlanner
{
    /// <summary>Plans zones.</summary>
    /// <param name="network">The network. It contains the hub's VPC, the specified spokes, and the services' descriptions.</param>
    /// <param name="intent">The target state.</param>
    /// <returns>A plan with at most one unit, for the hub.</returns>
    public static Plan For(NetworkSnapshot network, ZoneIntent intent)
    {
        var plan = new PlanBuilder(network, PlanUnitKind.Zones, intent.Hub.Name);
        if (
            plan.Refuse(Preconditions.OfHub(network, intent))
            || plan.Refuse(intent.SpokeVpcIds.Where(id => network.Vpcs.Find(id) is null).Select(id => Problems.VpcNotFound(id)))
        )
        {
            return plan.Build();
        }

        foreach (var service in Preconditions.ServicesOf(network, intent, intent.ServiceNames))
            PlanService(plan, intent, service);
        return plan.Build();
    }

    private static void PlanService(PlanBuilder plan, ZoneIntent intent, string service)
    {
        if (plan.Predicted.HubEndpoint(intent.Hub, service) is not { RegionalName: { } target } endpoint)
        {
            plan.Refuse([Problems.ServiceNotInHub(service, intent.Hub.Name)]);
            return;
        }

        var before = plan.Predicted;
        var zones = ServiceZones.Of(before, service, intent.Hub);
        if (zones.Count == 0)
            plan.Refuse([Problems.NoPrivateNames(service)]);
        foreach (var zone in zones)
        {
            var used = Own(plan.Predicted, intent, zone.Name) is null ? plan.Predicted.AnsweringZone(intent.Hub, zone, endpoint) : null;
            if (used is not null && plan.Predicted.Leads(used, zone, endpoint))
                plan.Found($"Zone {used.Name} ({used.Id}) was not made by EndpointHub. It leads {zone.RecordNames} to {endpoint.Id} and is used.");
            else if (!plan.Refuse(Conflicts(plan.Predicted, intent, zone, endpoint)))
                Write(plan, intent, zone, target);
        }

        var hidden = new HiddenNames(new PathIndex(before), new PathIndex(plan.Predicted), intent.Hub.VpcId, service);
        if (hidden.Lost.Count > 0)
        {
            var problem = Problems.HiddenNames(intent.Hub.VpcId, service, hidden.NewZones.Select(zone => zone.Name).ToValueList(), hidden.Lost);
            plan.Note(problem.ToString());
        }

        if (zones.Any(zone => zone.Source == NameSource.BuiltIn))
        {
            plan.Note(
                $"The private names of {service} come from the built-in table, because neither an endpoint nor the service's description contains them. They may be incomplete."
            );
        }
    }

    private static IEnumerable<Problem> Conflicts(NetworkSnapshot network, ZoneIntent intent, ServiceZone zone, Endpoint endpoint)
    {
        // AWS does not allow an endpoint's private names and a zone of the same name in one VPC.
        foreach (var holder in network.EndpointsOf(intent.Hub.VpcId).Where(holder => holder.HoldsNamesOf(zone.Name)))
            yield return Problems.HubPrivateDnsOn(holder);
        foreach (
            var conflicting in network.Zones.Where(present =>
                present.Name == zone.Name && present.Serves(intent.Hub.VpcId) && !IsOwn(network, intent, present)
            )
        )
        {
            yield return conflicting.Records is null && IsOfHubAccount(network, intent, conflicting)
                ? Problems.ZoneRecordsUnread(conflicting, endpoint.ServiceName)
                : Problems.ForeignZone(conflicting, intent.Hub.VpcId, endpoint.RegionalName, zone.RecordNames);
        }

        if (Own(network, intent, zone.Name) is { Records: { } records } own)
        {
            foreach (var record in records.Where(record => zone.RecordNames.Contains(record.Name) && IsForeign(network, record, endpoint)))
                yield return Problems.RecordInTheWay(own, record);
        }
    }

    private static bool IsOwn(NetworkSnapshot network, ZoneIntent intent, PrivateZone zone) =>
        zone.IsOf(intent.Hub.Name) && IsOfHubAccount(network, intent, zone) && zone.Records is not null;

    private static bool IsOfHubAccount(NetworkSnapshot network, ZoneIntent intent, PrivateZone zone) =>
        zone.OwnerAccountId == network.Vpcs[intent.Hub.VpcId].Location.AccountId;

    private static PrivateZone? Own(NetworkSnapshot network, ZoneIntent intent, string name) =>
        network.HubZones(intent.Hub).FirstOrDefault(zone => zone.Name == name && IsOwn(network, intent, zone));

    // The zone belongs to the hub, so EndpointHub wrote an alias to a deleted endpoint, or to another of the hub's endpoints for the same
    // service. All other records are foreign.
    private static bool IsForeign(NetworkSnapshot network, ZoneRecord record, Endpoint endpoint)
    {
        if (record.Type is not ("A" or "CNAME"))
            return false;
        if (record.Type == "CNAME" || record.Alias is null)
            return true;

        var holder = network.Endpoints.FirstOrDefault(present => present.IsAlive && present.RegionalName?.DnsName == record.Alias.DnsName);
        return holder is null
            ? !VpceName.Is(record.Alias.DnsName)
            : holder.Id != endpoint.Id && (holder.VpcId != endpoint.VpcId || holder.ServiceName != endpoint.ServiceName);
    }

    private static void Write(PlanBuilder plan, ZoneIntent intent, ServiceZone zone, AliasTarget target)
    {
        var hub = plan.Predicted.Vpcs[intent.Hub.VpcId];
        var present = Own(plan.Predicted, intent, zone.Name);
        var created = present is not null
            ? null
            : plan.Add(
                new CreateZone
                {
                    Location = hub.Location,
                    ZoneId = SymbolicId.For("zone", hub.Id, zone.Name),
                    Name = zone.Name,
                    Vpc = new ZoneVpc(hub.Id, hub.Location.Region),
                    Comment = HubMark.ZoneComment(intent.Hub.Name),
                }
            );

        if (created is not null && intent.Tags.Count > 0)
            plan.Add(TagChanges.Of(hub.Location, plan.Predicted.Zones[created.ZoneId], intent.Tags).Select(step => step.Requiring(created)));
        if (present is not null)
            plan.Add(TagChanges.Of(hub.Location, present, intent.Tags));

        var wanted = zone.RecordNames.Select(name => ZoneRecord.AliasTo(name, target));
        var missing = wanted.Where(record => present?.Records?.Contains(record) != true).ToValueList();
        if (present is not null)
        {
            plan.Found(
                ExistingText(present, zone.RecordNames.Except(missing.Select(record => record.Name), StringComparer.Ordinal).ToValueList(), target)
            );
        }

        if (missing.Count > 0)
        {
            plan.Add(
                new ChangeRecords
                {
                    Location = hub.Location,
                    ZoneId = present?.Id ?? created!.ZoneId,
                    ZoneName = zone.Name,
                    Upserts = missing,
                }.Requiring(created)
            );
        }
    }

    private static string ExistingText(PrivateZone zone, ValueList<string> names, AliasTarget target) =>
        $"Zone {zone.Name} ({zone.Id}) exists already and is used"
        + (names.Count > 0 ? $". Its records {names} already point to {target.DnsName}." : ".");
}
