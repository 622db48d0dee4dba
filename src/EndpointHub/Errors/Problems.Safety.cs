using EndpointHub.Topology;
using EndpointHub.Values;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Errors.ProblemKind;

namespace EndpointHub.Errors;

/// <content>The problems of safety rules: a change is refused because workloads could lose a name or a packet.</content>
internal static partial class Problems
{
    /// <summary>A path is not proven, so names are not moved onto it.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="service">The full service name.</param>
    /// <param name="finding">The first finding.</param>
    /// <param name="hubName">The hub; null when it has no name yet.</param>
    /// <returns>The problem.</returns>
    public static Problem PathNotProven(string vpcId, string service, string finding, string? hubName) =>
        new(
            nameof(PathNotProven),
            Unsafe,
            vpcId,
            $"is not proven to reach {service} through the hub: {finding}",
            "Correct what the finding names. Where findings leave the path Unknown and you have checked them by other means, name all of them with -Allow. "
                + "Disable-EndpointPrivateDns also takes -Allow PathNotProven; Remove-SpokeEndpoint does not."
        )
        {
            CommandLine = hubName is null ? null : Cmdlet($"Test-EndpointPath -VpcId {vpcId} -Hub {hubName} -Service {service}"),
        };

    /// <summary>The way to a spoke's own endpoint is not proven, so names are not moved back onto it.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="service">The full service name.</param>
    /// <param name="finding">The first finding.</param>
    /// <param name="command">What corrects the finding, or null.</param>
    /// <returns>The problem.</returns>
    public static Problem OwnPathNotProven(string vpcId, string service, string finding, CommandLine? command) =>
        new(
            nameof(OwnPathNotProven),
            Unsafe,
            vpcId,
            $"is not proven to reach {service} through its own endpoint: {finding}",
            "Correct what the finding names, or go on with -Allow OwnPathNotProven."
        )
        {
            CommandLine = command,
        };

    /// <summary>A spoke has no endpoint that its names could return to.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="service">The full service name.</param>
    /// <returns>The problem.</returns>
    public static Problem NoEndpointToReturnTo(string vpcId, string service) =>
        new(
            nameof(NoEndpointToReturnTo),
            Unsafe,
            vpcId,
            $"has no endpoint for {service} that was cut over: without the hub's zones its names would answer publicly, or not at all where there is no way to the Internet.",
            "Leave the service out with -Service, make the endpoint again first, or let its names answer publicly with -Allow NoEndpointToReturnTo."
        )
        {
            CommandLine = Aws($"ec2 describe-vpc-endpoints --filters {$"Name=vpc-id,Values={vpcId}"} {$"Name=service-name,Values={service}"}"),
        };

    /// <summary>A hub would get addresses that a connected spoke, whose network cannot be read, may have no way to.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="hubName">The hub.</param>
    /// <param name="subnets">The subnets that would be added.</param>
    /// <returns>The problem.</returns>
    public static Problem SpokeOutOfSight(string vpcId, string hubName, ValueList<string> subnets) =>
        new(
            nameof(SpokeOutOfSight),
            Unsafe,
            vpcId,
            $"asks the zones of hub {hubName}, and its routes cannot be read with these credentials: it would be given addresses in {subnets} without a way there.",
            "Leave the hub's endpoints in the subnets that they have."
        )
        {
            CommandLine = Cmdlet($"Get-EndpointHub -Name {hubName}"),
        };

    /// <summary>A zone that is new for a VPC would hide names that resolve there now.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <param name="service">The full service name.</param>
    /// <param name="zoneNames">The zones that are new for the VPC.</param>
    /// <param name="lostNames">The names that would not resolve any more, or to an endpoint that refuses them.</param>
    /// <returns>The problem.</returns>
    public static Problem HiddenNames(string vpcId, string service, ValueList<string> zoneNames, ValueList<string> lostNames) =>
        new(
            nameof(HiddenNames),
            Unsafe,
            vpcId,
            $"would lose {lostNames}: {zoneNames} for {service} would be new for it, and nothing at or below such a zone resolves there but what the hub's endpoint serves.",
            "Leave the service out: name the others with -Service. If no client in this VPC uses these names, run Disable-EndpointPrivateDns with -Allow HiddenNames."
        );

