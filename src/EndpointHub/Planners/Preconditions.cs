using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>The preconditions of the planners.</summary>
internal static class Preconditions
{
    /// <summary>A VPC exists, and private hosted zones work in it.</summary>
    public static IEnumerable<Problem> OfVpc(NetworkSnapshot network, string vpcId)
    {
        if (network.Vpcs.Find(vpcId) is not { } vpc)
        {
            yield return Problems.VpcNotFound(vpcId);
            yield break;
        }

        if (!vpc.EnableDnsSupport)
            yield return Problems.VpcDnsDisabled(vpcId, "enableDnsSupport");
        if (!vpc.EnableDnsHostnames)
            yield return Problems.VpcDnsDisabled(vpcId, "enableDnsHostnames");
    }

    /// <summary>A hub exists, and private hosted zones work in its VPC.</summary>
    public static IEnumerable<Problem> OfHub(NetworkSnapshot network, Intent intent)
    {
        foreach (var problem in OfVpc(network, intent.Hub.VpcId))
            yield return problem;
        if (network.Vpcs.Find(intent.Hub.VpcId) is { } vpc && !network.HubEndpoints(intent.Hub).Any())
            yield return Problems.HubNotFound(intent.Hub.Name, vpc.Location);
    }

    /// <summary>A hub and another VPC exist, and private hosted zones work in both.</summary>
    public static IEnumerable<Problem> OfBoth(NetworkSnapshot network, Intent intent, string spokeVpcId) =>
        spokeVpcId == intent.Hub.VpcId ? [Problems.SpokeIsHub(spokeVpcId)] : OfHub(network, intent).Concat(OfVpc(network, spokeVpcId));

    /// <summary>Hub and spoke have an active peering connection.</summary>
    public static IEnumerable<Problem> OfPeering(NetworkSnapshot network, Intent intent, string spokeVpcId) =>
        network.Peerings.Any(peering => peering.IsActive && peering.Joins(spokeVpcId, intent.Hub.VpcId))
            ? []
            : [Problems.SpokeNotConnected(spokeVpcId, intent.Hub.Name)];

    /// <summary>The services of an intent: the specified ones, or all that the hub has.</summary>
    /// <returns>The full names, distinct and ordered.</returns>
    public static IReadOnlyList<string> ServicesOf(NetworkSnapshot network, Intent intent, ValueList<string> named) =>
        (named.Count > 0 ? named : network.HubEndpoints(intent.Hub).Select(endpoint => endpoint.ServiceName))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(service => service, StringComparer.Ordinal)
            .ToList();
}
