using EndpointHub.Topology;
using EndpointHub.Values;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Errors.ProblemKind;

namespace EndpointHub.Errors;

/// <summary>
/// Every problem that EndpointHub reports, each in one place: the method's name is the error id, and each has a resource, a reason
/// and a command or advice.
/// </summary>
internal static class Problems
{
    // Arguments.

    /// <summary>What stands where an id belongs is not one.</summary>
    /// <param name="kind">The kind of id, for example <c>vpc</c>.</param>
    /// <param name="text">What was given.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedId(string kind, string text) =>
        new(nameof(MalformedId), InvalidArgument, text, $"is not a {kind} id.", $"Give an id of the form {kind}-0123456789abcdef0.")
        {
            CommandLine = HelpAbout(kind),
        };

    /// <summary>What stands where a hub's name belongs cannot be one.</summary>
    /// <param name="text">What was given.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedHubName(string text) =>
        new(
            nameof(MalformedHubName),
            InvalidArgument,
            text,
            "is not a hub's name.",
            "Give 1 to 64 letters, digits, dots, underscores and hyphens, for example shared-prod."
        )
        {
            CommandLine = PowerShell($"Get-Help New-EndpointHub -Parameter Name"),
        };

    /// <summary>Two subnets of an endpoint stand in one zone.</summary>
    /// <param name="first">One subnet.</param>
    /// <param name="second">The other.</param>
    /// <returns>The problem.</returns>
    public static Problem DuplicateSubnetsInZone(Subnet first, Subnet second) =>
        new(
            nameof(DuplicateSubnetsInZone),
            InvalidArgument,
            second.Id,
            $"stands in {second.AvailabilityZone}, as {first.Id} does, and an endpoint takes at most one subnet per Availability Zone.",
            $"Leave out {first.Id} or {second.Id}."
        )
        {
            // Not by id: a subnet that is still to be created has none.
            CommandLine = Aws($"ec2 describe-subnets --filters {$"Name=vpc-id,Values={second.VpcId}"}"),
        };

    /// <summary>A subnet is not part of the VPC.</summary>
    /// <param name="subnetId">The subnet.</param>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The problem.</returns>
    public static Problem SubnetNotInVpc(string subnetId, string vpcId) =>
        new(nameof(SubnetNotInVpc), InvalidArgument, subnetId, $"is not a subnet of {vpcId}.", $"Choose among the subnets of {vpcId}.")
        {
            CommandLine = Aws($"ec2 describe-subnets --filters {$"Name=vpc-id,Values={vpcId}"}"),
        };

    /// <summary>No subnets are given for a hub's endpoints, and it has none yet whose subnets could be taken.</summary>
    /// <param name="hubName">The hub.</param>
    /// <returns>The problem.</returns>
    public static Problem NoSubnets(string hubName) =>
        new(
            nameof(NoSubnets),
            InvalidArgument,
            hubName,
            "has no subnets for its endpoints.",
            "Give -SubnetId, at most one subnet per Availability Zone, or have subnets made with -SubnetCidr and -AvailabilityZone."
        )
        {
            CommandLine = PowerShell($"Get-Help New-EndpointHub -Parameter SubnetId"),
        };

    /// <summary>What stands where a subnet's block belongs is not one.</summary>
    /// <param name="text">What was given.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedSubnetCidr(string text) =>
        new(
            nameof(MalformedSubnetCidr),
            InvalidArgument,
            text,
            "is not an IPv4 block that a subnet may have: /16 to /28.",
            "Give a block like 10.255.1.0/28 for -SubnetCidr; an endpoint takes one address of it, and AWS keeps five."
        )
        {
            CommandLine = PowerShell($"Get-Help New-EndpointHub -Parameter SubnetCidr"),
        };

    /// <summary>A tag of -Tag breaks a rule of AWS, or belongs to EndpointHub.</summary>
    /// <param name="key">The tag's key.</param>
    /// <param name="reason">The rule, as the end of a sentence that begins with the key.</param>
    /// <returns>The problem.</returns>
    public static Problem TagRefused(string key, string reason) =>
        new(
            nameof(TagRefused),
            InvalidArgument,
            key,
            reason,
            "Give a hashtable of keys and values for -Tag, for example @{ CostCenter = '4711' }: keys of 1 to 128 characters, values of at most 256, and neither Name nor keys that begin with aws: or endpointhub:."
        )
        {
            CommandLine = PowerShell($"Get-Help New-EndpointHub -Parameter Tag"),
        };

    /// <summary>More tags are given than a resource can have.</summary>
    /// <param name="count">How many were given.</param>
    /// <param name="limit">How many there can be.</param>
    /// <returns>The problem.</returns>
    public static Problem TooManyTags(int count, int limit) =>
        new(
            nameof(TooManyTags),
            InvalidArgument,
            "-Tag",
            FormattableString.Invariant($"contains {count} tags, and at most {limit} fit beside those of EndpointHub."),
            "Leave out some tags: AWS allows 50 on a resource of EC2 and 10 on a hosted zone."
        )
        {
            CommandLine = PowerShell($"Get-Help New-EndpointHub -Parameter Tag"),
        };

    /// <summary>The zones of the subnets to be made are not told one by one.</summary>
    /// <param name="hubName">The hub.</param>
    /// <param name="cidrs">How many blocks were given.</param>
    /// <param name="zones">How many zones were given.</param>
    /// <returns>The problem.</returns>
    public static Problem ZonesNotMatched(string hubName, int cidrs, int zones) =>
        new(
            nameof(ZonesNotMatched),
            InvalidArgument,
            hubName,
            FormattableString.Invariant($"is to get {cidrs} subnets in {zones} Availability Zones."),
            "Give -AvailabilityZone with one zone for each -SubnetCidr, in the same order."
        )
        {
            CommandLine = PowerShell($"Get-Help New-EndpointHub -Parameter AvailabilityZone"),
        };

    /// <summary>A subnet's block is not part of the VPC.</summary>
    /// <param name="cidr">The block.</param>
    /// <param name="vpcId">The VPC.</param>
    /// <param name="blocks">The VPC's blocks.</param>
    /// <returns>The problem.</returns>
    public static Problem SubnetOutsideVpc(Cidr cidr, string vpcId, ValueList<Cidr> blocks) =>
        new(
            nameof(SubnetOutsideVpc),
            InvalidArgument,
            cidr.ToString(),
            $"does not lie in {vpcId}, which has {blocks}.",
            $"Choose a free block of {blocks}."
        )
        {
            CommandLine = Aws($"ec2 describe-subnets --filters {$"Name=vpc-id,Values={vpcId}"}"),
        };

