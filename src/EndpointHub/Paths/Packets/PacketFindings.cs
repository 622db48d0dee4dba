using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Paths.Verdicts.FindingCode;

namespace EndpointHub.Paths.Packets;

/// <summary>The findings about packets, each in one place.</summary>
internal static class PacketFindings
{
    private const string Connect = "Connect the spoke to the hub.";

    public static Finding NoEndpoint(PathQuestion question) =>
        new(EndpointNotFound, question.HubVpcId, $"has no interface endpoint for {question.ServiceName}.", $"Add {question.ServiceName} to the hub.")
        {
            CommandLine = HubCmdlet($"New-EndpointHub -VpcId {question.HubVpcId} -Service {question.ServiceName}", "-Name"),
        };

    public static Finding NotServing(Endpoint endpoint) =>
        new(BadStateEndpoint, endpoint.Id, $"is {endpoint.State} and does not serve.", "Wait until it is available, or create it anew.")
        {
            CommandLine = Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {endpoint.Id}"),
        };

    public static Finding StandsNowhere(Endpoint endpoint) =>
        new(BadStateEndpoint, endpoint.Id, "stands in no subnet: it has no address, and does not serve.", $"Add a subnet of {endpoint.VpcId} to it.")
        {
            CommandLine = PacketRemedies.ShowSubnets(endpoint.VpcId),
        };

    public static Finding Ipv6Only(string subnetId) =>
        new(
            ClientsNotFollowed,
            subnetId,
            "has IPv6 addresses only, and paths are followed in IPv4: it is unknown whether its clients reach the endpoint.",
            "Test the path with -Probe from a host in this subnet."
        )
        {
            CommandLine = Aws($"ec2 describe-subnets --subnet-ids {subnetId}"),
        };

    public static Finding LeftOut(Subnet subnet) =>
        new(
            SubnetWithoutClients,
            subnet.Id,
            $"is a /{subnet.Cidr.PrefixLength} with nothing but a network interface of a Transit Gateway attachment, so it is taken for the attachment's own and not tested.",
            "Test it too if clients are going to run in it."
        )
        {
            CommandLine = HubCmdlet($"Test-EndpointPath -VpcId {subnet.VpcId} -SubnetId {subnet.Id}"),
        };

    public static Finding Dns64(Subnet subnet, string? target) =>
        new(
            ClientsNotFollowed,
            subnet.Id,
            target is null
                ? "has DNS64: clients with IPv6 get addresses of 64:ff9b::/96 for the endpoint's names, and no route takes these. It is unknown whether these clients use IPv4 instead."
                : $"has DNS64: clients with IPv6 get addresses of 64:ff9b::/96 for the endpoint's names, which go to {target}. It is unknown whether they reach the endpoint from there.",
            "Test the path with -Probe from a host in this subnet, or turn DNS64 off if its clients need it for nothing else."
        )
        {
            CommandLine = Aws($"ec2 describe-subnets --subnet-ids {subnet.Id}"),
        };

    public static Finding Idle(Subnet subnet) =>
        new(
            SubnetWithoutClients,
            subnet.Id,
            "holds nothing but a network interface of a Transit Gateway attachment at the moment, and was tested as if clients ran in it.",
            "Name the clients' subnets with -SubnetId if none will run in it."
        )
        {
            CommandLine = Aws($"ec2 describe-network-interfaces --filters {$"Name=subnet-id,Values={subnet.Id}"}"),
        };

    public static Finding NoClients(Vpc spoke) =>
        new(ClientsNotFollowed, spoke.Id, "has no subnet that clients may stand in, so that no way was followed.")
        {
            CommandLine = PacketRemedies.ShowSubnets(spoke.Id),
        };

    public static Finding NotRead(string resource, string what) =>
        new(
            ResourceUnknown,
            resource,
            $"{what} was not read, so it is unknown what becomes of the packets.",
            "Test the path again with credentials that may describe the network in every account."
        );

    public static Finding NoRoute(RouteLeg leg) =>
        new(
            leg.PacketFlow.Direction == PathDirection.Forward ? NoRouteToDestination : NoReturnRoute,
            leg.Table.Id,
            leg.PacketFlow.Direction == PathDirection.Forward
                ? $"has no route to {leg.PacketFlow.Destination}, where the endpoint stands in {leg.PacketFlow.To.Id}."
                : $"has no route back to {leg.PacketFlow.Destination} in {leg.PacketFlow.To.Id}: requests arrive, and answers do not.",
            leg.PacketFlow.Link is null ? Connect : null
        )
        {
            CommandLine = PacketRemedies.Route("create-route", leg.Table.Id, leg.PacketFlow.Block, leg.PacketFlow.Link, leg.PacketFlow.SpokeVpcId),
        };

