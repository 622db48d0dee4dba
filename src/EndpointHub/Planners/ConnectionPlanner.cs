using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// Plans a spoke's connection: a peering connection, or a Transit Gateway that joins both VPCs already, routes in the route tables of both sides, and
/// rules that admit the spoke. Suitable existing resources are used, independent of their creator; conflicting ones are reported and not changed. A
/// spoke is connected completely or not at all.
/// </summary>
internal static class ConnectionPlanner
{
    /// <summary>Plans a spoke's connection.</summary>
    /// <param name="network">The network. It contains both VPCs and every peering connection of the hub.</param>
    /// <param name="intent">The target state.</param>
    /// <returns>A plan with at most one unit, for the spoke.</returns>
    public static Plan For(NetworkSnapshot network, ConnectionIntent intent)
    {
        var plan = new PlanBuilder(network, PlanUnitKind.Connection, intent.SpokeVpcId);
        if (plan.Refuse(Preconditions.OfBoth(network, intent, intent.SpokeVpcId)) || plan.Refuse(InvalidArguments(network, intent)))
        {
            return plan.Build();
        }

        var isPart = !SpokeBlocks.AreAll(network, intent);
        var transit = TransitWay.Of(network, intent);
        if (plan.Refuse(TransitConflicts(intent, transit)) || (transit is not { Stands: true } && plan.Refuse(SpokeBlocks.Overlaps(network, intent))))
            return plan.Build();

        var present = PresentPeering(network, intent);
        if (present is null && plan.Refuse(EncryptionControls.Against(network, intent.SpokeVpcId, intent.Hub.VpcId)))
            return plan.Build();

        var peeringId = present?.Id ?? SymbolicId.For("pcx", intent.SpokeVpcId, intent.Hub.VpcId);
        var routes = transit?.Routes ?? RequiredRoute.All(network, intent, RouteTarget.Peering(peeringId)).ToList();
        var ingressRules = RequiredIngressRule.All(network, intent, countsGroups: transit is null).ToList();
        if (
            plan.Refuse(routes.SelectMany(route => route.Conflicts())) || plan.Refuse(ingressRules.SelectMany(ingressRule => ingressRule.Conflicts()))
        )
        {
            return plan.Build();
        }

        NoteUnknownPorts(plan, intent);
        NoteExisting(plan, transit is null ? present : null, routes, ingressRules);
        if (transit is not null)
            plan.Found($"{transit.GatewayId} joins {intent.SpokeVpcId} and {intent.Hub.VpcId} already and is used. No peering connection is needed.");
        var peered = transit is null ? AddPeering(plan, intent, present, peeringId) : null;
        if (present is not null && present.IsOf(intent.Hub.Name))
            plan.Add(TagChanges.Of(present.Requester.Location, [present], intent.Tags));
        plan.Add(routes.Where(route => route.IsMissing).Select(route => route.ToStep().Requiring(peered)));

        // AWS accepts a security group of another VPC only with an active peering connection. It accepts a CIDR block at any time.
        foreach (var ingressRule in ingressRules.Where(ingressRule => ingressRule.IsMissingIn(plan.Predicted)))
            plan.Add(ingressRule.ToStep(intent, isPart).Requiring(ingressRule.From.GroupId is null ? null : peered));
        return plan.Build();
    }

    // Groups cannot be referred to across a Transit Gateway by an endpoint's rules. A way whose end is not known is not replaced by a second one,
    // because its routes would take the traffic that may pass today.
    private static IEnumerable<Problem> TransitConflicts(ConnectionIntent intent, TransitWay? transit)
    {
        if (transit is { Open: { } open })
            yield return Problems.WayNotProven(intent.SpokeVpcId, intent.Hub.Name, transit.GatewayId, open.ToString());
        else if (transit is not null && intent.SourceSecurityGroupIds.Count > 0)
            yield return Problems.GroupReferenceOverTransitGateway(intent.SourceSecurityGroupIds[0], transit.GatewayId);
    }

