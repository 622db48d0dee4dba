using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using static EndpointHub.Paths.Verdicts.FindingCode;

namespace EndpointHub.Paths.Packets;

/// <summary>What can be the matter with packets, each in one place.</summary>
internal static class PacketFindings
{
    public static Finding NoEndpoint(PathQuestion question) => new(
        EndpointNotFound, question.HubVpcId,
        $"has no interface endpoint for {question.ServiceName}.",
        $"New-EndpointHub -VpcId {question.HubVpcId} -Service {question.ServiceName}, with the hub's name and subnets");

    public static Finding NotServing(Endpoint endpoint) => new(
        BadStateEndpoint, endpoint.Id,
        $"is {endpoint.State} and does not serve.",
        $"aws ec2 describe-vpc-endpoints --vpc-endpoint-ids {endpoint.Id}, and wait until it is available or make it anew");

    public static Finding StandsNowhere(Endpoint endpoint) => new(
        BadStateEndpoint, endpoint.Id,
        "stands in no subnet: it has no address, and does not serve.",
        $"aws ec2 modify-vpc-endpoint --vpc-endpoint-id {endpoint.Id} --add-subnet-ids SUBNET");

    public static Finding Ipv6Only(string subnetId) => new(
        ClientsNotFollowed, subnetId,
        "has IPv6 addresses only, and paths are followed in IPv4: how its clients fare is not known.",
        "Probe it from a host in there: Test-EndpointPath -Probe");

    public static Finding NoClients(Vpc spoke) => new(
        ClientsNotFollowed, spoke.Id,
        "has no subnet that clients may stand in, so that no way was followed.",
        $"aws ec2 describe-subnets --filters Name=vpc-id,Values={spoke.Id}");

    public static Finding NotRead(string resource, string what) => new(
        ResourceUnknown, resource,
        $"{what} was not read, so what becomes of the packets cannot be told.",
        "Read the network with credentials that may describe it in every account.");

    public static Finding NoRoute(RouteLeg leg) => new(
        leg.PacketFlow.Direction == PathDirection.Forward ? NoRouteToDestination : NoReturnRoute, leg.Table.Id,
        leg.PacketFlow.Direction == PathDirection.Forward
            ? $"has no route to {leg.PacketFlow.Destination}, where the endpoint stands in {leg.PacketFlow.To.Id}."
            : $"has no route back to {leg.PacketFlow.Destination} in {leg.PacketFlow.To.Id}: requests arrive, and answers do not.",
        PacketRemedies.Route("create-route", leg.Table.Id, leg.PacketFlow.Block, leg.PacketFlow.Link, leg.PacketFlow.SpokeVpcId));

    public static Finding Narrower(RouteLeg leg, Route taken, Route meant) => new(
        MoreSpecificRoute, leg.Table.Id,
        $"takes {leg.PacketFlow.Destination} to {taken.Target} by {taken.Destination}, which is narrower than {meant.Destination} to {meant.Target}.",
        taken.IsPropagated
            ? PacketRemedies.Route("create-route", leg.Table.Id, taken.Destination.Cidr!.Value, leg.PacketFlow.Link, leg.PacketFlow.SpokeVpcId)
            : PacketRemedies.DeleteRoute(leg.Table, taken));

    public static Finding WrongTarget(RouteLeg leg, Route taken) => new(
        CannotRoute, leg.Table.Id,
        $"takes {leg.PacketFlow.Destination} to {taken.Target} by {taken.Destination}, which does not lead to {leg.PacketFlow.To.Id}.",
        PacketRemedies.Route(taken.Destination.Cidr == leg.PacketFlow.Block ? VerbOver(taken) : "create-route", leg.Table.Id, leg.PacketFlow.Block, leg.PacketFlow.Link, leg.PacketFlow.SpokeVpcId));

    public static Finding Blackhole(RouteLeg leg, Route taken) => new(
        BadStateRoute, leg.Table.Id,
        $"drops {leg.PacketFlow.Destination}: its route {taken.Destination} is a blackhole, since {taken.Target} is gone or not active.",
        leg.PacketFlow.Link is { Passes: true } link && taken.Destination.Cidr is { } cidr && taken.Target != link.Target
            ? PacketRemedies.Route(VerbOver(taken), leg.Table.Id, cidr, link, leg.PacketFlow.SpokeVpcId)
            : PacketRemedies.Connect(leg.PacketFlow.SpokeVpcId));

    public static Finding Overlap(RouteLeg leg, Route taken) => new(
        OverlappingCidrs, leg.Table.Id,
        $"keeps {leg.PacketFlow.Destination} of {leg.PacketFlow.To.Id} inside {leg.PacketFlow.From.Id}, which holds {taken.Destination} itself.",
        $"{leg.PacketFlow.From.Id} and {leg.PacketFlow.To.Id} cannot share a hub by routes; leave the spoke out.");