    /// <summary>A hub is asked for without a service, and it has none yet.</summary>
    /// <param name="hubName">The hub.</param>
    /// <returns>The problem.</returns>
    public static Problem NoServices(string hubName) =>
        new(
            nameof(NoServices),
            InvalidArgument,
            hubName,
            "has no endpoint yet, and no service is named.",
            "Give -Service, or -Workload to have the services chosen by what runs in the spokes."
        )
        {
            CommandLine = PowerShell($"Get-Help New-EndpointHub -Parameter Service"),
        };

    /// <summary>What stands where an endpoint's policy belongs is not one.</summary>
    /// <param name="hubName">The hub.</param>
    /// <param name="reason">Why not.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedPolicy(string hubName, string reason) =>
        new(
            nameof(MalformedPolicy),
            InvalidArgument,
            hubName,
            $"cannot take what is given as its endpoints' policy: {reason}",
            "Give -PolicyDocument a JSON policy with a Statement, or the path of a file that holds one."
        )
        {
            CommandLine = PowerShell($"Get-Help New-EndpointHub -Parameter PolicyDocument"),
        };

    /// <summary>What was handed in to be searched for the spoke's ids is not a policy.</summary>
    /// <param name="name">What it is known by.</param>
    /// <param name="reason">Why not.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedOtherPolicy(string name, string reason) =>
        new(
            nameof(MalformedOtherPolicy),
            InvalidArgument,
            name,
            $"is not a policy: {reason}",
            "Give -PolicyDocument JSON policies with a Statement, the paths of files that hold one, or such objects."
        )
        {
            CommandLine = PowerShell($"Get-Help Test-EndpointPath -Parameter PolicyDocument"),
        };

    /// <summary>What stands where an action belongs is not one.</summary>
    /// <param name="text">What was given.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedAction(string text) =>
        new(
            nameof(MalformedAction),
            InvalidArgument,
            text,
            "is not an action of a service.",
            "Give -Action with the service's prefix and the action's name, for example ecr:BatchGetImage."
        )
        {
            CommandLine = PowerShell($"Get-Help Test-EndpointPath -Parameter Action"),
        };

    /// <summary>What stands where a resource belongs is not one.</summary>
    /// <param name="text">What was given.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedResource(string text) =>
        new(
            nameof(MalformedResource),
            InvalidArgument,
            text,
            "is not the ARN of a resource.",
            "Give -Resource an ARN of six fields, for example arn:aws:ecr:ap-northeast-1:123456789012:repository/app, or * for any."
        )
        {
            CommandLine = PowerShell($"Get-Help Test-EndpointPath -Parameter Resource"),
        };

    /// <summary>A resource is named, and no action on it.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The problem.</returns>
    public static Problem ResourceWithoutAction(string resource) =>
        new(
            nameof(ResourceWithoutAction),
            InvalidArgument,
            resource,
            "has no effect alone: a policy is asked about actions on resources.",
            "Give -Action too, or leave -Resource out to ask for what workloads need."
        )
        {
            CommandLine = PowerShell($"Get-Help Test-EndpointPath -Parameter Action"),
        };

    /// <summary>What stands where a caller belongs is not one.</summary>
    /// <param name="text">What was given.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedPrincipal(string text) =>
        new(
            nameof(MalformedPrincipal),
            InvalidArgument,
            text,
            "is not the ARN of a role, a user or a session.",
            "Give -PrincipalArn one like arn:aws:iam::123456789012:role/app."
        )
        {
            CommandLine = PowerShell($"Get-Help Test-EndpointPath -Parameter PrincipalArn"),
        };

    /// <summary>An action belongs to none of the services that are tested.</summary>
    /// <param name="action">The action.</param>
    /// <param name="services">The services.</param>
    /// <returns>The problem.</returns>
    public static Problem ActionNotTested(string action, ValueList<string> services) =>
        new(
            nameof(ActionNotTested),
            InvalidArgument,
            action,
            $"is an action of none of the services that are tested: {services}.",
            "Check the prefix before the colon, and -Service."
        )
        {
            CommandLine = PowerShell($"Get-Help Test-EndpointPath -Parameter Service"),
        };

    /// <summary>A Fargate platform version was given for workloads without Fargate.</summary>
    /// <param name="version">The version.</param>
    /// <returns>The problem.</returns>
    public static Problem PlatformVersionWithoutFargate(string version) =>
        new(
            nameof(PlatformVersionWithoutFargate),
            InvalidArgument,
            version,
            "is a Fargate platform version, and Fargate is not among the workloads.",
            "Add Fargate to -Workload, or leave -PlatformVersion out."
        )
        {
            CommandLine = PowerShell($"Get-Help New-EndpointHub -Parameter Workload"),
        };

    /// <summary>What stands where a Fargate platform version belongs is not one.</summary>
    /// <param name="version">What was given.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedPlatformVersion(string version) =>
        new(
            nameof(MalformedPlatformVersion),
            InvalidArgument,
            version,
            "is not a Fargate platform version.",
            "Give -PlatformVersion as three numbers, for example 1.4.0, or LATEST."
        )
        {
            CommandLine = PowerShell($"Get-Help New-EndpointHub -Parameter PlatformVersion"),
        };

    /// <summary>A security group cannot serve in a VPC.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The problem.</returns>
    public static Problem SecurityGroupNotInVpc(string groupId, string vpcId) =>
        new(
            nameof(SecurityGroupNotInVpc),
            InvalidArgument,
            groupId,
            $"is not a security group of {vpcId}.",
            $"Choose among the security groups of {vpcId}, or leave -SecurityGroupId out to have one made."
        )
        {
            CommandLine = Aws($"ec2 describe-security-groups --filters {$"Name=vpc-id,Values={vpcId}"}"),
        };

    /// <summary>A route table is not the VPC's.</summary>
    /// <param name="routeTableId">The route table.</param>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The problem.</returns>
    public static Problem RouteTableNotInVpc(string routeTableId, string vpcId) =>
        new(
            nameof(RouteTableNotInVpc),
            InvalidArgument,
            routeTableId,
            $"is not a route table of {vpcId}.",
            $"Choose among the route tables of {vpcId}, or leave -RouteTableId out to take all that its subnets use."
        )
        {
            CommandLine = Aws($"ec2 describe-route-tables --filters {$"Name=vpc-id,Values={vpcId}"}"),
        };

