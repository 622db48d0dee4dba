using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// The subnets of a hub's endpoints: the specified ones, existing and new, otherwise those that the hub has. New subnets share a route
/// table of the hub's own, so that the return routes to the spokes are separate from other routes.
/// </summary>
internal sealed class HubSubnets
{
    private readonly NetworkSnapshot _network;
    private readonly HubIntent _intent;
    private readonly List<CreateSubnet> _missing = [];

    public HubSubnets(NetworkSnapshot network, HubIntent intent)
    {
        _network = network;
        _intent = intent;
        var wanted = intent.NewSubnets.Distinct().Select(FindOrPlan);
        var given = intent.SubnetIds.Select(id => network.Subnets.Find(id)).OfType<Subnet>();
        var all = given.Concat(wanted).ToList();
        All = (all.Count > 0 || intent.SubnetIds.Count > 0 ? all : Present(network, intent))
            .Distinct()
            .OrderBy(subnet => subnet.AvailabilityZone, StringComparer.Ordinal)
            .ThenBy(subnet => subnet.Id, StringComparer.Ordinal)
            .ToValueList();
    }

    /// <summary>The subnets, existing and planned.</summary>
    public ValueList<Subnet> All { get; }

    private Location Location => _network.Vpcs[_intent.Hub.VpcId].Location;

    public IEnumerable<Problem> Conflicts()
    {
        foreach (var id in _intent.SubnetIds.Where(id => _network.Subnets.Find(id)?.VpcId != _intent.Hub.VpcId))
            yield return Problems.SubnetNotInVpc(id, _intent.Hub.VpcId);
        foreach (var subnet in _missing)
        {
            if (!_network.Vpcs[_intent.Hub.VpcId].Cidrs.Any(block => block.Contains(subnet.Cidr)))
                yield return Problems.SubnetOutsideVpc(subnet.Cidr, _intent.Hub.VpcId, _network.Vpcs[_intent.Hub.VpcId].Cidrs);
            foreach (
                var present in _network
                    .SubnetsOf(_intent.Hub.VpcId)
                    .Concat(All.Where(other => other.Id != subnet.SubnetId))
                    .Distinct()
                    .Where(other => other.Cidr.Overlaps(subnet.Cidr))
            )
            {
                yield return Problems.SubnetInTheWay(present, subnet.Cidr, subnet.AvailabilityZone);
            }
        }

        if (All.Count == 0 && _intent.SubnetIds.Count == 0)
            yield return Problems.NoSubnets(_intent.Hub.Name);
        foreach (var zone in All.GroupBy(subnet => subnet.AvailabilityZone, StringComparer.Ordinal))
        {
            foreach (var second in zone.Skip(1))
                yield return Problems.DuplicateSubnetsInZone(zone.First(), second);
        }
    }

    /// <summary>Plans the steps that create or complete some of the subnets.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="used">The ids of the subnets that an endpoint uses.</param>
    /// <returns>The steps that must have settled before an endpoint is created in them.</returns>
    public Step[] Make(PlanBuilder plan, IEnumerable<string> used)
    {
        var steps = new List<Step>();
        foreach (var subnet in All.Where(subnet => used.Contains(subnet.Id)))
        {
            var created = _missing.Find(step => step.SubnetId == subnet.Id) is { } step ? plan.Add(step) : null;
            if (created is not null)
                steps.Add(created);

            // An interrupted run may have created the subnet without its route table. Once it contains an endpoint, its routes are in use and not
            // changed.
            var isUnfinished =
                plan.Predicted.Subnets[subnet.Id].IsOf(_intent.Hub.Name)
                && !plan.Predicted.RouteTables.Any(table => table.SubnetIds.Contains(subnet.Id))
                && !_network.EndpointsOf(_intent.Hub.VpcId).Any(endpoint => endpoint.SubnetIds.Contains(subnet.Id));
            if (isUnfinished)
            {
                var (tableId, made) = Table(plan);
                steps.Add(
                    plan.Add(
                        new AssociateRouteTable
                        {
                            Location = Location,
                            RouteTableId = tableId,
                            SubnetId = subnet.Id,
                        }.Requiring(created, made)
                    )
                );
            }
        }

        return [.. steps];
    }

    private static IEnumerable<Subnet> Present(NetworkSnapshot network, HubIntent intent) =>
        network.HubEndpoints(intent.Hub).FirstOrDefault()?.SubnetIds.Select(id => network.Subnets.Find(id)).OfType<Subnet>() ?? [];

    // A subnet with the same CIDR block in the same zone is used, independent of its creator.
    private Subnet FindOrPlan(RequiredSubnet wanted)
    {
        var present = _network
            .SubnetsOf(_intent.Hub.VpcId)
            .FirstOrDefault(subnet => subnet.Cidr == wanted.Cidr && subnet.AvailabilityZone == wanted.AvailabilityZone);
        if (present is not null)
            return present;

        var name = $"endpointhub-{_intent.Hub.Name}-{wanted.AvailabilityZone}";
        var step = new CreateSubnet
        {
            Location = Location,
            SubnetId = SymbolicId.For("subnet", _intent.Hub.VpcId, wanted.Cidr.ToString()),
            VpcId = _intent.Hub.VpcId,
            Cidr = wanted.Cidr,
            AvailabilityZone = wanted.AvailabilityZone,
            Tags = TagsOf(name),
        };
        _missing.Add(step);
        return _network.After(step).Subnets[step.SubnetId];
    }

    private ValueList<Tag> TagsOf(string name) => HubMark.Hub(_intent.Hub.Name).In(ValueList.Of(new Tag(HubMark.NameTag, name))).And(_intent.Tags);

    private (string TableId, Step? Made) Table(PlanBuilder plan)
    {
        if (plan.Predicted.RouteTables.FirstOrDefault(table => table.VpcId == _intent.Hub.VpcId && table.IsOf(_intent.Hub.Name)) is { } present)
            return (present.Id, plan.Steps.FirstOrDefault(step => step.Creates == present.Id));

        var step = plan.Add(
            new CreateRouteTable
            {
                Location = Location,
                RouteTableId = SymbolicId.For("rtb", _intent.Hub.VpcId, _intent.Hub.Name),
                VpcId = _intent.Hub.VpcId,
                Tags = TagsOf($"endpointhub-{_intent.Hub.Name}"),
            }
        );
        return (step.RouteTableId, step);
    }
}
