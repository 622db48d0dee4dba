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

    /// <summary>An active peering connection or a Transit Gateway joins hub and spoke. Whether packets pass is proven elsewhere.</summary>
    public static IEnumerable<Problem> OfConnection(NetworkSnapshot network, Intent intent, string spokeVpcId) =>
        network.Peerings.Any(peering => peering.IsActive && peering.Joins(spokeVpcId, intent.Hub.VpcId))
        || TransitWay.Joining(network, spokeVpcId, intent.Hub.VpcId).Any()
            ? []
            : [Problems.SpokeNotConnected(spokeVpcId, intent.Hub.Name)];

    /// <summary>The subnets that were specified are the spoke's.</summary>
    public static IEnumerable<Problem> OfSubnets(NetworkSnapshot network, ValueList<string> subnetIds, string spokeVpcId) =>
        subnetIds.Where(id => network.Subnets.Find(id)?.VpcId != spokeVpcId).Select(id => Problems.SubnetNotInVpc(id, spokeVpcId));

    /// <summary>Notes the subnets that were left out, whose clients may lose a service without that it was tested.</summary>
    public static void NoteLeftOut(this PlanBuilder plan, string spokeVpcId, ValueList<string> subnetIds)
    {
        var leftOut = plan.Predicted.SubnetsOf(spokeVpcId).Select(subnet => subnet.Id).Where(id => !subnetIds.Contains(id)).ToValueList();
        if (subnetIds.Count > 0 && leftOut.Count > 0)
        {
            plan.Note(
                $"The path of {leftOut} is not tested, because -SubnetId leaves these subnets out. Private names resolve to the hub in them, too."
            );
        }
    }

    /// <summary>The services of an intent: the specified ones, or all that the hub has.</summary>
    /// <returns>The full names, distinct and ordered.</returns>
    public static IReadOnlyList<string> ServicesOf(NetworkSnapshot network, Intent intent, ValueList<string> named) =>
        (named.Count > 0 ? named : network.HubEndpoints(intent.Hub).Select(endpoint => endpoint.ServiceName))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(service => service, StringComparer.Ordinal)
            .ToList();
}
