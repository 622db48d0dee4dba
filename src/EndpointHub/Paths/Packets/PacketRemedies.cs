using EndpointHub.Errors;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using static EndpointHub.Errors.CommandLine;

namespace EndpointHub.Paths.Packets;

/// <summary>Remedies that let packets through, where they are longer than a line.</summary>
internal static class PacketRemedies
{
    // The number after the last that a rule can have (EC2 API reference, CreateNetworkAclEntry).
    private const int NetworkAclEntryLimit = 32767;

    // As many entries as an ACL can have in one direction when its quota was raised (VPC user guide, quotas).
    private const int JoinedEntryLimit = 40;

    /// <summary>Lets TCP packets through an ACL, ahead of the entry that drops them.</summary>
    public static Finding AllowInAcl(Finding finding, AclBoundary boundary, NetworkAclEntry? denier, Cidr remote, PortRange ports)
    {
        var (acl, isEgress) = (boundary.Acl, boundary.IsEgress);
        var numbers = RuleNumbers.AllFreeBefore(
            denier?.RuleNumber ?? NetworkAclEntryLimit,
            acl.Entries.Where(entry => entry.IsEgress == isEgress).Select(entry => entry.RuleNumber),
            JoinedEntryLimit
        );
        if (numbers.Count == 0)
        {
            return finding with
            {
                Advice = FormattableString.Invariant(
                    $"Delete rule {denier?.RuleNumber} of {acl.Id}, or renumber its rules to make room ahead of it."
                ),
                CommandLine = Aws($"ec2 describe-network-acls --network-acl-ids {acl.Id}"),
            };
        }

        // An entry for the whole subnet serves the endpoint's other addresses too. It would be too wide where a rule drops a part of the subnet only.
        var cidr = boundary.Block is { } block && block.Contains(remote) && denier?.Cidr.Contains(block) != false ? block : remote;
        var number = FreeNumber(isEgress ? $"{acl.Id} egress" : $"{acl.Id} ingress", numbers);
        var range = FormattableString.Invariant($"From={ports.From},To={ports.To}");
        return finding with
        {
            CommandLine = isEgress
                ? Aws(
                    $"ec2 create-network-acl-entry --network-acl-id {acl.Id} --egress --rule-number {number} --protocol tcp --port-range {range} --cidr-block {cidr} --rule-action allow"
                )
                : Aws(
                    $"ec2 create-network-acl-entry --network-acl-id {acl.Id} --ingress --rule-number {number} --protocol tcp --port-range {range} --cidr-block {cidr} --rule-action allow"
                ),
        };
    }

    /// <summary>Routes a block to the other VPC.</summary>
    /// <param name="verb"><c>create-route</c> or <c>replace-route</c>.</param>
    /// <param name="table">The route table.</param>
    /// <param name="cidr">The block.</param>
    /// <param name="link">What joins the VPCs; null when nothing does.</param>
    /// <param name="spokeVpcId">The spoke.</param>
    public static CommandLine Route(string verb, string table, Cidr cidr, VpcLink? link, string spokeVpcId) =>
        link switch
        {
            null => Connect(spokeVpcId),
            { Target: { Kind: RouteTargetKind.Peering } target } => Aws(
                $"ec2 {verb} --route-table-id {table} --destination-cidr-block {cidr} --vpc-peering-connection-id {target.Id}"
            ),
            _ => Aws($"ec2 {verb} --route-table-id {table} --destination-cidr-block {cidr} --transit-gateway-id {link.Target.Id}"),
        };

    /// <summary>Takes a route out of a table; a propagated one stays as long as its gateway propagates it.</summary>
    public static Finding DeleteRoute(Finding finding, RouteTable table, Route route) =>
        route switch
        {
            { IsPropagated: true } => finding with
            {
                Advice = $"This ends all propagation from {route.Target} into the table. Announcing {route.Destination} no longer corrects it, too.",
                CommandLine = Aws($"ec2 disable-vgw-route-propagation --route-table-id {table.Id} --gateway-id {route.Target.Id}"),
            },
            { Destination.PrefixListId: { } list } => finding with
            {
                CommandLine = Aws($"ec2 delete-route --route-table-id {table.Id} --destination-prefix-list-id {list}"),
            },
            _ => finding with { CommandLine = Aws($"ec2 delete-route --route-table-id {table.Id} --destination-cidr-block {route.Destination}") },
        };

    /// <summary>Lets a block in through a group.</summary>
    public static CommandLine AllowInGroup(string groupId, Cidr source, int port) =>
        Aws($"ec2 authorize-security-group-ingress --group-id {groupId} --protocol tcp --port {port} --cidr {source}");

    /// <summary>Shows what a prefix list holds.</summary>
    public static CommandLine ShowList(string listId) => Aws($"ec2 get-managed-prefix-list-entries --prefix-list-id {listId}");

    /// <summary>Shows where a route table leads.</summary>
    public static CommandLine ShowRoutes(RouteTable table) => Aws($"ec2 describe-route-tables --route-table-ids {table.Id}");

    /// <summary>Shows the subnets of a VPC.</summary>
    public static CommandLine ShowSubnets(string vpcId) => Aws($"ec2 describe-subnets --filters {$"Name=vpc-id,Values={vpcId}"}");

    public static CommandLine Connect(string spokeVpcId) => HubCmdlet($"Connect-SpokeVpc -VpcId {spokeVpcId}");
}
