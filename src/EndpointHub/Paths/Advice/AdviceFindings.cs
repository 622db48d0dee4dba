using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using static EndpointHub.Paths.Verdicts.FindingCode;

namespace EndpointHub.Paths.Advice;

/// <summary>What is worth knowing, each in one place.</summary>
internal static class AdviceFindings
{
    public static Finding Alone(Endpoint endpoint, string companion) => new(
        HalfServiceSet, endpoint.VpcId,
        $"has an endpoint for {endpoint.ServiceName} and none for {companion}, which the same clients need.",
        $"New-EndpointHub -VpcId {endpoint.VpcId} -Service {companion}, with the hub's name and subnets");

    public static Finding OneZone(Endpoint endpoint, string zone) => new(
        SingleZoneEndpoint, endpoint.Id,
        $"stands in {zone} alone: when that zone fails, every spoke is without the service.",
        $"aws ec2 modify-vpc-endpoint --vpc-endpoint-id {endpoint.Id} --add-subnet-ids SUBNET-OF-ANOTHER-ZONE, for one more endpoint-hour each hour");

    public static Finding FarFrom(Endpoint endpoint, string zone, IEnumerable<Subnet> clients) => new(
        CrossZoneTraffic, endpoint.Id,
        $"has no address in {zone}, where {string.Join(", ", clients.Select(client => client.Id))} are: their traffic crosses zones, by the gigabyte.",
        $"aws ec2 modify-vpc-endpoint --vpc-endpoint-id {endpoint.Id} --add-subnet-ids SUBNET-IN-{zone}, where the endpoint-hours cost less than the gigabytes");

    public static Finding NamesVpc(NamedPolicy policy, string spokeVpcId, string hubVpcId) => new(
        PolicyNamesSpoke, policy.Name,
        $"has a condition aws:SourceVpc with {spokeVpcId}; calls through the hub carry {hubVpcId}.",
        $"Add {hubVpcId} to that condition before the cut-over, and take {spokeVpcId} out after the removal.");

    public static Finding NamesEndpoint(NamedPolicy policy, string oldIds, string endpointId) => new(
        PolicyNamesSpoke, policy.Name,
        $"has a condition aws:SourceVpce with {oldIds}; calls through the hub carry {endpointId}.",
        $"Add {endpointId} to that condition before the cut-over, and take {oldIds} out after the removal.");
}
