using EndpointHub.Errors;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Paths.Verdicts.FindingCode;

namespace EndpointHub.Paths.Packets;

/// <summary>The findings between an image pull and its layers in S3, each in one place.</summary>
internal static class LayerFindings
{
    public static Finding NoGateway(RouteTable table, Vpc spoke, Route? blocked) =>
        new(
            S3GatewayMissing,
            table.Id,
            blocked is null
                ? $"leads to no S3 gateway endpoint of {spoke.Id}, and by no other way to all of S3: image pulls stop at their layers."
                : $"leads to no S3 gateway endpoint of {spoke.Id}, and VPC Block Public Access stops what it takes to {blocked.Target}: image pulls stop at their layers."
        )
        {
            CommandLine = Associate(table, spoke),
        };

    public static Finding NotThroughGateway(RouteTable table, Vpc spoke, Route way) =>
        new(
            S3NotThroughGateway,
            table.Id,
            way.Target.IsInternetGateway
                ? $"leads to no S3 gateway endpoint of {spoke.Id}: image layers come through {way.Target}, to clients with public addresses alone, while the endpoint is free and serves all."
                : $"leads to no S3 gateway endpoint of {spoke.Id}: image layers come through {way.Target}, by the gigabyte, while the endpoint is free."
        )
        {
            CommandLine = Associate(table, spoke),
        };

    public static Finding Bypassed(RouteTable table, Route narrower, Endpoint gateway, PrefixList s3)
    {
        var finding = new Finding(
            S3RouteBypassed,
            table.Id,
            s3.Entries is not null
                ? $"takes {narrower.Destination} to {narrower.Target}, and with it addresses of S3, which do not go through {gateway.Id}."
                : $"takes {narrower.Destination} to {narrower.Target}; where these addresses are S3's, they do not go through {gateway.Id}."
        );
        return s3.Entries is not null
            ? PacketRemedies.DeleteRoute(finding, table, narrower)
            : finding with
            {
                Advice = $"Look whether the list of S3's addresses holds some of {narrower.Destination}, and delete the route if it does.",
                CommandLine = Show(s3),
            };
    }

    public static Finding Lost(RouteTable table, Route narrower, Endpoint gateway) =>
        PacketRemedies.DeleteRoute(
            new(
                narrower.IsBlackhole ? BadStateRoute : CannotRoute,
                table.Id,
                $"takes {narrower.Destination} to {narrower.Target}, and with it addresses of S3, which get neither through {gateway.Id} nor anywhere else."
            ),
            table,
            narrower
        );

    public static Finding NotSeen(RouteTable table, Vpc spoke, Route way, Endpoint? gateway)
    {
        var finding = new Finding(
            UnsupportedTarget,
            table.Id,
            $"takes addresses of S3 to {way.Target} by {way.Destination}, and EndpointHub does not follow that target: it is unknown whether image pulls get to their layers."
        );
        return gateway is null ? finding with { CommandLine = Associate(table, spoke) } : PacketRemedies.DeleteRoute(finding, table, way);
    }

    public static Finding MayBeLost(RouteTable table, Route way, PrefixList s3) =>
        new(
            UnknownPrefixList,
            table.Id,
            $"takes {way.Destination} to {way.Target}; which addresses are S3's was not read, and image pulls may stop at their layers there.",
            Read
        )
        {
            CommandLine = Show(s3),
        };

    public static Finding MayBeDropped(Finding dropped, PrefixList s3) =>
        new(
            UnknownPrefixList,
            dropped.Resource,
            $"{dropped.Reason} Which addresses are S3's was not read, and image pulls may stop at their layers.",
            Read
        )
        {
            CommandLine = Show(s3),
        };

    /// <summary>An ACL that drops packets to or from blocks of S3.</summary>
    /// <param name="dropped">The blocks with the finding of each, all of one code; at least one.</param>
    /// <param name="boundary">The ACL.</param>
    /// <param name="s3">The list of S3's blocks.</param>
    public static Finding Dropped(IReadOnlyList<DroppedBlock> dropped, AclBoundary boundary, PrefixList s3)
    {
        var first = dropped[0].Finding;
        var finding = first with
        {
            Reason = FormattableString.Invariant(
                $"{first.Reason} This concerns {dropped.Count} of the {s3.Entries!.Count} blocks of S3 ({s3.Id}), where image pulls get their layers."
            ),
        };

        // An ACL cannot name a prefix list, and the next block is met only when the one before is let through.
        var listed = dropped.Where(one => one.Denier is { } denier && denier.Cidr != Cidr.Everything).ToList();
        var others = dropped.Except(listed).ToList();
        if (others.Count <= 1 || first.Effect != FindingEffect.Fails)
            return finding with { CommandLine = Joined(dropped) };

        var denier = others.Select(one => one.Denier).OfType<NetworkAclEntry>().OrderBy(entry => entry.RuleNumber).FirstOrDefault();
        var ports = boundary.IsEgress ? PortRange.Only(443) : PortRange.Ephemeral;
        var all = PacketRemedies.AllowInAcl(finding, boundary, denier, Cidr.Everything, ports);
        return all with
        {
            Advice =
                all.Advice
                ?? FormattableString.Invariant(
                    $"Rules for the {s3.Entries!.Count} blocks of {s3.Id} serve too, as long as they are kept like the list, which AWS changes; an ACL has room for 20 rules in each direction."
                ),
            CommandLine = listed.Count == 0 ? all.CommandLine : Joined(listed)?.Then(all.CommandLine) ?? all.CommandLine,
        };
    }

    private static CommandLine? Joined(IEnumerable<DroppedBlock> dropped) =>
        dropped.Select(one => one.Finding.CommandLine).OfType<CommandLine>().Aggregate((CommandLine?)null, (all, next) => all?.Then(next) ?? next);

    public static Finding NotLetOut(string groupId, PrefixList s3) =>
        s3.Entries is null
            ? new(
                UnknownPrefixList,
                groupId,
                "does not let the clients out to every address on TCP 443; which addresses are S3's was not read, and image pulls may stop at their layers.",
                Read
            )
            {
                CommandLine = Show(s3),
            }
            : new(
                WorkloadEgressRestriction,
                groupId,
                $"does not let the clients out to all of S3 ({s3.Id}) on TCP 443: image pulls stop at their layers."
            )
            {
                CommandLine = Aws(
                    $"ec2 authorize-security-group-egress --group-id {groupId} --ip-permissions {$"IpProtocol=tcp,FromPort=443,ToPort=443,PrefixListIds=[{{PrefixListId={s3.Id}}}]"}"
                ),
            };

    public static Finding LetOutToList(string groupId, string listId) =>
        new(UnknownPrefixList, groupId, $"lets the clients out to prefix list {listId} on TCP 443, and it is unknown whether the list holds S3.")
        {
            CommandLine = PacketRemedies.ShowList(listId),
        };

    private const string Read = "Test the path again with credentials that may read the list of S3's addresses.";

    private static CommandLine Show(PrefixList s3) => Aws($"ec2 describe-prefix-lists --filters {$"Name=prefix-list-name,Values={s3.Name}"}");

    private static CommandLine Associate(RouteTable table, Vpc spoke) => Cmdlet($"Add-S3GatewayEndpoint -VpcId {spoke.Id} -RouteTableId {table.Id}");
}

/// <summary>A block of S3 to or from which an ACL drops packets.</summary>
/// <param name="Block">The block.</param>
/// <param name="Finding">The finding about this block.</param>
/// <param name="Denier">The entry that drops them; null when no entry matches them.</param>
internal sealed record DroppedBlock(Cidr Block, Finding Finding, NetworkAclEntry? Denier);