    /// <summary>A security group whose members a hub shall let in is not the spoke's.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="vpcId">The spoke.</param>
    /// <returns>The problem.</returns>
    public static Problem SourceGroupNotInSpoke(string groupId, string vpcId) =>
        new(
            nameof(SourceGroupNotInSpoke),
            InvalidArgument,
            groupId,
            $"is not a security group of {vpcId}, whose members the hub should admit.",
            $"Choose among the security groups of {vpcId}, or leave -SourceSecurityGroupId out to let in the whole VPC."
        )
        {
            CommandLine = Aws($"ec2 describe-security-groups --filters {$"Name=vpc-id,Values={vpcId}"}"),
        };

    /// <summary>A security group that clients are said to have is not the spoke's.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="vpcId">The spoke.</param>
    /// <returns>The problem.</returns>
    public static Problem WorkloadGroupNotInSpoke(string groupId, string vpcId) =>
        new(
            nameof(WorkloadGroupNotInSpoke),
            InvalidArgument,
            groupId,
            $"is not a security group of {vpcId}, whose clients' path is tested.",
            $"Choose among the security groups of {vpcId}, or leave -WorkloadSecurityGroupId out: the rules that let clients out are not judged then."
        )
        {
            CommandLine = Aws($"ec2 describe-security-groups --filters {$"Name=vpc-id,Values={vpcId}"}"),
        };

    /// <summary>A network interface that a client is said to have is not in the spoke.</summary>
    /// <param name="networkInterfaceId">The interface.</param>
    /// <param name="vpcId">The spoke.</param>
    /// <returns>The problem.</returns>
    public static Problem InterfaceNotInSpoke(string networkInterfaceId, string vpcId) =>
        new(
            nameof(InterfaceNotInSpoke),
            InvalidArgument,
            networkInterfaceId,
            $"is not a network interface in {vpcId}, whose clients' path is tested.",
            $"Choose among the network interfaces in {vpcId}."
        )
        {
            CommandLine = Aws($"ec2 describe-network-interfaces --filters {$"Name=vpc-id,Values={vpcId}"}"),
        };

    /// <summary>A security group would be referred to from another region.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="vpcId">The spoke.</param>
    /// <returns>The problem.</returns>
    public static Problem GroupReferenceAcrossRegions(string groupId, string vpcId) =>
        new(
            nameof(GroupReferenceAcrossRegions),
            InvalidArgument,
            groupId,
            $"stands in another region than the hub of {vpcId}, and security groups can be referred to within a region only.",
            "Leave -SourceSecurityGroupId out to let in the whole VPC by its blocks."
        )
        {
            CommandLine = PowerShell($"Get-Help Connect-SpokeVpc -Parameter SourceSecurityGroupId"),
        };

    /// <summary>What stands where a bucket's name belongs is not one.</summary>
    /// <param name="text">What was given.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedBucketName(string text) =>
        new(
            nameof(MalformedBucketName),
            InvalidArgument,
            text,
            "is not the name of an S3 bucket.",
            "Give the bare name: 3 to 63 lower-case letters, digits, hyphens and dots."
        )
        {
            CommandLine = PowerShell($"Get-Help Add-S3GatewayEndpoint -Parameter BucketName"),
        };

    /// <summary>An endpoint is not an interface endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The problem.</returns>
    public static Problem NotAnInterfaceEndpoint(Endpoint endpoint) =>
        new(
            nameof(NotAnInterfaceEndpoint),
            InvalidArgument,
            endpoint.Id,
            $"for {endpoint.ServiceName} is not an interface endpoint, and only those have private DNS names.",
            "Leave it out."
        )
        {
            CommandLine = Aws(
                $"ec2 describe-vpc-endpoints --filters {$"Name=vpc-id,Values={endpoint.VpcId}"} {"Name=vpc-endpoint-type,Values=Interface"}"
            ),
        };

    /// <summary>A spoke is the hub itself.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The problem.</returns>
    public static Problem SpokeIsHub(string vpcId) =>
        new(nameof(SpokeIsHub), InvalidArgument, vpcId, "is the hub's own VPC and needs no connection to itself.", "Leave it out of the spokes.")
        {
            CommandLine = Cmdlet($"Get-EndpointInventory"),
        };

    /// <summary>Something on a bill has no known price; none is ever guessed.</summary>
    /// <param name="region">The region.</param>
    /// <param name="items">What has no price there, or none for so much of it, each with its unit.</param>
    /// <param name="parameters">The parameters that give these prices.</param>
    /// <returns>The problem.</returns>
    public static Problem PriceUnknown(string region, ValueList<string> items, ValueList<string> parameters) =>
        new(
            nameof(PriceUnknown),
            InvalidArgument,
            region,
            $"is a region whose price for {string.Join(", ", items)} is not known.",
            $"Look it up in AWS's price list and give it in USD with {string.Join(", ", parameters)}."
        )
        {
            CommandLine = PowerShell($"Get-Help Measure-EndpointCost -Parameter {"*Price"}"),
        };

    /// <summary>An exchange rate without its currency, or a currency without its rate.</summary>
    /// <param name="given">What was given.</param>
    /// <returns>The problem.</returns>
    public static Problem ExchangeRateIncomplete(string given) =>
        new(
            nameof(ExchangeRateIncomplete),
            InvalidArgument,
            given,
            "has no effect alone: amounts in another currency need its code and what one USD is worth in it.",
            "Give both, for example -Currency JPY -ExchangeRate 150."
        )
        {
            CommandLine = PowerShell($"Get-Help Measure-EndpointCost -Parameter ExchangeRate"),
        };

    /// <summary>More traffic shall leave the NAT gateways than goes through them.</summary>
    /// <param name="toHub">GB a month that shall take the hub.</param>
    /// <param name="all">GB a month through the NAT gateways.</param>
    /// <returns>The problem.</returns>
    public static Problem TrafficExceeded(decimal toHub, decimal all) =>
        new(
            nameof(TrafficExceeded),
            InvalidArgument,
            "-NatGatewayGBToHub",
            FormattableString.Invariant($"names {toHub} GB a month, and only {all} GB a month go through the NAT gateways."),
            "Give what goes through them now with -NatGatewayGB, and the part of it that the hub's services take with -NatGatewayGBToHub."
        )
        {
            CommandLine = PowerShell($"Get-Help Measure-EndpointCost -Parameter NatGatewayGBToHub"),
        };

