using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// The subnets of a hub's endpoints: those that are given and those that shall be made, else those that the hub has. Made subnets share a route
/// table of the hub's own, so that the ways back to the spokes stand apart from everybody else's routes.
/// </summary>
internal sealed class HubSubnets
{
    private readonly NetworkSnapshot _network;
    private readonly HubIntent _intent;
    private readonly List<CreateSubnet> _lacking = [];

    public HubSubnets(NetworkSnapshot network, HubIntent intent)
    {
        _network = network;
        _intent = intent;
        var wanted = intent.NewSubnets.Distinct().Select(Standing);
        var given = intent.SubnetIds.Select(id => network.Subnets.Find(id)).OfType<Subnet>();
        var all = given.Concat(wanted).ToList();
        All = (all.Count > 0 || intent.SubnetIds.Count > 0 ? all : Present(network, intent))
            .Distinct().OrderBy(subnet => subnet.AvailabilityZone, StringComparer.Ordinal).ThenBy(subnet => subnet.Id, StringComparer.Ordinal).ToValueList();
    }

    /// <summary>The subnets as they are, or will be.</summary>
    public ValueList<Subnet> All { get; }

    private Location Location => _network.Vpcs[_intent.Hub.VpcId].Location;

    public IEnumerable<Problem> InTheWay()
    {
        foreach (var id in _intent.SubnetIds.Where(id => _network.Subnets.Find(id)?.VpcId != _intent.Hub.VpcId))
            yield return Problems.SubnetNotInVpc(id, _intent.Hub.VpcId);
        foreach (var subnet in _lacking)
        {
            if (!_network.Vpcs[_intent.Hub.VpcId].Cidrs.Any(block => block.Contains(subnet.Cidr)))
                yield return Problems.SubnetOutsideVpc(subnet.Cidr, _intent.Hub.VpcId, _network.Vpcs[_intent.Hub.VpcId].Cidrs);
            foreach (var present in _network.SubnetsOf(_intent.Hub.VpcId).Concat(All.Where(other => other.Id != subnet.SubnetId)).Distinct().Where(other => other.Cidr.Overlaps(subnet.Cidr)))
                yield return Problems.SubnetInTheWay(present, subnet.Cidr, subnet.AvailabilityZone);
        }

        if (All.Count == 0 && _intent.SubnetIds.Count == 0)
            yield return Problems.NoSubnets(_intent.Hub.Name);
        foreach (var zone in All.GroupBy(subnet => subnet.AvailabilityZone, StringComparer.Ordinal))
        {
            foreach (var second in zone.Skip(1))
                yield return Problems.DuplicateSubnetsInZone(zone.First(), second);
        }
    }

    /// <summary>Plans what is lacking of some of the subnets.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="used">The ids of those that an endpoint will stand in.</param>
    /// <returns>What an endpoint in them has to wait for.</returns>
    public Step[] Make(PlanBuilder plan, IEnumerable<string> used)
    {
        var steps = new List<Step>();
        foreach (var subnet in All.Where(subnet => used.Contains(subnet.Id)))
        {
            var created = _lacking.Find(step => step.SubnetId == subnet.Id) is { } step ? plan.Add(step) : null;
            if (created is not null)
                steps.Add(created);

            // A run before may have made the subnet and not come to give it its table. Once an endpoint stands there, its routes are in use as they are.
            var isUnfinished = plan.Now.Subnets[subnet.Id].IsOf(_intent.Hub.Name) && !plan.Now.RouteTables.Any(table => table.SubnetIds.Contains(subnet.Id))
                && !_network.EndpointsOf(_intent.Hub.VpcId).Any(endpoint => endpoint.SubnetIds.Contains(subnet.Id));
            if (isUnfinished)
            {
                var (tableId, made) = Table(plan);
                steps.Add(plan.Add(new AssociateRouteTable { Location = Location, RouteTableId = tableId, SubnetId = subnet.Id }.Requiring(created, made)));
            }
        }

        return [.. steps];
    }

    private static IEnumerable<Subnet> Present(NetworkSnapshot network, HubIntent intent) =>
        network.HubEndpoints(intent.Hub).FirstOrDefault()?.SubnetIds.Select(id => network.Subnets.Find(id)).OfType<Subnet>() ?? [];

    // What stands with the same block in the same zone is what is wanted, whoever made it.
    private Subnet Standing(RequiredSubnet wanted)
    {
        var present = _network.SubnetsOf(_intent.Hub.VpcId).FirstOrDefault(subnet => subnet.Cidr == wanted.Cidr && subnet.AvailabilityZone == wanted.AvailabilityZone);
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
            Tags = HubMark.Hub(_intent.Hub.Name).In(ValueList.Of(new Tag("Name", name))),
        };
        _lacking.Add(step);
        return _network.After(step).Subnets[step.SubnetId];
    }

    private (string TableId, Step? Made) Table(PlanBuilder plan)
    {
        if (plan.Now.RouteTables.FirstOrDefault(table => table.VpcId == _intent.Hub.VpcId && table.IsOf(_intent.Hub.Name)) is { } present)
            return (present.Id, plan.Steps.FirstOrDefault(step => step.Creates == present.Id));

        var step = plan.Add(new CreateRouteTable
        {
            Location = Location,
            RouteTableId = SymbolicId.For("rtb", _intent.Hub.VpcId, _intent.Hub.Name),
            VpcId = _intent.Hub.VpcId,
            Tags = HubMark.Hub(_intent.Hub.Name).In(ValueList.Of(new Tag("Name", $"endpointhub-{_intent.Hub.Name}"))),
        });
        return (step.RouteTableId, step);
    }
}