    // A connection changes no name, so unknown ports are a note here. They prevent the cut-over only, where -Allow PortsUnknown waives them.
    private static void NoteUnknownPorts(PlanBuilder plan, ConnectionIntent intent)
    {
        var services = plan.Predicted.HubEndpoints(intent.Hub).Select(endpoint => endpoint.ServiceName).ToList();
        foreach (
            var endpoint in plan
                .Predicted.EndpointsOf(intent.SpokeVpcId)
                .Where(endpoint => endpoint.PrivateDnsEnabled && services.Contains(endpoint.ServiceName))
        )
        {
            if (PortCheck.About(plan.Predicted, endpoint) is { } problem)
                plan.Note($"{problem} The spoke is connected, but its cut-over will be refused for this service.");
        }
    }

    private static void NoteExisting(
        PlanBuilder plan,
        Peering? peering,
        IEnumerable<RequiredRoute> routes,
        IEnumerable<RequiredIngressRule> ingressRules
    )
    {
        if (peering is not null)
            plan.Found($"{peering.Id} between {peering.Requester.VpcId} and {peering.Accepter.VpcId} exists already ({peering.State}) and is used.");
        foreach (var route in routes.Where(route => !route.IsMissing))
            plan.Found($"{route.Table.Id} already has a route to {route.Destination} through {route.Target.Id}.");
        foreach (
            var sentence in ingressRules
                .Where(ingressRule => !ingressRule.IsMissingIn(plan.Predicted))
                .Select(ingressRule => ingressRule.ToString())
                .Distinct(StringComparer.Ordinal)
        )
        {
            plan.Found($"{sentence} already.");
        }
    }

    private static IEnumerable<Problem> InvalidArguments(NetworkSnapshot network, ConnectionIntent intent)
    {
        foreach (var id in intent.RouteTableIds.Where(id => network.RouteTables.Find(id)?.VpcId != intent.SpokeVpcId))
            yield return Problems.RouteTableNotInVpc(id, intent.SpokeVpcId);
        foreach (var id in intent.SourceSecurityGroupIds.Where(id => network.SecurityGroups.Find(id)?.VpcId != intent.SpokeVpcId))
            yield return Problems.SourceGroupNotInSpoke(id, intent.SpokeVpcId);
        foreach (var cidr in intent.SpokeCidrs.Where(cidr => !network.Vpcs[intent.SpokeVpcId].Cidrs.Any(block => block.Contains(cidr))))
            yield return Problems.SpokeCidrNotInVpc(cidr, intent.SpokeVpcId, network.Vpcs[intent.SpokeVpcId].Cidrs);
        if (
            intent.SourceSecurityGroupIds.Count > 0
            && network.Vpcs[intent.SpokeVpcId].Location.Region != network.Vpcs[intent.Hub.VpcId].Location.Region
        )
        {
            yield return Problems.GroupReferenceAcrossRegions(intent.SourceSecurityGroupIds[0], intent.SpokeVpcId);
        }
    }

    // AWS allows one peering connection between two VPCs, so a second one is never requested. An active one is preferred to a pending one.
    private static Peering? PresentPeering(NetworkSnapshot network, ConnectionIntent intent) =>
        network
            .Peerings.Where(peering => peering.IsAlive && peering.Joins(intent.SpokeVpcId, intent.Hub.VpcId))
            .OrderByDescending(peering => peering.IsActive)
            .FirstOrDefault();

    private static AcceptPeering? AddPeering(PlanBuilder plan, ConnectionIntent intent, Peering? present, string peeringId)
    {
        var requested = present is null ? plan.Add(Request(plan.Predicted, intent, peeringId)) : null;
        return plan.Predicted.Peerings[peeringId] is { State: PeeringState.PendingAcceptance or PeeringState.InitiatingRequest } pending
            ? plan.Add(new AcceptPeering { Location = pending.Accepter.Location, PeeringId = peeringId }.Requiring(requested))
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
            Tags = HubMark
                .Hub(intent.Hub.Name)
                .In(ValueList.Of(new Tag(HubMark.NameTag, $"endpointhub-{intent.Hub.Name}-{spoke.Id}")))
                .And(intent.Tags),
        };
    }
}
