using EndpointHub.Errors;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Paths.Verdicts.FindingCode;

namespace EndpointHub.Paths.Advice;

/// <summary>The findings that warn, each in one place.</summary>
internal static class AdviceFindings
{
    public static Finding Alone(Endpoint endpoint, string companion) =>
        new(
            HalfServiceSet,
            endpoint.VpcId,
            $"has an endpoint for {endpoint.ServiceName} and none for {companion}, which the same clients need.",
            $"Add {companion} to the hub."
        )
        {
            CommandLine = HubCmdlet($"New-EndpointHub -VpcId {endpoint.VpcId} -Service {companion}", "-Name"),
        };

    public static Finding OneZone(Endpoint endpoint, string zone) =>
        new(
            SingleZoneEndpoint,
            endpoint.Id,
            $"stands in {zone} alone: when that zone fails, every spoke is without the service.",
            "Add a subnet of another Availability Zone to it, for one more endpoint-hour each hour."
        )
        {
            CommandLine = ShowSubnets(endpoint),
        };

    public static Finding FarFrom(Endpoint endpoint, string zone, IEnumerable<Subnet> clients) =>
        new(
            CrossZoneTraffic,
            endpoint.Id,
            $"has no address in {zone}, where {string.Join(", ", clients.Select(client => client.Id))} are: their traffic crosses zones, by the gigabyte.",
            $"Add a subnet in {zone} to it where the endpoint-hours cost less than the gigabytes."
        )
        {
            CommandLine = ShowSubnets(endpoint),
        };

    public static Finding NamesSpoke(NamedPolicy policy, IReadOnlyList<KeyChange> changes) =>
        new(
            PolicyNamesSpoke,
            policy.Name,
            string.Join(
                " It ",
                changes.Select(change => $"has a condition {change.Key} with {change.Written}; calls through the hub carry {change.ValueAfter}.")
            ),
            string.Join(" ", changes.Select(change => change.Advice))
        );

    private static CommandLine ShowSubnets(Endpoint endpoint) => Aws($"ec2 describe-subnets --filters {$"Name=vpc-id,Values={endpoint.VpcId}"}");
}