    // What is not there.

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
    /// <param name="hub">What was given.</param>
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

    // What is in the way.

    /// <summary>A spoke's addresses overlap the hub's or another spoke's.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="cidr">Its block.</param>
    /// <param name="otherVpcId">The other VPC.</param>
    /// <param name="otherCidr">The other's block.</param>
    /// <returns>The problem.</returns>
    public static Problem CidrOverlap(string vpcId, Cidr cidr, string otherVpcId, Cidr otherCidr) =>
        new(
            nameof(CidrOverlap),
            Conflict,
            vpcId,
            $"has {cidr}, which overlaps {otherCidr} of {otherVpcId}: return packets would be routed to the wrong VPC.",
            "Leave this VPC out; VPCs with overlapping addresses cannot share a hub by peering."
        );

    /// <summary>A route that EndpointHub did not make goes elsewhere.</summary>
    /// <param name="table">The route table.</param>
    /// <param name="route">The route in the way.</param>
    /// <param name="wanted">The target that was wanted.</param>
    /// <returns>The problem.</returns>
    public static Problem RouteInTheWay(RouteTable table, Route route, RouteTarget wanted) =>
        new(
            nameof(RouteInTheWay),
            Conflict,
            table.Id,
            $"already routes {route.Destination} to {route.Target}{(route.IsBlackhole ? " (blackhole)" : "")}; {wanted} was wanted, and a route that is not EndpointHub's is never replaced.",
            "Remove or narrow that route yourself if it is no longer needed, then run the same command again."
        )
        {
            CommandLine = Aws($"ec2 describe-route-tables --route-table-ids {table.Id}"),
        };

    /// <summary>A security group that EndpointHub did not make has the name that the hub's would get.</summary>
    /// <param name="group">The group in the way.</param>
    /// <returns>The problem.</returns>
    public static Problem GroupNameTaken(SecurityGroup group) =>
        new(
            nameof(GroupNameTaken),
            Conflict,
            group.Id,
            $"already has the name {group.Name} in {group.VpcId} and does not carry the hub's tag.",
            "Give it with -SecurityGroupId to use it, or choose another hub name."
        )
        {
            CommandLine = Aws($"ec2 describe-security-groups --group-ids {group.Id}"),
        };

    /// <summary>A subnet stands where another was to be made.</summary>
    /// <param name="present">The subnet in the way.</param>
    /// <param name="wanted">The block that was wanted.</param>
    /// <param name="availabilityZone">The zone that it was wanted in.</param>
    /// <returns>The problem.</returns>
    public static Problem SubnetInTheWay(Subnet present, Cidr wanted, string availabilityZone) =>
        new(
            nameof(SubnetInTheWay),
            Conflict,
            present.Id,
            $"already has {present.Cidr} in {present.AvailabilityZone}; {wanted} in {availabilityZone} was wanted.",
            "Choose a free block with -SubnetCidr, or give the present subnet with -SubnetId."
        )
        {
            CommandLine = Aws($"ec2 describe-subnets --filters {$"Name=vpc-id,Values={present.VpcId}"}"),
        };

    /// <summary>A zone of the same name, not the hub's, answers in a VPC.</summary>
    /// <param name="zone">The zone in the way.</param>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The problem.</returns>
    public static Problem ForeignZone(PrivateZone zone, string vpcId) =>
        new(
            nameof(ForeignZone),
            Conflict,
            zone.Id,
            $"is a private zone {zone.Name} that is not this hub's, and it already answers in {vpcId}.",
            $"Disassociate it from {vpcId} if it is no longer needed, then run the same command again."
        )
        {
            CommandLine = Aws($"route53 get-hosted-zone --id {zone.Id}"),
        };

    /// <summary>A record that EndpointHub would not write stands at the name.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="record">The record in the way.</param>
    /// <returns>The problem.</returns>
    public static Problem RecordInTheWay(PrivateZone zone, ZoneRecord record) =>
        new(
            nameof(RecordInTheWay),
            Conflict,
            zone.Id,
            $"already holds {record.Name} {record.Type} -> {record.Alias?.DnsName ?? record.Values.ToString()}, which does not point to the hub's endpoint.",
            "Delete that record yourself if it is no longer needed, then run the same command again."
        )
        {
            CommandLine = Aws($"route53 list-resource-record-sets --hosted-zone-id {zone.Id}"),
        };

    /// <summary>A hub endpoint has private DNS on.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The problem.</returns>
    public static Problem HubPrivateDnsOn(Endpoint endpoint) =>
        new(
            nameof(HubPrivateDnsOn),
            Conflict,
            endpoint.Id,
            $"has private DNS on, so no zone of its names can answer in {endpoint.VpcId}.",
            $"Switch it off. Its names answer publicly in {endpoint.VpcId} from then on until the zones stand."
        )
        {
            CommandLine = Cmdlet($"Disable-EndpointPrivateDns -VpcEndpointId {endpoint.Id}"),
        };

    /// <summary>A VPC attribute that private zones need is off.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <param name="attribute">The attribute's name, for example <c>enableDnsHostnames</c>.</param>
    /// <returns>The problem.</returns>
    public static Problem VpcDnsDisabled(string vpcId, string attribute) =>
        new(
            nameof(VpcDnsDisabled),
            Conflict,
            vpcId,
            $"has {attribute} off, and private zones answer only in VPCs with enableDnsSupport and enableDnsHostnames on.",
            "Switch it on, then run the same command again."
        )
        {
            CommandLine =
                attribute == "enableDnsSupport"
                    ? Aws($"ec2 modify-vpc-attribute --vpc-id {vpcId} --enable-dns-support")
                    : Aws($"ec2 modify-vpc-attribute --vpc-id {vpcId} --enable-dns-hostnames"),
        };

    /// <summary>Another endpoint answers for the names that an endpoint shall have back.</summary>
    /// <param name="endpoint">The endpoint whose names they were.</param>
    /// <param name="holder">The endpoint that answers for them.</param>
    /// <returns>The problem.</returns>
    public static Problem NamesTaken(Endpoint endpoint, Endpoint holder) =>
        new(
            nameof(NamesTaken),
            Conflict,
            endpoint.Id,
            $"cannot get its names back: {holder.Id} answers for {holder.PrivateNames} in {holder.VpcId}.",
            $"Keep {holder.Id} and delete {endpoint.Id}, or switch off the private DNS of {holder.Id} first."
        )
        {
            CommandLine = Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {endpoint.Id} {holder.Id}"),
        };

