using EndpointHub.Errors;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Paths.Verdicts.FindingCode;

namespace EndpointHub.Paths.Names;

/// <summary>The findings about a name, each in one place.</summary>
internal static class NameFindings
{
    public static Finding DnsSupportOff(Vpc vpc) =>
        new(VpcDnsDisabled, vpc.Id, "has enableDnsSupport off: its resolver does not answer.")
        {
            CommandLine = Aws($"ec2 modify-vpc-attribute --vpc-id {vpc.Id} --enable-dns-support"),
        };

    public static Finding DnsHostnamesOff(Vpc vpc) =>
        new(VpcDnsDisabled, vpc.Id, "has enableDnsHostnames off: private zones do not answer in it.")
        {
            CommandLine = Aws($"ec2 modify-vpc-attribute --vpc-id {vpc.Id} --enable-dns-hostnames"),
        };

    public static Finding OtherServers(Vpc vpc) =>
        new(
            CustomDnsServers,
            vpc.Id,
            $"hands out the DNS servers {vpc.DomainNameServers}; private zones answer only if these ask the VPC's resolver for AWS's names.",
            $"Resolve the names from a host in {vpc.Id}, and let these servers forward them to the VPC's resolver."
        )
        {
            CommandLine = Aws($"ec2 describe-vpcs --vpc-ids {vpc.Id}"),
        };

    public static Finding NoServers(Vpc vpc) =>
        new(
            CustomDnsServers,
            vpc.Id,
            "has DHCP options that hand out no DNS server: clients ask the VPC's resolver only where they were told to by other means.",
            $"Then associate the DHCP options that this creates with {vpc.Id}."
        )
        {
            Continuation = $"associate the DHCP options that this creates with {vpc.Id}",
            CommandLine = Aws($"ec2 create-dhcp-options --dhcp-configurations {"Key=domain-name-servers,Values=AmazonProvidedDNS"}"),
        };

    public static Finding NoNames(string vpcId, string serviceName) =>
        new(NamesUnknown, serviceName, $"has no private name that is known, so it is unknown how clients in {vpcId} find it.")
        {
            CommandLine = Aws($"ec2 describe-vpc-endpoint-services --service-names {serviceName}"),
        };

    public static Finding Conflicting(Vpc vpc, string domain, Claim one, Claim other) =>
        new(
            ConflictingDomains,
            one.Resource,
            $"and {other.Resource} both decide about {domain} in {vpc.Id}{Via(one, other)}; it is unknown which one does.",
            one.Through is not null
                ? "Disassociate one of the Profiles, or take what decides out of one of them."
                : $"Disassociate one of them from {vpc.Id}."
        )
        {
            CommandLine = one switch
            {
                { Through: not null } => Aws($"route53profiles list-profile-associations --resource-id {vpc.Id}"),
                RuleClaim => Aws($"route53resolver list-resolver-rule-associations --filters {$"Name=VPCId,Values={vpc.Id}"}"),
                _ => Aws($"route53 list-hosted-zones-by-vpc --vpc-id {vpc.Id} --vpc-region {vpc.Location.Region}"),
            },
        };

    public static Finding Forwarded(RuleClaim claim, string vpcId, TestedName tested, bool isAnswered) =>
        NameRemedies.AnswerInVpc(
            new(
                ResolverRuleForwards,
                claim.Resource,
                $"forwards {tested.Name} to {claim.Rule.TargetAddresses}{Via(claim)}; it is unknown whether these servers answer with the hub's addresses."
            ),
            claim,
            vpcId,
            tested,
            isAnswered
        );

    public static Finding Pending(Claim claim, string vpcId, string name) =>
        new(
            ResolverChangePending,
            claim.Resource,
            ResolverState.IsChanging(claim.State)
                ? $"is being associated with {vpcId}{Via(claim)}, changed or removed; it is unknown who answers for {name} until that is done."
                : $"is {claim.State} in {vpcId}{Via(claim)}, and AWS does not say what is in force then; it is unknown who answers for {name}.",
            NameRemedies.Awaiting(claim.State)
        )
        {
            CommandLine = claim.Through is { } profile
                ? Aws($"route53profiles list-profile-associations --profile-id {profile.ProfileId}")
                    .Then(Aws($"route53profiles list-profile-resource-associations --profile-id {profile.ProfileId}"))
                : Aws($"route53resolver list-resolver-rule-associations --filters {$"Name=VPCId,Values={vpcId}"}")
                    .Then(Aws($"route53resolver get-resolver-rule --resolver-rule-id {claim.Resource}")),
        };

