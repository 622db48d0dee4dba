using EndpointHub.Topology;
using EndpointHub.Values;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Errors.ProblemKind;

namespace EndpointHub.Errors;

/// <content>The problems of resources that do not exist.</content>
internal static partial class Problems
{
    /// <summary>A VPC does not exist in the account and region.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <param name="location">Where it was looked for; null for where the credentials and the region in use lead.</param>
    /// <returns>The problem.</returns>
    public static Problem VpcNotFound(string vpcId, Location? location = null) =>
        new(nameof(VpcNotFound), NotFound, vpcId, $"does not exist in {PlaceOf(location)}.", "Check the id, -Region and the credentials in use.")
        {
            CommandLine = Aws($"ec2 describe-vpcs") with { Region = location?.Region },
        };

    /// <summary>A hub is not found by its tags.</summary>
    /// <param name="hub">Its name or VPC.</param>
    /// <param name="location">Where it was looked for; null for where the credentials and the region in use lead.</param>
    /// <returns>The problem.</returns>
    public static Problem HubNotFound(string hub, Location? location = null) =>
        new(
            nameof(HubNotFound),
            NotFound,
            hub,
            $"is no hub in {PlaceOf(location)}: no endpoint there carries its tag.",
            "Choose one of the hubs that exist there, or create it with New-EndpointHub."
        )
        {
            CommandLine = Cmdlet($"Get-EndpointHub") with { Region = location?.Region },
        };

    /// <summary>More than one hub fits what was given.</summary>
    /// <param name="hub">The given text.</param>
    /// <param name="found">The hubs that fit, each with its VPC.</param>
    /// <returns>The problem.</returns>
    public static Problem HubAmbiguous(string hub, ValueList<string> found) =>
        new(nameof(HubAmbiguous), InvalidArgument, hub, $"may be any of {found}.", "Give the hub as the object that Get-EndpointHub returned.")
        {
            CommandLine = Cmdlet($"Get-EndpointHub"),
        };

    /// <summary>Nobody knows a service of this name.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="region">The region.</param>
    /// <param name="similar">The names of services that may have been meant.</param>
    /// <returns>The problem.</returns>
    public static Problem ServiceNotFound(string service, string region, ValueList<string> similar) =>
        new(
            nameof(ServiceNotFound),
            NotFound,
            service,
            $"is not an endpoint service in {region}.",
            similar.Count > 0 ? $"Did you mean {string.Join(" or ", similar)}?" : "Choose one of the services that are offered there."
        )
        {
            CommandLine = Aws($"ec2 describe-vpc-endpoint-services --query ServiceNames") with { Region = region },
        };

    /// <summary>A service's names are not known where AWS is not asked.</summary>
    /// <param name="service">The full service name.</param>
    /// <returns>The problem.</returns>
    public static Problem NamesNotKnownHere(string service) =>
        new(
            nameof(NamesNotKnownHere),
            NotFound,
            service,
            "has no private name that is known without asking AWS.",
            "Test the path where AWS can be asked, and give the result to Test-EndpointPath -Probe here."
        );

    /// <summary>A path has names that a probe does not connect to.</summary>
    /// <param name="service">The full service name.</param>
    /// <param name="names">The names.</param>
    /// <returns>The problem.</returns>
    public static Problem NamesNotProbed(string service, ValueList<string> names) =>
        new(
            nameof(NamesNotProbed),
            InvalidArgument,
            service,
            FormattableString.Invariant(
                $"has {names.Count} names in this path that are not probed: '{string.Join("', '", names.Take(5).Select(DisplayText.EscapeValue))}'. A probe connects only to names of the service in its region, and to at most 64 for each path."
            ),
            "Give the path as Test-EndpointPath returned it."
        )
        {
            CommandLine = PowerShell($"Get-Help Test-EndpointPath -Parameter Probe"),
        };

    /// <summary>A service exists, and not in the region.</summary>
    /// <param name="service">The full service name.</param>
    /// <param name="region">The region.</param>
    /// <returns>The problem.</returns>
    public static Problem ServiceNotInRegion(string service, string region) =>
        new(
            nameof(ServiceNotInRegion),
            NotFound,
            service,
            $"is an endpoint service of other regions and is not offered in {region}.",
            $"Leave it out in {region}: its clients there are not affected."
        )
        {
            CommandLine = Aws($"ec2 describe-vpc-endpoint-services --query ServiceNames") with { Region = region },
        };

