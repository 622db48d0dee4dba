using EndpointHub.Planners;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Inventory;

/// <summary>Creates the warnings about an endpoint that can be moved.</summary>
internal static class MoveWarnings
{
    public static IEnumerable<string> Of(NetworkSnapshot network, Endpoint endpoint)
    {
        if (endpoint.PolicyDocument is not null)
            yield return "Its policy restricts the allowed calls, and a hub's endpoint has one policy for all spokes.";
        if (network.Vpcs[endpoint.VpcId].DomainNameServers is { Count: > 0 } servers)
            yield return $"The clients of its VPC use the DNS servers {servers}. EndpointHub cannot read whether those forward to the VPC's Route 53 Resolver.";

        foreach (var reference in EndpointReferences.Of(network, endpoint))
            yield return $"It is not deleted until this record points elsewhere: {reference}.";
    }
}