    public static Finding UnknownKind(RuleClaim claim, string vpcId, string name) =>
        new(
            ResolverChangePending,
            claim.Resource,
            $"is of a kind that this version of EndpointHub does not know{Via(claim)}, and may decide about {name} in {vpcId}.",
            "Look at its RuleType; a newer version may know it."
        )
        {
            CommandLine = Aws($"route53resolver get-resolver-rule --resolver-rule-id {claim.Resource}"),
        };

    public static Finding NotRead(Vpc vpc, string name) =>
        new(
            ResolverUnreadable,
            vpc.Id,
            $"may have Resolver rules, DNS Firewall rule groups or Profiles, which could not be read and may decide about {name}.",
            "Allow route53resolver:ListResolverRules, ListResolverRuleAssociations and ListFirewallRuleGroupAssociations, route53profiles:ListProfiles, "
                + "ListProfileAssociations and ListProfileResourceAssociations, then test again."
        )
        {
            CommandLine = Aws($"route53resolver list-resolver-rule-associations --filters {$"Name=VPCId,Values={vpc.Id}"}"),
        };

    public static Finding ContentUnknown(UnreadResource unread, string vpcId, string name) =>
        new(
            ProfileContentUnknown,
            unread.ProfileId,
            unread.Resource switch
            {
                null => $"may bring zones, rules, endpoints or firewall rule groups to {vpcId}, which could not be read and may decide about {name}.",
                { Kind: ProfileResourceKind.Unknown } one =>
                    $"brings {one.ResourceId} to {vpcId}, which this version of EndpointHub does not know and may decide about {name}.",
                { } one => $"brings {one.ResourceId} to {vpcId}, which could not be read and may decide about {name}.",
            },
            unread.Resource switch
            {
                null => "Give credentials that may read it, then test again.",
                { Kind: ProfileResourceKind.Unknown } => "A newer version of EndpointHub may know it.",
                { } one => $"Give credentials {Of(one.OwnerAccountId)}that may read it, then test again.",
            }
        )
        {
            CommandLine = unread.Resource switch
            {
                { Kind: ProfileResourceKind.PrivateZone } zone => Aws($"route53 get-hosted-zone --id {zone.ResourceId}"),
                { Kind: ProfileResourceKind.ResolverRule } rule => Aws($"route53resolver get-resolver-rule --resolver-rule-id {rule.ResourceId}"),
                null or { Kind: ProfileResourceKind.Unknown } => Aws(
                    $"route53profiles list-profile-resource-associations --profile-id {unread.ProfileId}"
                ),
                { } endpoint => Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {endpoint.ResourceId}"),
            },
        };

    public static Finding Public(Vpc vpc, string name, PrivateZone? zone) =>
        zone is null
            ? new(
                AnsweredPublicly,
                vpc.Id,
                $"has no private zone for {name}: the public address answers, if it can be reached.",
                "Create the hub's zones and cut the spoke over to them."
            )
            {
                CommandLine = NameRemedies.MoveToHub(vpc.Id),
            }
            : new(AnsweredPublicly, vpc.Id, $"is not associated with zone {zone.Id} of {zone.Name}: {name} is answered publicly.")
            {
                CommandLine = Aws(
                    $"route53 associate-vpc-with-hosted-zone --hosted-zone-id {zone.Id} --vpc {$"VPCRegion={vpc.Location.Region},VPCId={vpc.Id}"}"
                ),
            };

    public static Finding Unreadable(PrivateZone zone, string name) =>
        new(
            ZoneUnreadable,
            zone.Id,
            $"of account {zone.OwnerAccountId} answers for {name}, and its records could not be read.",
            $"Give credentials of account {zone.OwnerAccountId} that may read them, then test again."
        )
        {
            CommandLine = Aws($"route53 list-resource-record-sets --hosted-zone-id {zone.Id}"),
        };

    public static Finding NoRecord(PrivateZone zone, TestedName tested, AliasTarget? target) =>
        NameRemedies.CreateAlias(
            new(
                Missing(tested),
                zone.Id,
                tested.IsUnderWildcard ? $"has no wildcard record, so {tested.Name} does not exist, and no other zone is asked."
                    : tested.IsUnusedApex ? $"has no record {tested.Name}, and clients of the service use names below it only."
                    : $"has no record {tested.Name}, so the name does not exist, and no other zone is asked."
            ),
            zone,
            tested,
            target
        );

    public static Finding NotAmongItsNames(Endpoint owner, TestedName tested) =>
        new(
            Missing(tested),
            owner.Id,
            $"answers for the whole domain with its private DNS, and has no name {tested.Name}: the name does not exist.",
            "Switch its private DNS off as soon as private zones answer for its names."
        )
        {
            CommandLine = Aws($"ec2 modify-vpc-endpoint --vpc-endpoint-id {owner.Id} --no-private-dns-enabled"),
        };