    public static Finding Narrower(RouteLeg leg, Route taken, Route meant)
    {
        var finding = new Finding(
            MoreSpecificRoute,
            leg.Table.Id,
            $"takes {leg.PacketFlow.Destination} to {taken.Target} by {taken.Destination}, which is narrower than {meant.Destination} to {meant.Target}."
        );
        return taken.IsPropagated
            ? finding with
            {
                Advice = leg.PacketFlow.Link is null ? Connect : null,
                CommandLine = PacketRemedies.Route(
                    "create-route",
                    leg.Table.Id,
                    taken.Destination.Cidr!.Value,
                    leg.PacketFlow.Link,
                    leg.PacketFlow.SpokeVpcId
                ),
            }
            : PacketRemedies.DeleteRoute(finding, leg.Table, taken);
    }

    public static Finding WrongTarget(RouteLeg leg, Route taken) =>
        new(
            CannotRoute,
            leg.Table.Id,
            $"takes {leg.PacketFlow.Destination} to {taken.Target} by {taken.Destination}, which does not lead to {leg.PacketFlow.To.Id}.",
            leg.PacketFlow.Link is null ? Connect : null
        )
        {
            CommandLine = PacketRemedies.Route(
                taken.Destination.Cidr == leg.PacketFlow.Block ? VerbOver(taken) : "create-route",
                leg.Table.Id,
                leg.PacketFlow.Block,
                leg.PacketFlow.Link,
                leg.PacketFlow.SpokeVpcId
            ),
        };

    public static Finding Blackhole(RouteLeg leg, Route taken)
    {
        var finding = new Finding(
            BadStateRoute,
            leg.Table.Id,
            $"drops {leg.PacketFlow.Destination}: its route {taken.Destination} is a blackhole, since {taken.Target} is gone or not active."
        );
        return leg.PacketFlow.Link is { Passes: true } link && taken.Destination.Cidr is { } cidr && taken.Target != link.Target
            ? finding with
            {
                CommandLine = PacketRemedies.Route(VerbOver(taken), leg.Table.Id, cidr, link, leg.PacketFlow.SpokeVpcId),
            }
            : finding with
            {
                Advice = Connect,
                CommandLine = PacketRemedies.Connect(leg.PacketFlow.SpokeVpcId),
            };
    }

    public static Finding Overlap(RouteLeg leg, Route taken) =>
        new(
            OverlappingCidrs,
            leg.Table.Id,
            $"keeps {leg.PacketFlow.Destination} of {leg.PacketFlow.To.Id} inside {leg.PacketFlow.From.Id}, which holds {taken.Destination} itself.",
            $"{leg.PacketFlow.From.Id} and {leg.PacketFlow.To.Id} cannot share a hub by routes; leave the spoke out."
        );

    public static Finding NotFollowed(RouteLeg leg, Route taken) =>
        new(
            UnsupportedTarget,
            leg.Table.Id,
            $"takes {leg.PacketFlow.Destination} to {taken.Target} by {taken.Destination}, which is not followed further.",
            $"Test the path with -Probe from a host, or route {leg.PacketFlow.Destination} through a peering or a Transit Gateway."
        )
        {
            CommandLine = PacketRemedies.ShowRoutes(leg.Table),
        };

    public static Finding ListRoute(RouteLeg leg, Route listed) =>
        new(
            UnknownPrefixList,
            leg.Table.Id,
            $"routes prefix list {listed.Destination} to {listed.Target}, and it is unknown whether it takes {leg.PacketFlow.Destination}."
        )
        {
            CommandLine = PacketRemedies.ShowList(listed.Destination.ToString()),
        };

    public static Finding NotActive(Peering peering, string spokeVpcId)
    {
        var finding = new Finding(BadStatePeering, peering.Id, $"is {peering.State}, and packets pass an active peering only.");
        return peering.State == PeeringState.PendingAcceptance
            ? finding with
            {
                Advice =
                    peering.Accepter.Location.AccountId == peering.Requester.Location.AccountId
                        ? null
                        : $"Run it with credentials of account {peering.Accepter.Location.AccountId}, which owns {peering.Accepter.VpcId}.",
                CommandLine = Aws($"ec2 accept-vpc-peering-connection --vpc-peering-connection-id {peering.Id}") with
                {
                    Region = peering.Accepter.Location.Region,
                },
            }
            : finding with
            {
                Advice = Connect,
                CommandLine = PacketRemedies.Connect(spokeVpcId),
            };
    }

