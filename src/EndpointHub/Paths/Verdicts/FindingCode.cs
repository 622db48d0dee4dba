using static EndpointHub.Paths.Verdicts.FindingEffect;
using static EndpointHub.Paths.Verdicts.PathLayer;

namespace EndpointHub.Paths.Verdicts;

/// <summary>
/// What can be the matter on a path: a closed set. Where VPC Reachability Analyzer has a code for the same thing, the name is that code's
/// (Reachability Analyzer guide, explanation codes).
/// </summary>
public enum FindingCode
{
    /// <summary>The VPC's resolver, or its private zones, are switched off (Route 53 developer guide, private hosted zone considerations).</summary>
    [FindingNature(Name, Fails)]
    VpcDnsDisabled,

    /// <summary>DHCP hands out other DNS servers, or none, and whether clients ask the VPC's resolver cannot be seen.</summary>
    [FindingNature(Name, Unsettles)]
    CustomDnsServers,

    /// <summary>No private name of the service is known, so none could be followed.</summary>
    [FindingNature(Name, Unsettles)]
    NamesUnknown,

    /// <summary>
    /// Two private zones, endpoints or Resolver rules would decide about one domain in the VPC. AWS does not allow that to arise in the VPC itself;
    /// through Profiles it may, whose order is not known.
    /// </summary>
    [FindingNature(Name, Unsettles)]
    ConflictingDomains,

    /// <summary>
    /// A Resolver rule forwards the name to DNS servers of the customer's, and whether these answer with the hub's addresses cannot be seen.
    /// </summary>
    [FindingNature(Name, Unsettles)]
    ResolverRuleForwards,

    /// <summary>
    /// A Resolver rule or a Profile that decides about the name is just coming, changing or going; or it is in a state of which AWS does not say what
    /// is in force then, as FAILED, or a rule of a kind that is not known here.
    /// </summary>
    [FindingNature(Name, Unsettles)]
    ResolverChangePending,

    /// <summary>A DNS Firewall rule of the VPC blocks the name, or one that a CNAME leads it on to: whatever the zones hold is not asked.</summary>
    [FindingNature(Name, Fails)]
    DnsFirewallBlocks,

    /// <summary>
    /// Whether the VPC's DNS Firewall blocks the name cannot be told: rules or a list that matter were not read, an association is not COMPLETE, two
    /// orders are possible, a list may mean the name or not, or the name that an alias leads on to would be blocked.
    /// </summary>
    [FindingNature(Name, Unsettles)]
    DnsFirewallUncertain,

    /// <summary>The Resolver rules, DNS Firewall associations or Profiles of the VPC could not be read, and may decide about the name.</summary>
    [FindingNature(Name, Unsettles)]
    ResolverUnreadable,

    /// <summary>
    /// A Profile of the VPC may decide about the name by a zone, rule or endpoint that could not be read or is not known, or nothing of it could be
    /// read.
    /// </summary>
    [FindingNature(Name, Unsettles)]
    ProfileContentUnknown,

    /// <summary>No private zone covers the name: the public address answers.</summary>
    [FindingNature(Name, Fails)]
    AnsweredPublicly,

    /// <summary>The zone's records belong to another account and could not be read.</summary>
    [FindingNature(Name, Unsettles)]
    ZoneUnreadable,

    /// <summary>The zone that covers the name has no record for it; nothing falls through to another zone.</summary>
    [FindingNature(Name, Fails)]
    RecordMissing,

    /// <summary>The zone that covers the name has no wildcard record, and clients put labels of their own before it.</summary>
    [FindingNature(Name, Fails)]
    WildcardRecordMissing,

    /// <summary>The name has records, or leads to an endpoint, without an IPv4 address.</summary>
    [FindingNature(Name, Fails)]
    RecordTypeMissing,

    /// <summary>
    /// Record sets with a routing policy answer for the name (weighted, failover, latency and others): which one a client gets is told by none of
    /// them alone (Route 53 developer guide, choosing a routing policy).
    /// </summary>
    [FindingNature(Name, Unsettles)]
    RoutingPolicyDecides,

    /// <summary>The spoke's own endpoint answers, because its private DNS is still on.</summary>
    [FindingNature(Name, Fails)]
    PrivateDnsStillOn,