    /// <summary>An endpoint belongs to a service that manages it.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The problem.</returns>
    public static Problem RequesterManaged(Endpoint endpoint) =>
        new(
            nameof(RequesterManaged),
            Conflict,
            endpoint.Id,
            $"for {endpoint.ServiceName} is managed by the service that made it and cannot be moved.",
            "Leave it out; it can only be changed through that service."
        );

    /// <summary>A gateway endpoint's policy does not let a bucket be read, and somebody else made it.</summary>
    /// <param name="gateway">The gateway endpoint.</param>
    /// <param name="resource">The ARN of what cannot be read.</param>
    /// <param name="statement">The statement to add, as JSON.</param>
    /// <returns>The problem.</returns>
    public static Problem S3PolicyLacksBucket(Endpoint gateway, string resource, string statement) =>
        new(
            nameof(S3PolicyLacksBucket),
            Conflict,
            gateway.Id,
            $"has a policy that does not let {resource} be read, and an existing policy is never replaced.",
            $"Add this statement to the policy, then run the same command again: {statement}"
        )
        {
            CommandLine = ShowPolicy(gateway),
        };

    /// <summary>A gateway endpoint's policy names the bucket of image layers without its <c>prod-</c>, which lets no layer through.</summary>
    /// <param name="gateway">The gateway endpoint.</param>
    /// <param name="resource">The ARN of the layers.</param>
    /// <param name="statement">The statement to add, as JSON.</param>
    /// <returns>The problem.</returns>
    public static Problem S3PolicyMisnamesLayers(Endpoint gateway, string resource, string statement) =>
        new(
            nameof(S3PolicyMisnamesLayers),
            Conflict,
            gateway.Id,
            $"has a policy that names ECR's layer bucket without prod-, so that {resource} cannot be read; an existing policy is never replaced.",
            $"Replace the statement that names the wrong bucket with this one, then run the same command again: {statement}"
        )
        {
            CommandLine = ShowPolicy(gateway),
        };

    // Who asks.

    /// <summary>No credentials are found.</summary>
    /// <param name="tried">The places that were tried.</param>
    /// <returns>The problem.</returns>
    public static Problem NoCredentials(string tried) =>
        new(
            nameof(NoCredentials),
            Authentication,
            "credentials",
            $"none were found in {tried}.",
            "Give -ProfileName, or -AccessKey with -SecretKey, or run Set-AWSCredential."
        )
        {
            CommandLine = AwsLocal($"configure list"),
        };

    /// <summary>No region is given or configured.</summary>
    /// <returns>The problem.</returns>
    public static Problem NoRegion() =>
        new(
            nameof(NoRegion),
            InvalidArgument,
            "region",
            "no region was specified or obtained from persisted or shell defaults.",
            "Give -Region, run Set-DefaultAWSRegion, or set AWS_REGION."
        )
        {
            CommandLine = PowerShell($"Get-Help Get-EndpointHub -Parameter Region"),
        };

    /// <summary>A region's name cannot be one.</summary>
    /// <param name="region">What was given.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedRegion(string region) =>
        new(nameof(MalformedRegion), InvalidArgument, region, "is not the name of an AWS region.", "Give a region such as ap-northeast-1.")
        {
            CommandLine = PowerShell($"Get-Help Get-EndpointHub -Parameter Region"),
        };

    /// <summary>A named profile does not exist. Another account is never taken instead.</summary>
    /// <param name="profile">Its name.</param>
    /// <returns>The problem.</returns>
    public static Problem ProfileNotFound(string profile) =>
        new(
            nameof(ProfileNotFound),
            Authentication,
            profile,
            "is not a profile in the shared configuration or the SDK store, and no other credentials are taken in its place.",
            "Check the name against the shared configuration (~/.aws/config and ~/.aws/credentials) and the SDK store."
        );

    /// <summary>Credentials are there and cannot be used.</summary>
    /// <param name="source">Where they stand, never what they are.</param>
    /// <param name="reason">Why not.</param>
    /// <returns>The problem.</returns>
    public static Problem CredentialsUnreadable(string source, string reason) =>
        new(
            nameof(CredentialsUnreadable),
            Authentication,
            source,
            $"holds credentials that cannot be used: {reason}",
            "Set them again, or give -ProfileName or -AccessKey with -SecretKey."
        )
        {
            CommandLine = AwsLocal($"configure list"),
        };

    /// <summary>A profile takes its keys from a console sign-in, which the AWS SDK reads with a part that is not included.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The problem.</returns>
    public static Problem LoginProfileUnsupported(string profile) =>
        new(
            nameof(LoginProfileUnsupported),
            Authentication,
            $"profile {profile}",
            "was made by aws login (login_session), which EndpointHub cannot read.",
            $"Make a profile that takes its keys from the AWS CLI, and use -ProfileName {profile}-keys; or use $StoredAWSCredentials."
        )
        {
            CommandLine = ProfileOfExportedKeys(profile),
        };

    /// <summary>A profile assumes a role with a code that a person reads from a device.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The problem.</returns>
    public static Problem MfaRequired(string profile) =>
        new(
            nameof(MfaRequired),
            Authentication,
            $"profile {profile}",
            "assumes its role with a code of an MFA device (mfa_serial), and EndpointHub asks for no code.",
            "The AWS CLI asks for the code and prints the lines that set the keys of this session. Run them, and the command again without -ProfileName."
        )
        {
            CommandLine = AwsLocal($"configure export-credentials --profile {profile} --format powershell"),
        };

    /// <summary>A profile names a source profile that does not exist.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="source">The source profile.</param>
    /// <returns>The problem.</returns>
    public static Problem SourceProfileNotFound(string profile, string source) =>
        new(
            nameof(SourceProfileNotFound),
            Authentication,
            $"profile {profile}",
            $"names the source profile {source}, which does not exist, and no other credentials are taken in its place.",
            "Correct source_profile in the shared configuration (~/.aws/config)."
        )
        {
            CommandLine = AwsLocal($"configure get source_profile --profile {profile}"),
        };

    /// <summary>The source profiles of a profile lead back to a profile before them.</summary>
    /// <param name="profile">The profile whose source was met before.</param>
    /// <param name="source">The source profile.</param>
    /// <returns>The problem.</returns>
    public static Problem SourceProfileLoop(string profile, string source) =>
        new(
            nameof(SourceProfileLoop),
            Authentication,
            $"profile {profile}",
            $"names the source profile {source}, which leads back to itself, so that no profile has keys.",
            "Name a source_profile that has keys of its own in the shared configuration (~/.aws/config)."
        )
        {
            CommandLine = AwsLocal($"configure get source_profile --profile {profile}"),
        };