    public static Finding RequestDropped(AclBoundary boundary, AclResult result, Cidr remote, int port) =>
        PacketRemedies.AllowInAcl(
            new(
                SubnetAclRestriction,
                boundary.Acl.Id,
                FormattableString.Invariant($"drops TCP {port} {(boundary.IsEgress ? "to" : "from")} {PartOf(result, remote)}{By(result)}.")
            ),
            boundary,
            result.Denier,
            remote,
            PortRange.Only(port)
        );

    public static Finding AnswerDropped(AclBoundary boundary, AclResult result, Cidr remote) =>
        PacketRemedies.AllowInAcl(
            new(
                EphemeralPortsRestricted,
                boundary.Acl.Id,
                $"drops return traffic {(boundary.IsEgress ? "to" : "from")} {PartOf(result, remote)} on TCP {result.Denied.PortsText()}{By(result)} (network ACLs are stateless)."
            ),
            boundary,
            result.Denier,
            remote,
            PortRange.Ephemeral
        );

    public static Finding AnswerNarrow(AclBoundary boundary, AclResult result, Cidr remote) =>
        PacketRemedies.AllowInAcl(
            new(
                EphemeralPortsNarrow,
                boundary.Acl.Id,
                $"drops return traffic {(boundary.IsEgress ? "to" : "from")} {remote} on TCP {result.Denied.PortsText()}, which some clients use (NAT gateways, Lambda, older systems)."
            ),
            boundary,
            result.Denier,
            remote,
            PortRange.Ephemeral
        );

    public static Finding NoRules(string groupId, Cidr source, int port) =>
        new(SgHasNoRules, groupId, "has no inbound rule and lets nothing in.") { CommandLine = PacketRemedies.AllowInGroup(groupId, source, port) };

    public static Finding NotAdmitted(string groupId, Cidr source, int port, bool inPart) =>
        new(EniSgRulesMismatch, groupId, FormattableString.Invariant($"does not let {(inPart ? "all of " : "")}{source} in on TCP {port}."))
        {
            CommandLine = PacketRemedies.AllowInGroup(groupId, source, port),
        };

    public static Finding GroupNotCounted(string groupId, string members, Cidr source, int port) =>
        new(
            EniSgRulesMismatch,
            groupId,
            FormattableString.Invariant(
                $"lets members of {members} in on TCP {port}, but not {source}: on this way a rule that names a group does not count for an endpoint."
            )
        )
        {
            CommandLine = PacketRemedies.AllowInGroup(groupId, source, port),
        };

    public static Finding AdmitsGroups(string groupId, Cidr source, int port, string members) =>
        new(
            UnknownPeeredSgs,
            groupId,
            FormattableString.Invariant(
                $"lets members of {members} in on TCP {port}, and it was not given which groups the clients in {source} have."
            ),
            "Test the path again with -WorkloadSecurityGroupId, or let the whole block in."
        )
        {
            CommandLine = PacketRemedies.AllowInGroup(groupId, source, port),
        };

    public static Finding AdmitsList(string groupId, Cidr source, int port, string listId) =>
        new(
            UnknownPrefixList,
            groupId,
            FormattableString.Invariant($"lets prefix list {listId} in on TCP {port}, and it is unknown whether the list holds {source}.")
        )
        {
            CommandLine = PacketRemedies.ShowList(listId),
        };

    public static Finding NotLetOut(string groupId, Ipv4 address, Cidr block, int port, string? why) =>
        new(
            WorkloadEgressRestriction,
            groupId,
            FormattableString.Invariant($"does not let the clients out to {address} on TCP {port}{(why is null ? "." : $", {why}")}")
        )
        {
            CommandLine = Aws($"ec2 authorize-security-group-egress --group-id {groupId} --protocol tcp --port {port} --cidr {block}"),
        };

    public static Finding LetOutToList(string groupId, Ipv4 address, int port, string listId) =>
        new(
            UnknownPrefixList,
            groupId,
            FormattableString.Invariant(
                $"lets the clients out to prefix list {listId} on TCP {port}, and it is unknown whether the list holds {address}."
            )
        )
        {
            CommandLine = PacketRemedies.ShowList(listId),
        };

    // A static route hides a propagated one, which cannot be replaced (VPC user guide, route priority).
    private static string VerbOver(Route taken) => taken.IsPropagated ? "create-route" : "replace-route";

    private static string PartOf(AclResult result, Cidr remote) => result.Allower is null ? $"{remote}" : $"a part of {remote}";

    private static string By(AclResult result) =>
        result.Denier is { } denier ? FormattableString.Invariant($" by rule {denier.RuleNumber}") : ", since no rule allows it";
}
