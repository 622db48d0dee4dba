using EndpointHub.Paths.Index;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Packets;

/// <summary>AWS CLI commands that let packets through, where they are longer than a line.</summary>
internal static class PacketRemedies
{
    // The number after the last that a rule can have (EC2 API reference, CreateNetworkAclEntry).
    private const int NetworkAclEntryLimit = 32767;

    /// <summary>Lets TCP packets through an ACL, ahead of the entry that drops them.</summary>
    public static string AllowInAcl(NetworkAcl acl, bool isEgress, NetworkAclEntry? denier, Cidr remote, PortRange ports)
    {
        var taken = acl.Entries.Where(entry => entry.IsEgress == isEgress).Select(entry => entry.RuleNumber);
        return RuleNumbers.FreeBefore(denier?.RuleNumber ?? NetworkAclEntryLimit, taken) is { } number
            ? FormattableString.Invariant($"aws ec2 create-network-acl-entry --network-acl-id {acl.Id} {(isEgress ? "--egress" : "--ingress")} --rule-number {number} ")
                + FormattableString.Invariant($"--protocol tcp --port-range From={ports.From},To={ports.To} --cidr-block {remote} --rule-action allow")
            : FormattableString.Invariant($"Delete rule {denier?.RuleNumber} of {acl.Id}, or renumber its rules to make room ahead of it.");
    }

    /// <summary>Routes a block to the other VPC.</summary>
    /// <param name="verb"><c>create-route</c> or <c>replace-route</c>.</param>
    /// <param name="table">The route table.</param>
    /// <param name="cidr">The block.</param>
    /// <param name="link">What joins the VPCs; null when nothing does.</param>
    /// <param name="spokeVpcId">The spoke.</param>
    public static string Route(string verb, string table, Cidr cidr, VpcLink? link, string spokeVpcId) => link is null
        ? Connect(spokeVpcId)
        : $"aws ec2 {verb} --route-table-id {table} --destination-cidr-block {cidr} --{(link.Target.Kind == RouteTargetKind.Peering ? "vpc-peering-connection" : "transit-gateway")}-id {link.Target.Id}";

    /// <summary>Takes a route out of a table; a propagated one stays as long as its gateway propagates it.</summary>
    public static string DeleteRoute(RouteTable table, Route route) => route.IsPropagated
        ? $"Announce {route.Destination} to {route.Target} no longer, or: aws ec2 disable-vgw-route-propagation --route-table-id {table.Id} --gateway-id {route.Target}"
        : $"aws ec2 delete-route --route-table-id {table.Id} --destination-cidr-block {route.Destination}";

    /// <summary>Lets a block in through a group.</summary>
    public static string AllowInGroup(string groupId, Cidr source, int port) => FormattableString.Invariant(
        $"aws ec2 authorize-security-group-ingress --group-id {groupId} --protocol tcp --port {port} --cidr {source}");

    public static string Connect(string spokeVpcId) => $"Connect-SpokeVpc -VpcId {spokeVpcId} -Hub $hub";
}