    /// <summary>A profile signs in through IAM Identity Center, and nobody is signed in.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The problem.</returns>
    public static Problem SsoSignInRequired(string profile) =>
        new(
            nameof(SsoSignInRequired),
            Authentication,
            $"profile {profile}",
            "has no valid IAM Identity Center (SSO) sign-in: nobody has signed in, or the sign-in has expired.",
            "Sign in with version 2 of the AWS CLI (aws sso login) or with Invoke-AWSSSOLogin, and run the command again."
        );

    /// <summary>The token file of a web identity cannot be read.</summary>
    /// <param name="source">Where the file is named.</param>
    /// <param name="file">The file.</param>
    /// <returns>The problem.</returns>
    public static Problem WebIdentityTokenUnreadable(string source, string file) =>
        new(
            nameof(WebIdentityTokenUnreadable),
            Authentication,
            source,
            $"names the web identity token file {file}, which cannot be read.",
            "Check the file and web_identity_token_file or AWS_WEB_IDENTITY_TOKEN_FILE."
        )
        {
            CommandLine = AwsLocal($"configure list"),
        };

    /// <summary>The program that a profile takes its keys from returned none.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="reason">What happened, without anything that the program wrote.</param>
    /// <returns>The problem.</returns>
    public static Problem CredentialProcessFailed(string profile, string reason) =>
        new(
            nameof(CredentialProcessFailed),
            Authentication,
            $"profile {profile}",
            $"takes its keys from a program (credential_process) that returned none: {reason}",
            "Run the program in a terminal. Its output is not shown here, because it may contain secrets."
        )
        {
            CommandLine = AwsLocal($"configure get credential_process --profile {profile}"),
        };

    /// <summary>The shared configuration cannot be read, so it is unknown which profiles exist.</summary>
    /// <param name="source">The files.</param>
    /// <returns>The problem.</returns>
    public static Problem ConfigurationUnreadable(string source) =>
        new(
            nameof(ConfigurationUnreadable),
            Authentication,
            source,
            "cannot be read: access is denied, or a line is malformed.",
            "Correct the files, or give -AccessKey with -SecretKey and -Region. The AWS CLI names the file."
        )
        {
            CommandLine = AwsLocal($"configure list"),
        };

    /// <summary>The role of a container or an instance is configured and does not answer.</summary>
    /// <param name="source">Where it is configured.</param>
    /// <returns>The problem.</returns>
    public static Problem HostRoleUnavailable(string source) =>
        new(
            nameof(HostRoleUnavailable),
            Authentication,
            source,
            "names an endpoint for the role of this host, which returned no credentials.",
            "Check the role of the task, the pod or the instance; or give -ProfileName, or -AccessKey with -SecretKey."
        )
        {
            CommandLine = AwsLocal($"configure list"),
        };

    /// <summary>An object that a dry run returned describes a network that has changed since.</summary>
    /// <param name="resource">What the step is about.</param>
    /// <param name="step">The step that can no longer be predicted.</param>
    /// <returns>The problem.</returns>
    public static Problem DryRunOutdated(string resource, string step) =>
        new(
            nameof(DryRunOutdated),
            InvalidArgument,
            resource,
            $"has changed since the dry run, so the result of \"{step}\" cannot be predicted.",
            "Repeat the dry run from its first command, or give the object that a real run returned."
        );

    /// <summary>A projected object carries text that no predicted step can be read from.</summary>
    /// <param name="resource">What the object is about.</param>
    /// <param name="reason">What is wrong with the text, as one sentence.</param>
    /// <returns>The problem.</returns>
    public static Problem StepRecordMalformed(string resource, string reason) =>
        new(
            nameof(StepRecordMalformed),
            InvalidArgument,
            resource,
            $"is projected, and a line of its StepRecords is no step: {reason}",
            "Give the object as the command returned it, or begin the dry run again with its first command."
        );

    /// <summary>Credentials end before work that must not be interrupted is sure to be over.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="end">When they end (UTC).</param>
    /// <param name="needed">How long they have to last.</param>
    /// <returns>The problem.</returns>
    public static Problem CredentialsExpire(string source, DateTimeOffset end, TimeSpan needed) =>
        new(
            nameof(CredentialsExpire),
            Authentication,
            source,
            FormattableString.Invariant(
                $"holds credentials that expire at {end.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; no cut-over begins with less than {needed.TotalMinutes:0} minutes left."
            ),
            "Sign in again, or take a role with a longer session, and run the command again."
        );

    /// <summary>The command runs in the very VPC whose names it would move, and could lose its own way to AWS in between.</summary>
    /// <param name="spokeVpcId">The spoke, and the host's VPC.</param>
    /// <param name="service">The service that the command itself calls.</param>
    /// <returns>The problem.</returns>
    public static Problem HostInsideSpoke(string spokeVpcId, string service) =>
        new(
            nameof(HostInsideSpoke),
            Unsafe,
            spokeVpcId,
            $"is where this command runs. It calls {service} itself, whose names would have no private answer for a moment, and AWS's public addresses cannot be reached from here.",
            "Run it outside the spoke, or leave that service out with -Service and move it from elsewhere."
        );

    /// <summary>An endpoint URL is none, or would send requests in the clear.</summary>
    /// <param name="url">The URL.</param>
    /// <returns>The problem.</returns>
    public static Problem EndpointUrlRefused(string url) =>
        new(
            nameof(EndpointUrlRefused),
            InvalidArgument,
            url,
            "is no endpoint URL that is either https or http to this machine, and session tokens do not travel in the clear.",
            "Give an https URL, or http to 127.0.0.1, wherever this one comes from: -EndpointUrl, an AWS_ENDPOINT_URL variable, or endpoint_url of the profile."
        );

    /// <summary>A setting of how AWS is reached cannot be read, and without it requests would take another way.</summary>
    /// <param name="variable">The environment variable.</param>
    /// <param name="reason">What it is not, as the end of a sentence that begins with the variable.</param>
    /// <returns>The problem.</returns>
    public static Problem NetworkSettingUnreadable(string variable, string reason) =>
        new(
            nameof(NetworkSettingUnreadable),
            InvalidArgument,
            variable,
            reason,
            "Give true or false for AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, and a URL like http://proxy.example.com:3128 for a proxy, or remove the variable."
        )
        {
            CommandLine = PowerShell($"Get-Help about_EndpointHub"),
        };