    /// <summary>A service was not found in a subnet's zone.</summary>
    /// <param name="service">The full service name.</param>
    /// <param name="subnet">The subnet.</param>
    /// <returns>The problem.</returns>
    public static Problem ServiceNotInZone(string service, Subnet subnet) =>
        new(
            nameof(ServiceNotInZone),
            NotFound,
            service,
            $"is not offered in {subnet.AvailabilityZone}, where {subnet.Id} stands.",
            "Choose subnets in Availability Zones that the service names."
        )
        {
            CommandLine = Aws($"ec2 describe-vpc-endpoint-services --service-names {service}"),
        };

    /// <summary>The hub has no endpoint for a service.</summary>
    /// <param name="service">The full service name.</param>
    /// <param name="hubName">The hub.</param>
    /// <returns>The problem.</returns>
    public static Problem ServiceNotInHub(string service, string hubName) =>
        new(
            nameof(ServiceNotInHub),
            NotFound,
            service,
            $"has no available endpoint in hub {hubName}.",
            $"Add the service to the hub with New-EndpointHub, or wait until the endpoint is available."
        )
        {
            CommandLine = Cmdlet($"Get-EndpointHub -Name {hubName}"),
        };

    /// <summary>A service's private names cannot be learnt.</summary>
    /// <param name="service">The full service name.</param>
    /// <returns>The problem.</returns>
    public static Problem NoPrivateNames(string service) =>
        new(
            nameof(NoPrivateNames),
            NotFound,
            service,
            "has no private DNS names, so no private hosted zone can be created for it.",
            "Leave it out: its clients use the endpoint's own names."
        )
        {
            CommandLine = Aws($"ec2 describe-vpc-endpoint-services --service-names {service}"),
        };

    /// <summary>An endpoint does not exist, or is not among those that were meant.</summary>
    /// <param name="endpointId">The endpoint.</param>
    /// <param name="place">Where it was looked for: a VPC, or an account and region.</param>
    /// <returns>The problem.</returns>
    public static Problem EndpointNotFound(string endpointId, string place) =>
        new(
            nameof(EndpointNotFound),
            NotFound,
            endpointId,
            $"was not found in {place}.",
            "Check the id, -Region and the credentials in use; a deleted endpoint cannot be changed any more."
        )
        {
            CommandLine = Aws($"ec2 describe-vpc-endpoints"),
        };

    /// <summary>The hub has no zone, or not every record, for a name that would be moved to it.</summary>
    /// <param name="zoneName">The zone's name.</param>
    /// <param name="service">The full service name.</param>
    /// <param name="hubName">The hub.</param>
    /// <returns>The problem.</returns>
    public static Problem ZoneMissing(string zoneName, string service, string hubName) =>
        new(
            nameof(ZoneMissing),
            NotFound,
            zoneName,
            $"is a private zone that {service} needs, and hub {hubName} does not serve every name of it.",
            "Create the zone and its records, then run the same command again."
        )
        {
            CommandLine = Cmdlet($"Add-EndpointPrivateZone -Hub {hubName} -Service {service}"),
        };

    /// <summary>The records of a hub's zone could not be read.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="service">The service whose names it must serve.</param>
    /// <returns>The problem.</returns>
    public static Problem ZoneRecordsUnread(PrivateZone zone, string service) =>
        new(
            nameof(ZoneRecordsUnread),
            Unsafe,
            zone.Name,
            $"its records could not be read with route53:ListResourceRecordSets, so it is not known whether it serves every name of {service}.",
            "Allow route53:ListResourceRecordSets to this role, then run the same command again."
        )
        {
            CommandLine = Aws($"route53 list-resource-record-sets --hosted-zone-id {zone.Id}"),
        };

    /// <summary>A spoke is not connected to the hub.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="hubName">The hub.</param>
    /// <returns>The problem.</returns>
    public static Problem SpokeNotConnected(string vpcId, string hubName) =>
        new(
            nameof(SpokeNotConnected),
            NotFound,
            vpcId,
            $"has no active peering with hub {hubName}.",
            "Connect the spoke first, then run the same command again."
        )
        {
            CommandLine = Cmdlet($"Connect-SpokeVpc -VpcId {vpcId} -Hub {hubName}"),
        };
}