    public static Finding NoAddressType(PrivateZone zone, string name, IEnumerable<ZoneRecord> records) =>
        new(
            RecordTypeMissing,
            zone.Id,
            $"has {name} with {string.Join(", ", records.Select(record => record.Type))} only, which gives no IPv4 address.",
            $"Write an alias A record {name} in {zone.Id}."
        )
        {
            CommandLine = Aws($"route53 list-resource-record-sets --hosted-zone-id {zone.Id}"),
        };

    public static Finding NoIpv4(Endpoint endpoint, string name) =>
        new(RecordTypeMissing, endpoint.Id, $"has IPv6 records only, so {name} leads to no IPv4 address.")
        {
            CommandLine = Aws($"ec2 modify-vpc-endpoint --vpc-endpoint-id {endpoint.Id} --dns-options DnsRecordIpType=dualstack"),
        };

    // What tells the sets apart is anybody's text: the command shows it, and no message repeats it.
    public static Finding Routed(PrivateZone zone, TestedName tested, int sets) =>
        new(
            RoutingPolicyDecides,
            zone.Id,
            FormattableString.Invariant(
                $"answers for {tested.Name} by a routing policy, with {sets} record set{(sets == 1 ? "" : "s")}; it is unknown which of them a client gets."
            ),
            $"Let one simple alias record lead {tested.Name} to the hub's endpoint."
        )
        {
            CommandLine = Aws($"route53 list-resource-record-sets --hosted-zone-id {zone.Id}"),
        };

    public static Finding StillOn(Endpoint own, string name) =>
        new(
            PrivateDnsStillOn,
            own.Id,
            $"still answers for {name} in {own.VpcId} with its private DNS.",
            "Connect the spoke, create the hub's zones and cut the spoke over."
        )
        {
            CommandLine = HubCmdlet($"Connect-SpokeVpc -VpcId {own.VpcId}", pipeline: " | Add-EndpointPrivateZone | Disable-EndpointPrivateDns"),
        };

    public static Finding Elsewhere(string resource, string name, string leadsTo, string hubVpcId) =>
        new(
            NameLeadsElsewhere,
            resource,
            $"leads {name} to {leadsTo}, which is not the service's endpoint in {hubVpcId}.",
            $"Point {name} to the endpoint in {hubVpcId}, if {leadsTo} is no longer wanted."
        )
        {
            CommandLine = resource.StartsWith("vpce-", StringComparison.Ordinal)
                ? Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {resource}")
                : Aws($"route53 list-resource-record-sets --hosted-zone-id {resource}"),
        };

    public static Finding TargetUnknown(string resource, string name, string target) =>
        new(AliasTargetUnknown, resource, $"leads {name} to {target}, and no endpoint that was read has this name.")
        {
            // Other characters could end the text in the query.
            CommandLine = RecordCommands.IsPlain(target)
                ? Aws($"ec2 describe-vpc-endpoints --query {$"VpcEndpoints[?DnsEntries[?DnsName=='{target}']].VpcEndpointId"}")
                : Aws($"ec2 describe-vpc-endpoints"),
        };

    public static Finding Zonal(string resource, string name, string availabilityZone, Endpoint endpoint) =>
        NameRemedies.ReplaceAlias(
            new(ZonalNameUsed, resource, $"leads {name} to {endpoint.Id} in {availabilityZone} alone."),
            resource,
            name,
            endpoint.RegionalName
        );

    public static Finding Pinned(PrivateZone zone, string name, Endpoint endpoint) =>
        NameRemedies.ReplaceAlias(
            new(
                AddressesPinned,
                zone.Id,
                $"holds addresses of {endpoint.Id} for {name}, which change when the endpoint is created anew or gets subnets."
            ),
            zone.Id,
            name,
            endpoint.RegionalName
        );

    private static FindingCode Missing(TestedName tested) =>
        tested.IsUnderWildcard ? WildcardRecordMissing
        : tested.IsUnusedApex ? ApexRecordMissing
        : RecordMissing;

    private static string Of(string? accountId) => accountId is null ? "" : $"of account {accountId} ";

    private static string Via(Claim claim) => claim.Through is null ? "" : $" through {claim.Through.ProfileId}";

    private static string Via(Claim one, Claim other) =>
        one.Through is { } first && other.Through is { } second ? $", through {first.ProfileId} and {second.ProfileId}" : "";
}