    /// <summary>An endpoint URL is used, and FIPS or dual-stack endpoints are demanded too.</summary>
    /// <param name="variable">The environment variable of the setting.</param>
    /// <returns>The problem.</returns>
    public static Problem EndpointSettingsConflict(string variable) =>
        new(
            nameof(EndpointSettingsConflict),
            InvalidArgument,
            variable,
            "is set, by this variable or in the profile, and an endpoint URL is used too, which would replace the endpoint that it demands.",
            "Leave out the endpoint URL, or set the variable to false for this session."
        )
        {
            CommandLine = PowerShell($"Get-Help about_EndpointHub"),
        };

    /// <summary>The credentials belong to another account than the object.</summary>
    /// <param name="resource">The object.</param>
    /// <param name="expected">Its account.</param>
    /// <param name="actual">The credentials' account.</param>
    /// <returns>The problem.</returns>
    public static Problem AccountMismatch(string resource, string expected, string actual) =>
        new(
            nameof(AccountMismatch),
            Authentication,
            resource,
            $"belongs to account {expected}, and the credentials in use are of account {actual}.",
            "Give the profile of the right account with -ProfileName."
        )
        {
            CommandLine = Aws($"sts get-caller-identity"),
        };

    // Safety rules.

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

    /// <summary>An endpoint's private DNS was never on, so somebody uses its own name.</summary>
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
    /// <param name="hubName">The hub that its names shall lead to.</param>
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

    // What AWS did.

    /// <summary>AWS refused a call.</summary>
    /// <param name="resource">What the call was about.</param>
    /// <param name="action">The API action.</param>
    /// <param name="code">AWS's error code.</param>
    /// <param name="message">AWS's message.</param>
    /// <returns>The problem.</returns>
    public static Problem CallRefused(string resource, string action, string code, string message) =>
        new(
            nameof(CallRefused),
            Failed,
            resource,
            $"{action} was refused by AWS with {code}: {message}",
            "Correct the cause and run the same command again: it continues where it stopped."
        );

    /// <summary>The account may have no more of something.</summary>
    /// <param name="resource">What the call was about.</param>
    /// <param name="action">The API action.</param>
    /// <param name="code">AWS's error code.</param>
    /// <param name="quota">The quota's name, as Service Quotas has it.</param>
    /// <param name="quotas">Shows the quota.</param>
    /// <returns>The problem.</returns>
    public static Problem QuotaReached(string resource, string action, string code, string quota, CommandLine quotas) =>
        new(
            nameof(QuotaReached),
            Failed,
            resource,
            $"{action} was refused by AWS with {code}: the quota '{quota}' is used up.",
            "Ask AWS for more in Service Quotas, or delete what is no longer needed. Then run the same command again: it continues where it stopped."
        )
        {
            CommandLine = quotas,
        };

    /// <summary>AWS does not allow a call to the caller.</summary>
    /// <param name="resource">What the call was about.</param>
    /// <param name="action">The API action.</param>
    /// <param name="code">AWS's error code.</param>
    /// <returns>The problem.</returns>
    public static Problem NotPermitted(string resource, string action, string code) =>
        new(
            nameof(NotPermitted),
            PermissionDenied,
            resource,
            $"the credentials in use are not allowed to call {action} ({code}).",
            $"Allow {action} to this role, then run the same command again: it continues where it stopped."
        )
        {
            CommandLine = Aws($"sts get-caller-identity"),
        };

    /// <summary>AWS could not be reached.</summary>
    /// <param name="action">The API action.</param>
    /// <param name="reason">Why not.</param>
    /// <returns>The problem.</returns>
    public static Problem Unreachable(string action, string reason) =>
        new(
            nameof(Unreachable),
            Failed,
            action,
            $"AWS did not answer: {reason}",
            "Check the network, -Region and -EndpointUrl, then run the same command again."
        );

    /// <summary>A change was made and did not come to its end in time.</summary>
    /// <param name="resource">What did not settle.</param>
    /// <param name="awaited">What was waited for.</param>
    /// <param name="limit">How long.</param>
    /// <returns>The problem.</returns>
    public static Problem NotSettled(string resource, string awaited, TimeSpan limit) =>
        new(
            nameof(NotSettled),
            Failed,
            resource,
            FormattableString.Invariant($"{awaited} did not come within {limit.TotalSeconds:0} s."),
            "Check the resource in AWS; running the same command again continues where it stopped."
        );

    /// <summary>AWS had not completed a change when the time limit of -TimeoutSeconds passed. AWS goes on with it.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="state">The state that AWS reported last.</param>
    /// <param name="change">The change.</param>
    /// <param name="limit">The time limit.</param>
    /// <returns>The problem.</returns>
    public static Problem StillSettling(string resource, string state, string change, TimeSpan limit) =>
        new(
            nameof(StillSettling),
            Failed,
            resource,
            FormattableString.Invariant($"is {state} after the {limit.TotalSeconds:0} s of -TimeoutSeconds: {change}. AWS goes on with it."),
            "Run the same command again: it waits for what is in progress, and continues where it stopped."
        );

    /// <summary>A change was not begun, because the time limit of -TimeoutSeconds had passed.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="change">The change.</param>
    /// <param name="limit">The time limit.</param>
    /// <returns>The problem.</returns>
    public static Problem NotBegun(string resource, string change, TimeSpan limit) =>
        new(
            nameof(NotBegun),
            Failed,
            resource,
            FormattableString.Invariant($"is unchanged, because the {limit.TotalSeconds:0} s of -TimeoutSeconds had passed: {change}."),
            "Run the same command again: it continues where it stopped."
        );

    /// <summary>An endpoint came to an end instead of to life.</summary>
    /// <param name="endpointId">The endpoint.</param>
    /// <param name="state">Its state.</param>
    /// <returns>The problem.</returns>
    public static Problem EndpointFailed(string endpointId, string state) =>
        new(
            nameof(EndpointFailed),
            Failed,
            endpointId,
            $"came to state {state}.",
            "Read the endpoint's failure reason, delete it, and run the same command again."
        )
        {
            CommandLine = Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {endpointId}"),
        };