    /// <summary>The name leads to an endpoint or address that is not the hub's for this service.</summary>
    [FindingNature(Name, Fails)]
    NameLeadsElsewhere,

    /// <summary>The record points to a name that belongs to no endpoint seen.</summary>
    [FindingNature(Name, Unsettles)]
    AliasTargetUnknown,

    /// <summary>The record points to one zone's name of the endpoint, so the other zones do not take over when that one fails.</summary>
    [FindingNature(Name, Warns)]
    ZonalNameUsed,

    /// <summary>The record holds the endpoint's present addresses; an endpoint made anew has others.</summary>
    [FindingNature(Name, Warns)]
    AddressesPinned,

    /// <summary>The hub's VPC has no interface endpoint for the service.</summary>
    [FindingNature(Packet, Fails)]
    EndpointNotFound,

    /// <summary>The hub's endpoint does not serve: it is pending, rejected, failed or going, or stands in no subnet.</summary>
    [FindingNature(Packet, Fails)]
    BadStateEndpoint,

    /// <summary>
    /// Some clients' way is not followed: their subnet has IPv6 addresses only, and paths are IPv4's; or the spoke has no subnet that clients stand
    /// in.
    /// </summary>
    [FindingNature(Packet, Unsettles)]
    ClientsNotFollowed,

    /// <summary>Something that packets meet is not in the snapshot.</summary>
    [FindingNature(Packet, Unsettles)]
    ResourceUnknown,

    /// <summary>The spoke's route table has no route to the endpoint.</summary>
    [FindingNature(Packet, Fails)]
    NoRouteToDestination,

    /// <summary>The hub's route table has no route back to the spoke, which Reachability Analyzer does not always look for.</summary>
    [FindingNature(Packet, Fails)]
    NoReturnRoute,

    /// <summary>A narrower route takes the packets from the route that leads to the other VPC.</summary>
    [FindingNature(Packet, Fails)]
    MoreSpecificRoute,

    /// <summary>The route that matches leads somewhere else, for example to a NAT gateway.</summary>
    [FindingNature(Packet, Fails)]
    CannotRoute,

    /// <summary>The route that matches is a blackhole: it wins by its prefix, and drops.</summary>
    [FindingNature(Packet, Fails)]
    BadStateRoute,

    /// <summary>The peering that the route leads to is not active.</summary>
    [FindingNature(Packet, Fails)]
    BadStatePeering,

    /// <summary>One of the VPCs has no attachment to the Transit Gateway that the route leads to.</summary>
    [FindingNature(Packet, Fails)]
    TgwAttachmentMissing,

    /// <summary>An attachment to the Transit Gateway waits for acceptance, or is not up yet.</summary>
    [FindingNature(Packet, Fails)]
    BadStateAttachment,

    /// <summary>
    /// The VPC's attachment has no subnet in the Availability Zone that packets leave from, where the Transit Gateway then takes none, whatever
    /// the routes say (Transit Gateways guide, VPC attachments).
    /// </summary>
    [FindingNature(Packet, Fails)]
    TgwRouteAzRestriction,

    /// <summary>The attachment is associated with no route table of the Transit Gateway, which drops what comes from it.</summary>
    [FindingNature(Packet, Fails)]
    TgwAttachMissingTgwRtbAssociation,

    /// <summary>
    /// The Transit Gateway's route table has no route to the other VPC: its attachment is not propagated to it, or overlaps an older one.
    /// </summary>
    [FindingNature(Packet, Fails)]
    TgwRtbNoRouteToTgwAttachment,

    /// <summary>The Transit Gateway's route that matches is a blackhole: it wins by its prefix, and drops.</summary>
    [FindingNature(Packet, Fails)]
    TgwRtbBadStateRoute,

    /// <summary>A narrower route of the Transit Gateway takes the packets from the one that leads to the other VPC.</summary>
    [FindingNature(Packet, Fails)]
    TgwRtbMoreSpecificRoute,

    /// <summary>A static route of the Transit Gateway hides the one for the same block that it learns from the other VPC.</summary>
    [FindingNature(Packet, Fails)]
    TgwRtbHigherPriorityRoute,

    /// <summary>The Transit Gateway's route that matches leads back, or to another VPC that holds the addresses itself.</summary>
    [FindingNature(Packet, Fails)]
    TgwRtbCannotRoute,

