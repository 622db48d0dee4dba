using EndpointHub.Inventory;
using EndpointHub.Topology;

namespace EndpointHub.Costing;

/// <summary>What a bill leaves out, and what it takes for granted.</summary>
internal static class CostNotes
{
    public static IEnumerable<string> Of(List<EndpointInventory> standing, List<EndpointInventory> moving, CostQuestion question)
    {
        if (moving.Count == 0 && question.ServiceNames.Count == 0)
            yield return "No endpoint of these VPCs can move; Get-EndpointInventory tells the reason for each.";
        if (standing.Count(endpoint => endpoint is { Kind: EndpointKind.Interface, Obstacle: not MoveBlocker.AlreadyInHub }) - moving.Count is > 0 and var staying)
            yield return FormattableString.Invariant($"{staying} of the interface endpoints stay and are on both bills.");
        if (standing.Any(endpoint => endpoint.Kind == EndpointKind.Other))
            yield return "Gateway Load Balancer, resource and service-network endpoints are on neither bill.";
        if (question is { EndpointGB: 0, NatGatewayGB: 0, CrossZoneGB: 0 })
            yield return "No traffic is counted: it cannot be read from the network. Give -EndpointGB, -NatGatewayGB and -CrossZoneGB.";
        if (question.NatGateways == 0)
            yield return "No NAT gateway is counted: a hub leaves them as they are. Give -NatGatewayCount to see them.";
    }
}