    public static Finding NotFollowed(RouteLeg leg, Route taken) => new(
        UnsupportedTarget, leg.Table.Id,
        $"takes {leg.PacketFlow.Destination} to {taken.Target} by {taken.Destination}, which is not followed further.",
        $"Probe it from a host: Test-EndpointPath -Probe, or route {leg.PacketFlow.Destination} through a peering or a Transit Gateway.");

    public static Finding ListRoute(RouteLeg leg, Route listed) => new(
        UnknownPrefixList, leg.Table.Id,
        $"routes prefix list {listed.Destination} to {listed.Target}, and whether it takes {leg.PacketFlow.Destination} is not known.",
        $"aws ec2 get-managed-prefix-list-entries --prefix-list-id {listed.Destination}");

    public static Finding NotActive(Peering peering, string spokeVpcId) => new(
        BadStatePeering, peering.Id,
        $"is {peering.State}, and packets pass an active peering only.",
        peering.State == PeeringState.PendingAcceptance
            ? $"aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id {peering.Id}"
            : PacketRemedies.Connect(spokeVpcId));

    public static Finding RequestDropped(NetworkAcl acl, bool isEgress, AclResult result, Cidr remote, int port) => new(
        SubnetAclRestriction, acl.Id,
        FormattableString.Invariant($"drops TCP {port} {(isEgress ? "to" : "from")} {PartOf(result, remote)}{By(result)}."),
        PacketRemedies.AllowInAcl(acl, isEgress, result.Denier, remote, PortRange.Only(port)));

    public static Finding AnswerDropped(NetworkAcl acl, bool isEgress, AclResult result, Cidr remote) => new(
        EphemeralPortsRestricted, acl.Id,
        $"drops answers {(isEgress ? "to" : "from")} {PartOf(result, remote)} on TCP {result.Denied.PortsText()}{By(result)}: it keeps no connections in mind.",
        PacketRemedies.AllowInAcl(acl, isEgress, result.Denier, remote, PortRange.Ephemeral));

    public static Finding AnswerNarrow(NetworkAcl acl, bool isEgress, AclResult result, Cidr remote) => new(
        EphemeralPortsNarrow, acl.Id,
        $"drops answers {(isEgress ? "to" : "from")} {remote} on TCP {result.Denied.PortsText()}, which some clients use (NAT gateways, Lambda, older systems).",
        PacketRemedies.AllowInAcl(acl, isEgress, result.Denier, remote, PortRange.Ephemeral));

    public static Finding NoRules(string groupId, Cidr source, int port) => new(
        SgHasNoRules, groupId,
        "has no inbound rule and lets nothing in.",
        PacketRemedies.AllowInGroup(groupId, source, port));

    public static Finding NotAdmitted(string groupId, Cidr source, int port, bool inPart) => new(
        EniSgRulesMismatch, groupId,
        FormattableString.Invariant($"does not let {(inPart ? "all of " : "")}{source} in on TCP {port}."),
        PacketRemedies.AllowInGroup(groupId, source, port));

    public static Finding GroupNotCounted(string groupId, string members, Cidr source, int port) => new(
        EniSgRulesMismatch, groupId,
        FormattableString.Invariant($"lets members of {members} in on TCP {port}, but not {source}: on this way a rule that names a group does not count for an endpoint."),
        PacketRemedies.AllowInGroup(groupId, source, port));

    public static Finding AdmitsGroups(string groupId, Cidr source, int port, string members) => new(
        UnknownPeeredSgs, groupId,
        FormattableString.Invariant($"lets members of {members} in on TCP {port}, and which groups the clients in {source} have was not said."),
        PacketRemedies.AllowInGroup(groupId, source, port));

    public static Finding AdmitsList(string groupId, Cidr source, int port, string listId) => new(
        UnknownPrefixList, groupId,
        FormattableString.Invariant($"lets prefix list {listId} in on TCP {port}, and whether the list holds {source} is not known."),
        $"aws ec2 get-managed-prefix-list-entries --prefix-list-id {listId}");

    public static Finding NotLetOut(string groupId, Ipv4 address, int port) => new(
        WorkloadEgressRestriction, groupId,
        FormattableString.Invariant($"does not let the clients out to {address} on TCP {port}."),
        FormattableString.Invariant($"aws ec2 authorize-security-group-egress --group-id {groupId} --protocol tcp --port {port} --cidr {address}/32"));

    public static Finding LetOutToList(string groupId, Ipv4 address, int port, string listId) => new(
        UnknownPrefixList, groupId,
        FormattableString.Invariant($"lets the clients out to prefix list {listId} on TCP {port}, and whether the list holds {address} is not known."),
        $"aws ec2 get-managed-prefix-list-entries --prefix-list-id {listId}");

    // A static route hides a propagated one, which cannot be replaced (VPC user guide, route priority).
    private static string VerbOver(Route taken) => taken.IsPropagated ? "create-route" : "replace-route";

    private static string PartOf(AclResult result, Cidr remote) => result.Allower is null ? $"{remote}" : $"a part of {remote}";

    private static string By(AclResult result) =>
        result.Denier is { } denier ? FormattableString.Invariant($" by rule {denier.RuleNumber}") : ", since no rule allows it";
}