    /// <summary>A peering came to an end instead of to life.</summary>
    /// <param name="peeringId">The peering.</param>
    /// <param name="state">Its state.</param>
    /// <returns>The problem.</returns>
    public static Problem PeeringFailed(string peeringId, string state) =>
        new(
            nameof(PeeringFailed),
            Failed,
            peeringId,
            $"came to state {state}; AWS gives overlapping addresses, a wrong account or a wrong region as the reason.",
            "Check both VPCs' addresses and owners, then run the same command again."
        )
        {
            CommandLine = Aws($"ec2 describe-vpc-peering-connections --vpc-peering-connection-ids {peeringId}"),
        };

    /// <summary>A change was sent, and whether it is complete could not be read.</summary>
    /// <param name="resource">The resource of the change.</param>
    /// <param name="change">The change.</param>
    /// <param name="reason">The call that failed, and how.</param>
    /// <param name="command">Shows the resource; null where its id is not known.</param>
    /// <returns>The problem.</returns>
    public static Problem NotConfirmed(string resource, string change, string reason, CommandLine? command) =>
        new(
            nameof(NotConfirmed),
            Failed,
            resource,
            $"it could not be confirmed that AWS has completed this change: {change}. {NameAnswers.Sentence(reason)}",
            "Run the same command again: it reads the network and continues where it stopped."
        )
        {
            CommandLine = command,
        };

    /// <summary>A cut-over could not be completed and was taken back.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="names">Where the spoke's names resolve to now.</param>
    /// <param name="reason">The calls that failed, and how.</param>
    /// <param name="gap">The longest time without a private answer; zero where no name lost its answer.</param>
    /// <returns>The problem.</returns>
    public static Problem CutoverTakenBack(string vpcId, NameAnswers names, string reason, TimeSpan gap) =>
        new(
            nameof(CutoverTakenBack),
            Failed,
            vpcId,
            $"the cut-over could not be completed and was reverted. {NameAnswers.Capitalized(names.ToString())}{Gap(gap)} The cause: {NameAnswers.Sentence(reason)}",
            "Correct the cause and run the same command again."
        );

    /// <summary>A cut-over could neither be completed nor be reverted in time.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="names">Where the spoke's names resolve to now.</param>
    /// <param name="since">When the first of them lost its answer (UTC).</param>
    /// <param name="reason">The calls that failed, and how.</param>
    /// <param name="obstacle">The calls of the reversal that failed, and how.</param>
    /// <param name="command">What completes the reversal.</param>
    /// <returns>The problem.</returns>
    public static Problem CutoverStuck(string vpcId, NameAnswers names, DateTimeOffset since, string reason, string obstacle, CommandLine? command) =>
        new(
            nameof(CutoverStuck),
            Failed,
            vpcId,
            $"{names} This began at {At(since)}. The cut-over could not be completed: {NameAnswers.Sentence(reason)} It could not be reverted either: {NameAnswers.Sentence(obstacle)}",
            "Run the command at once: it lets the VPC's own endpoints answer again. Then correct the cause."
        )
        {
            CommandLine = command,
        };

    /// <summary>A return could not be completed and was taken back.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="names">Where the spoke's names resolve to now.</param>
    /// <param name="reason">The calls that failed, and how.</param>
    /// <param name="gap">The longest time without a private answer; zero where no name lost its answer.</param>
    /// <returns>The problem.</returns>
    public static Problem ReturnTakenBack(string vpcId, NameAnswers names, string reason, TimeSpan gap) =>
        new(
            nameof(ReturnTakenBack),
            Failed,
            vpcId,
            $"the cut-over could not be reverted, and the hub's zones were associated again. {NameAnswers.Capitalized(names.ToString())}{Gap(gap)} The cause: {NameAnswers.Sentence(reason)}",
            "Correct the cause and run the same command again."
        );

    /// <summary>A return could neither be completed nor be reverted in time.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="names">Where the spoke's names resolve to now.</param>
    /// <param name="since">When the first of them lost its answer (UTC).</param>
    /// <param name="reason">The calls that failed, and how.</param>
    /// <param name="obstacle">The calls that failed when the zones were to be associated again, and how.</param>
    /// <param name="command">What lets the hub answer again.</param>
    /// <returns>The problem.</returns>
    public static Problem ReturnStuck(string vpcId, NameAnswers names, DateTimeOffset since, string reason, string obstacle, CommandLine? command) =>
        new(
            nameof(ReturnStuck),
            Failed,
            vpcId,
            $"{names} This began at {At(since)}. The cut-over could not be reverted: {NameAnswers.Sentence(reason)} The hub's zones could not be associated again either: {NameAnswers.Sentence(obstacle)}",
            "Run the command at once: it lets the hub answer again. Then correct the cause."
        )
        {
            CommandLine = command,
        };

    private static string Gap(TimeSpan gap) =>
        gap == TimeSpan.Zero ? "" : FormattableString.Invariant($" Names may have had no private answer for {gap.TotalSeconds:0.0} s.");

    private static string At(DateTimeOffset time) => FormattableString.Invariant($"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    private static CommandLine HelpAbout(string kind) =>
        kind switch
        {
            "subnet" => PowerShell($"Get-Help New-EndpointHub -Parameter SubnetId"),
            "sg" => PowerShell($"Get-Help New-EndpointHub -Parameter SecurityGroupId"),
            "rtb" => PowerShell($"Get-Help Connect-SpokeVpc -Parameter RouteTableId"),
            "vpce" => PowerShell($"Get-Help Remove-SpokeEndpoint -Parameter VpcEndpointId"),
            "eni" => PowerShell($"Get-Help Test-EndpointPath -Parameter NetworkInterfaceId"),
            _ => PowerShell($"Get-Help Test-EndpointPath -Parameter VpcId"),
        };

    // The value of credential_process is a command of its own, for cmd.exe or sh, where only plain names need no quotes.
    private static CommandLine? ProfileOfExportedKeys(string profile) =>
        profile.All(letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_')
            ? AwsLocal(
                $"configure set credential_process {$"aws configure export-credentials --profile {profile} --format process"} --profile {$"{profile}-keys"}"
            )
            : null;

    private static CommandLine ShowPolicy(Endpoint endpoint) =>
        Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {endpoint.Id} --query {"VpcEndpoints[].PolicyDocument"} --output text");

    private static CommandLine Metrics(string endpointId) =>
        Aws($"cloudwatch list-metrics --namespace AWS/PrivateLinkEndpoints --dimensions {$"Name='VPC Endpoint Id',Value={endpointId}"}");

    private static string PlaceOf(Location? location) =>
        location is null ? "the account and region in use" : $"account {location.AccountId}, region {location.Region}";
}
