using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// Plans a spoke's connection: a peering, routes in the tables of both sides, and rules that let the spoke in. What stands already and fits is
/// used, whoever made it; what is in the way is shown and left. A spoke is connected as a whole or not at all.
/// </summary>
internal static class ConnectionPlanner
{
    /// <summary>Plans a spoke's connection.</summary>
    /// <param name="network">The network, holding both VPCs and every peering of the hub.</param>
    /// <param name="intent">What shall be so.</param>
    /// <returns>At most one unit, about the spoke.</returns>
    public static Plan For(NetworkSnapshot network, ConnectionIntent intent)
    {
        var plan = new PlanBuilder(network, PlanUnitKind.Connection, intent.SpokeVpcId);
        if (plan.Refuse(Preconditions.OfBoth(network, intent, intent.SpokeVpcId)) || plan.Refuse(InvalidArguments(network, intent)) || plan.Refuse(Overlaps(network, intent)))
            return plan.Build();

        var present = PresentPeering(network, intent);
        var peeringId = present?.Id ?? SymbolicId.For("pcx", intent.SpokeVpcId, intent.Hub.VpcId);
        var routes = RequiredRoute.All(network, intent, RouteTarget.Peering(peeringId)).ToList();
        var admissions = RequiredIngressRule.All(network, intent).ToList();
        if (plan.Refuse(routes.SelectMany(route => route.InTheWay())) || plan.Refuse(admissions.SelectMany(admission => admission.InTheWay())))
            return plan.Build();

        NotePortDoubts(plan, intent);
        TellWhatFits(plan, present, routes, admissions);
        var joined = Join(plan, intent, present, peeringId);
        plan.Add(routes.Where(route => route.IsMissing).Select(route => route.ToStep().Requiring(joined)));

        // AWS knows a group of another VPC only through an active peering; a block it takes at any time.
        foreach (var admission in admissions.Where(admission => admission.IsLackingIn(plan.Now)))
            plan.Add(admission.ToStep(intent).Requiring(admission.From.GroupId is null ? null : joined));
        return plan.Build();
    }

    // A connection moves no name, so doubt about ports is said here and refuses the cut-over only, where it can be overridden.
    private static void NotePortDoubts(PlanBuilder plan, ConnectionIntent intent)
    {
        var services = plan.Now.HubEndpoints(intent.Hub).Select(endpoint => endpoint.ServiceName).ToList();
        foreach (var endpoint in plan.Now.EndpointsOf(intent.SpokeVpcId).Where(endpoint => endpoint.PrivateDnsEnabled && services.Contains(endpoint.ServiceName)))
        {
            if (PortCheck.About(plan.Now, endpoint) is { } doubt)
                plan.Note($"{doubt} The spoke is connected, and its cut-over will be refused for this service.");
        }
    }

    private static void TellWhatFits(PlanBuilder plan, Peering? peering, IEnumerable<RequiredRoute> routes, IEnumerable<RequiredIngressRule> admissions)
    {
        if (peering is not null)
            plan.Found($"{peering.Id} between {peering.Requester.VpcId} and {peering.Accepter.VpcId} stands already ({peering.State}) and is used.");
        foreach (var route in routes.Where(route => !route.IsMissing))
            plan.Found($"{route.Table.Id} leads to {route.Destination} through {route.Target.Id} already.");
        foreach (var sentence in admissions.Where(admission => !admission.IsLackingIn(plan.Now)).Select(admission => admission.ToString()).Distinct(StringComparer.Ordinal))
            plan.Found($"{sentence} already.");
    }

    private static IEnumerable<Problem> InvalidArguments(NetworkSnapshot network, ConnectionIntent intent)
    {
        foreach (var id in intent.RouteTableIds.Where(id => network.RouteTables.Find(id)?.VpcId != intent.SpokeVpcId))
            yield return Problems.RouteTableNotInVpc(id, intent.SpokeVpcId);
        foreach (var id in intent.SourceSecurityGroupIds.Where(id => network.SecurityGroups.Find(id)?.VpcId != intent.SpokeVpcId))
            yield return Problems.SourceGroupNotInSpoke(id, intent.SpokeVpcId);
        if (intent.SourceSecurityGroupIds.Count > 0 && network.Vpcs[intent.SpokeVpcId].Location.Region != network.Vpcs[intent.Hub.VpcId].Location.Region)
            yield return Problems.GroupReferenceAcrossRegions(intent.SourceSecurityGroupIds[0], intent.SpokeVpcId);
    }

    // The spoke's packets would never leave it, or never find their way back: all blocks of all VPCs that share the hub have to differ.
    private static IEnumerable<Problem> Overlaps(NetworkSnapshot network, ConnectionIntent intent)
    {
        var others = network.PeersOf(intent.Hub.VpcId).Select(peer => peer.Side).Where(side => side.VpcId != intent.SpokeVpcId)
            .Select(side => (side.VpcId, Cidrs: network.Vpcs.Find(side.VpcId)?.Cidrs ?? side.Cidrs))
            .Prepend((VpcId: intent.Hub.VpcId, network.Vpcs[intent.Hub.VpcId].Cidrs));
        return from cidr in network.Vpcs[intent.SpokeVpcId].Cidrs
               from other in others
               from otherCidr in other.Cidrs
               where cidr.Overlaps(otherCidr)
               select Problems.CidrOverlap(intent.SpokeVpcId, cidr, other.VpcId, otherCidr);
    }

    // AWS joins two VPCs by one peering at a time, so a second is never asked for; an active one comes first all the same.
    private static Peering? PresentPeering(NetworkSnapshot network, ConnectionIntent intent) => network.Peerings
        .Where(peering => peering.IsAlive && peering.Joins(intent.SpokeVpcId, intent.Hub.VpcId))
        .OrderByDescending(peering => peering.IsActive).FirstOrDefault();

    private static AcceptPeering? Join(PlanBuilder plan, ConnectionIntent intent, Peering? present, string peeringId)
    {
        var requested = present is null ? plan.Add(Request(plan.Now, intent, peeringId)) : null;
        return plan.Now.Peerings[peeringId] is { State: PeeringState.PendingAcceptance or PeeringState.InitiatingRequest } waiting
            ? plan.Add(new AcceptPeering { Location = waiting.Accepter.Location, PeeringId = peeringId }.Requiring(requested))
            : null;
    }

    private static RequestPeering Request(NetworkSnapshot network, ConnectionIntent intent, string peeringId)
    {
        var spoke = network.Vpcs[intent.SpokeVpcId];
        var hub = network.Vpcs[intent.Hub.VpcId];
        return new RequestPeering
        {
            Location = spoke.Location,
            PeeringId = peeringId,
            Requester = new PeeringSide(spoke.Id, spoke.Location, ValueList<Cidr>.Empty),
            Accepter = new PeeringSide(hub.Id, hub.Location, ValueList<Cidr>.Empty),
            Tags = HubMark.Hub(intent.Hub.Name).In(ValueList.Of(new Tag("Name", $"endpointhub-{intent.Hub.Name}-{spoke.Id}"))),
        };
    }
}
