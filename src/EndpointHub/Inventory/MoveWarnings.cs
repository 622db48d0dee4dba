using EndpointHub.Hubs;
using EndpointHub.Naming;
using EndpointHub.Planners;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Inventory;

/// <summary>Creates the warnings about an endpoint that can be moved, or that a hub has twice.</summary>
internal static class MoveWarnings
{
    /// <summary>The warning about an endpoint that a hub has twice.</summary>
    public static IEnumerable<string> OfDuplicate(NetworkSnapshot network, Endpoint endpoint) =>
        endpoint.HubName() is { } hubName
            ? network
                .DuplicateEndpoints(new HubKey(hubName, endpoint.VpcId))
                .Where(duplicate => duplicate.Extra.Id == endpoint.Id)
                .Select(duplicate =>
                    $"Its hub has {duplicate.Kept.Id} for the same service and pays for both. Remove-EndpointHub -DuplicateOnly deletes this one if nothing refers to it."
                )
            : [];

    public static IEnumerable<string> Of(NetworkSnapshot network, Endpoint endpoint)
    {
        if (EndpointOwners.OwnerOf(endpoint) is { } managed)
        {
            yield return $"It is managed by {managed.Owner.Name()}, as its tag {managed.Tag.Key} says. It is moved only with -IncludeManaged {managed.Owner}, and its configuration has to follow.";
        }

        if (endpoint.PolicyDocument is not null)
            yield return "Its policy restricts the allowed calls, and a hub's endpoint has one policy for all spokes.";
        if (network.Vpcs[endpoint.VpcId].DomainNameServers is { Count: > 0 } servers)
            yield return $"The clients of its VPC use the DNS servers {servers}. EndpointHub cannot read whether those forward to the VPC's Route 53 Resolver.";

        foreach (var group in ConfinedTo(network, endpoint))
        {
            yield return $"Security group {group.Id} lets clients out to its group and not to every address. The endpoint of a hub has another group: let these clients out to the hub before the cut-over.";
        }

        var hidden = PublicChildren.Of(endpoint.ServiceName, network.Vpcs[endpoint.VpcId].Location.Region).Select(child => child.Name).ToValueList();
        if (hidden.Count > 0)
        {
            yield return $"A hub's zones for it hide {hidden} in VPCs that have no endpoint for it now. Leave it out there with -Service.";
        }

        foreach (var reference in EndpointReferences.Of(network, endpoint))
            yield return $"It is not deleted until this record points elsewhere: {reference}.";
    }

    // A rule that names a group admits the members of that group only (VPC user guide, security group rules).
    private static IEnumerable<SecurityGroup> ConfinedTo(NetworkSnapshot network, Endpoint endpoint)
    {
        var ports = ServicePorts.Of(endpoint.ServiceName);
        var hubs = network
            .Endpoints.Where(other => other.HubName() is not null)
            .Select(other => other.VpcId)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return from candidate in network.SecurityGroups
            where candidate.VpcId == endpoint.VpcId
            let admitting = candidate.Egress.Where(rule => ports.Any(rule.Traffic.AdmitsTcp)).ToList()
            where admitting.Exists(rule => rule.Peer.GroupId is { } peer && endpoint.SecurityGroupIds.Contains(peer))
            let cidrs = admitting.Select(rule => rule.Peer.Cidr).OfType<Cidr>().ToList()
            where !cidrs.Contains(Cidr.Everything)
            where !hubs.Exists(hub => network.Vpcs.Find(hub) is { } vpc && vpc.Cidrs.All(block => cidrs.Exists(cidr => cidr.Contains(block))))
            select candidate;
    }
}