    /// <summary>Clients may use an endpoint on ports that its service is not known for.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="ports">What its groups let in beside 443, for people; none for a service whose provider alone knows its ports.</param>
    /// <returns>The problem.</returns>
    public static Problem PortsUnknown(Endpoint endpoint, ValueList<string> ports) =>
        new(
            nameof(PortsUnknown),
            Unsafe,
            endpoint.Id,
            (
                ports.Count > 0
                    ? $"lets clients of {endpoint.ServiceName} in on {ports}"
                    : $"is for {endpoint.ServiceName}, whose ports its provider alone knows"
            ) + ", and a hub would serve it on 443 alone.",
            "Leave this service out, remove the rule if no client needs it, or run Disable-EndpointPrivateDns with -Allow PortsUnknown if no client uses other ports."
        )
        {
            CommandLine =
                endpoint.SecurityGroupIds.Count > 0
                    ? Aws($"ec2 describe-security-groups --group-ids {Words(endpoint.SecurityGroupIds)}")
                    : Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {endpoint.Id}"),
        };

    /// <summary>An endpoint's private DNS was never on, so clients may use its own name.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The problem.</returns>
    public static Problem NeverHadPrivateDns(Endpoint endpoint) =>
        new(
            nameof(NeverHadPrivateDns),
            Unsafe,
            endpoint.Id,
            "was not cut over by EndpointHub: its private DNS was off before, so its clients call it by its own vpce name, which is deleted with it.",
            "Move those clients first, then delete the endpoint."
        )
        {
            CommandLine = Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {endpoint.Id} --query {"VpcEndpoints[].DnsEntries[].DnsName"}"),
        };

    /// <summary>It cannot be read whether endpoints still carry connections.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="endpointIds">The endpoints, idle as far as the network tells.</param>
    /// <returns>The problem.</returns>
    public static Problem TrafficUnknown(string vpcId, ValueList<string> endpointIds) =>
        new(
            nameof(TrafficUnknown),
            Unsafe,
            vpcId,
            $"has {endpointIds} to be removed, and EndpointHub does not read the CloudWatch metrics that tell whether clients are still connected to them.",
            "Look at NewConnections and ActiveConnections of AWS/PrivateLinkEndpoints for the last 15 minutes; where they are 0, run the same command with -Allow TrafficUnknown."
        )
        {
            CommandLine = endpointIds.Select(Metrics).Aggregate((all, next) => all.Then(next)),
        };

    /// <summary>An endpoint's names still answer from itself.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="hubName">The hub that its names are to resolve to.</param>
    /// <returns>The problem.</returns>
    public static Problem StillInUse(Endpoint endpoint, string hubName) =>
        new(
            nameof(StillInUse),
            Unsafe,
            endpoint.Id,
            $"still answers for {endpoint.PrivateNames} in {endpoint.VpcId}.",
            "Cut the spoke over first, then run the same command again."
        )
        {
            CommandLine = Cmdlet($"Disable-EndpointPrivateDns -VpcId {endpoint.VpcId} -Hub {hubName} -Service {endpoint.ServiceName}"),
        };

    /// <summary>Something other than a record refers to an endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="referrer">What refers to it.</param>
    /// <returns>The problem.</returns>
    public static Problem StillReferredTo(Endpoint endpoint, string referrer) =>
        new(nameof(StillReferredTo), Unsafe, endpoint.Id, $"is still referred to by {referrer}.", "Point that elsewhere first.");