    /// <summary>The other VPC's address lies in the VPC's own blocks, so that packets never leave it.</summary>
    [FindingNature(Packet, Fails)]
    OverlappingCidrs,

    /// <summary>
    /// The route, to the hub or to image layers in S3, leads to something that is not followed, for example a firewall's interface.
    /// </summary>
    [FindingNature(Packet, Unsettles)]
    UnsupportedTarget,

    /// <summary>
    /// A route or rule names a prefix list whose content was not read, or AWS picks between two lists that hold the same block, and the outcome
    /// depends on it; or it depends on S3's own list, which was not read.
    /// </summary>
    [FindingNature(Packet, Unsettles)]
    UnknownPrefixList,

    /// <summary>A network ACL drops the request, from all clients or from some.</summary>
    [FindingNature(Packet, Fails)]
    SubnetAclRestriction,

    /// <summary>A network ACL drops return traffic, which goes to the client's ephemeral ports: network ACLs are stateless.</summary>
    [FindingNature(Packet, Fails)]
    EphemeralPortsRestricted,

    /// <summary>A network ACL lets answers through on 32768-65535 only, while some clients use ports from 1024 on.</summary>
    [FindingNature(Packet, Warns)]
    EphemeralPortsNarrow,

    /// <summary>The security groups of the endpoint's interface let nothing in at all.</summary>
    [FindingNature(Packet, Fails)]
    SgHasNoRules,

    /// <summary>
    /// No rule of the interface's security groups lets the subnet in on the service's port, or only a part of it. A rule that names a group of
    /// the spoke does not count through a Transit Gateway (Transit Gateways guide, security group referencing).
    /// </summary>
    [FindingNature(Packet, Fails)]
    EniSgRulesMismatch,

    /// <summary>The interface lets in members of a security group, and which group the clients have was not said.</summary>
    [FindingNature(Packet, Unsettles)]
    UnknownPeeredSgs,

    /// <summary>The clients' security groups do not let them out to the endpoint, or to the image layers in S3.</summary>
    [FindingNature(Packet, Fails)]
    WorkloadEgressRestriction,

    /// <summary>The subnet's route table leads to no S3 gateway endpoint and to nothing else: image pulls stop at their layers.</summary>
    [FindingNature(Packet, Fails)]
    S3GatewayMissing,

    /// <summary>
    /// Image layers come through a NAT gateway, at its price, or through an internet gateway, to clients with public addresses alone.
    /// </summary>
    [FindingNature(Packet, Warns)]
    S3NotThroughGateway,

    /// <summary>A route to public addresses may take S3's from the gateway endpoint.</summary>
    [FindingNature(Packet, Warns)]
    S3RouteBypassed,

    /// <summary>Services that workloads use together are not all in the hub.</summary>
    [FindingNature(Name, Warns)]
    HalfServiceSet,

    /// <summary>The endpoint stands in one Availability Zone only, and the service is gone from every spoke when that zone is.</summary>
    [FindingNature(Packet, Warns)]
    SingleZoneEndpoint,

    /// <summary>Clients stand in an Availability Zone where the endpoint has no address: all their traffic pays for crossing zones.</summary>
    [FindingNature(Packet, Warns)]
    CrossZoneTraffic,

    /// <summary>The endpoint's policy denies a call that the workloads make, or does not allow it.</summary>
    [FindingNature(Policy, Fails)]
    EndpointPolicyDenies,

    /// <summary>Whether the endpoint's policy allows a call depends on what is not known, mostly of the caller.</summary>
    [FindingNature(Policy, Unsettles)]
    EndpointPolicyUndecided,

    /// <summary>A policy elsewhere names the spoke's VPC or endpoint, and calls through the hub carry the hub's.</summary>
    [FindingNature(Policy, Warns)]
    PolicyNamesSpoke,

    /// <summary>The zone has no record for its own name, and clients of the service use names below it only.</summary>
    [FindingNature(Name, Warns)]
    ApexRecordMissing,

    /// <summary>
    /// A subnet holds nothing but network interfaces of Transit Gateway attachments. A small one seems to be there for the attachment and was not
    /// tested; any other one was, because its clients may have been stopped.
    /// </summary>
    [FindingNature(Packet, Warns)]
    SubnetWithoutClients,
}
