using EndpointHub.Inventory;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Costing;

/// <summary>Creates the notes about what a bill leaves out and assumes.</summary>
internal static class CostNotes
{
    /// <summary>The note about endpoints that a hub has twice.</summary>
    public static IEnumerable<string> OfDuplicates(int count, decimal usd) =>
        count == 0
            ? []
            :
            [
                FormattableString.Invariant(
                    $"The hub has {(count == 1 ? "1 endpoint" : $"{count} endpoints")} more than it needs. Both bills contain {usd:#,0.00} USD a month for that. Remove-EndpointHub -DuplicateOnly deletes what nothing refers to."
                ),
            ];

    public static IEnumerable<string> Of(List<EndpointInventory> inventory, List<EndpointInventory> moving, CostQuestion question)
    {
        if (moving.Count == 0 && question.ServiceNames.Count == 0)
            yield return "No endpoint of these VPCs can move; Get-EndpointInventory shows the reason for each.";
        var unbilled = inventory.Count(endpoint =>
            endpoint is { Kind: EndpointKind.Interface, Obstacle: MoveBlocker.ManagedByGuardDuty or MoveBlocker.PaidByOthers }
        );
        if (
            inventory.Count(endpoint => endpoint is { Kind: EndpointKind.Interface, Obstacle: not MoveBlocker.AlreadyInHub })
                - moving.Count
                - unbilled
            is > 0
                and var staying
        )
        {
            yield return FormattableString.Invariant($"{staying} of the interface endpoints stay and are on both bills.");
        }

        if (unbilled > 0)
        {
            yield return FormattableString.Invariant(
                $"{unbilled} of the interface endpoints are on neither bill, because GuardDuty or another account pays for them."
            );
        }
        if (inventory.Any(endpoint => endpoint.Kind is not (EndpointKind.Interface or EndpointKind.Gateway)))
            yield return "Gateway Load Balancer, resource, service-network and tunnel endpoints are on neither bill.";
        if (
            moving.Select(endpoint => endpoint.ManagedBy).OfType<EndpointOwner>().Distinct().OrderBy(owner => owner).ToValueList() is
            { Count: > 0 } owners
        )
        {
            yield return $"Some of the moved endpoints are managed by other tools. Disable-EndpointPrivateDns moves them only with -IncludeManaged {owners}.";
        }
        if (question is { EndpointGB: 0, NatGatewayGB: 0, CrossZoneGB: 0 })
            yield return "No traffic is counted, because it cannot be read from the network. Specify -EndpointGB, -NatGatewayGB and -CrossZoneGB.";
        if (question.NatGateways == 0)
            yield return "No NAT gateway is counted, because a hub does not change them. Specify -NatGatewayCount to include them.";
    }
}