    /// <summary>A record points to an endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="zoneId">The record's zone.</param>
    /// <param name="zoneName">The zone's name.</param>
    /// <param name="record">The record.</param>
    /// <returns>The problem.</returns>
    public static Problem RecordPointsToEndpoint(Endpoint endpoint, string zoneId, string zoneName, ZoneRecord record) =>
        new(
            nameof(RecordPointsToEndpoint),
            Unsafe,
            endpoint.Id,
            $"has a name that record {record.Name} ({record.Type}) of zone {zoneId} ({zoneName}) points to: its clients would get no answer.",
            "Point the record elsewhere or delete it, then run the same command again. The command shows the record."
        )
        {
            CommandLine = Aws(
                $"route53 list-resource-record-sets --hosted-zone-id {zoneId} --start-record-name {record.Name} --start-record-type {record.Type} --max-items 1"
            ),
        };

    /// <summary>Records that may point to endpoints could not be read.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="endpointIds">The endpoints that would be removed.</param>
    /// <param name="zones">The zones, for people.</param>
    /// <param name="zoneIds">Their ids.</param>
    /// <returns>The problem.</returns>
    public static Problem RecordsUnread(string vpcId, ValueList<string> endpointIds, ValueList<string> zones, ValueList<string> zoneIds) =>
        new(
            nameof(RecordsUnread),
            Unsafe,
            vpcId,
            $"has {endpointIds} to be removed, and records that could not be read may point to them: {zones}.",
            "Look for vpce names in these records with credentials of the zone's owner. If there are none, run the same command with -Allow RecordsUnread."
        )
        {
            CommandLine = zoneIds
                .Select(zoneId => Aws($"route53 list-resource-record-sets --hosted-zone-id {zoneId}"))
                .Aggregate((all, next) => all.Then(next)),
        };

    /// <summary>The hosted zones of an account, whose records may point to endpoints, could not be listed.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="endpointIds">The endpoints that would be removed.</param>
    /// <param name="account">The account.</param>
    /// <returns>The problem.</returns>
    public static Problem ZoneListUnread(string vpcId, ValueList<string> endpointIds, string account) =>
        new(
            nameof(ZoneListUnread),
            Unsafe,
            vpcId,
            $"has {endpointIds} to be removed, and records of account {account} may point to them: its hosted zones could not be listed.",
            "Allow route53:ListHostedZones, then run the same command again. If you know that no record points to them, use -Allow ZoneListUnread."
        )
        {
            CommandLine = Aws($"route53 list-hosted-zones"),
        };

    /// <summary>A Profile may bring an endpoint to other VPCs: what it holds could not be read.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="profileId">The Profile.</param>
    /// <returns>The problem.</returns>
    public static Problem ProfileUnread(Endpoint endpoint, string profileId) =>
        new(
            nameof(ProfileUnread),
            Unsafe,
            endpoint.Id,
            $"may serve other VPCs through Route 53 Profile {profileId}, of which it could not be read what it holds.",
            "Allow route53profiles:ListProfileResourceAssociations, then run the same command again, or go on with -Allow ProfileUnread if it does not hold the endpoint."
        )
        {
            CommandLine = Aws($"route53profiles list-profile-resource-associations --profile-id {profileId}"),
        };

    /// <summary>The zones of a hub tell which of its endpoints for a service is in use: one of them could not be read.</summary>
    /// <param name="hubName">The hub.</param>
    /// <param name="serviceName">The service that it has several endpoints for.</param>
    /// <param name="zoneId">The zone.</param>
    /// <param name="zoneName">The zone's name.</param>
    /// <returns>The problem.</returns>
    public static Problem AnsweringEndpointUnknown(string hubName, string serviceName, string zoneId, string zoneName) =>
        new(
            nameof(AnsweringEndpointUnknown),
            Unsafe,
            hubName,
            $"has several endpoints for {serviceName}, and the records of zone {zoneId} ({zoneName}), which tell the one in use, could not be read.",
            "Allow route53:GetHostedZone and route53:ListResourceRecordSets, then run the same command again."
        )
        {
            CommandLine = Aws($"route53 list-resource-record-sets --hosted-zone-id {zoneId}"),
        };
}
