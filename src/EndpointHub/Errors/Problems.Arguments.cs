using EndpointHub.Topology;
using EndpointHub.Values;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Errors.ProblemKind;

namespace EndpointHub.Errors;

/// <content>The problems of arguments.</content>
internal static partial class Problems
{
    /// <summary>The given id is malformed.</summary>
    /// <param name="kind">The kind of id, for example <c>vpc</c>.</param>
    /// <param name="text">The given text.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedId(string kind, string text) =>
        new(nameof(MalformedId), InvalidArgument, text, $"is not a {kind} id.", $"Give an id of the form {kind}-0123456789abcdef0.")
        {
            CommandLine = HelpAbout(kind),
        };

    /// <summary>The given hub name is malformed.</summary>
    /// <param name="text">The given text.</param>
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

    /// <summary>The given CIDR block of a subnet is malformed.</summary>
    /// <param name="text">The given text.</param>
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

    /// <summary>The given endpoint policy is malformed.</summary>
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

    /// <summary>A text that was given as a policy is not one.</summary>
    /// <param name="name">The name of its file or property.</param>
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

    /// <summary>The given action is malformed.</summary>
    /// <param name="text">The given text.</param>
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

    /// <summary>The given resource is malformed.</summary>
    /// <param name="text">The given text.</param>
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

    /// <summary>The given caller is malformed.</summary>
    /// <param name="text">The given text.</param>
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

    /// <summary>The given Fargate platform version is malformed.</summary>
    /// <param name="version">The given text.</param>
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

    /// <summary>A security group that was given as a source for the hub's rule does not belong to the spoke.</summary>
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

    /// <summary>A rule that names a security group was requested for a way through a Transit Gateway.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="gatewayId">The Transit Gateway.</param>
    /// <returns>The problem.</returns>
    public static Problem GroupReferenceOverTransitGateway(string groupId, string gatewayId) =>
        new(
            nameof(GroupReferenceOverTransitGateway),
            InvalidArgument,
            groupId,
            $"cannot be named by the hub's rules: {gatewayId} joins the two VPCs, and a rule that names a group does not count for an endpoint on this way.",
            "Leave -SourceSecurityGroupId out to let in the VPC by its blocks."
        )
        {
            CommandLine = PowerShell($"Get-Help Connect-SpokeVpc -Parameter SourceSecurityGroupId"),
        };

    /// <summary>A block that was given with <c>-SpokeCidr</c> is not a block of the spoke.</summary>
    /// <param name="cidr">The block.</param>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="cidrs">Its blocks.</param>
    /// <returns>The problem.</returns>
    public static Problem SpokeCidrNotInVpc(Cidr cidr, string vpcId, ValueList<Cidr> cidrs) =>
        new(
            nameof(SpokeCidrNotInVpc),
            InvalidArgument,
            cidr.ToString(),
            $"is not a CIDR block of {vpcId}, which has {cidrs}.",
            $"Choose among the blocks of {vpcId}."
        )
        {
            CommandLine = Aws($"ec2 describe-vpcs --vpc-ids {vpcId}"),
        };

    /// <summary>The given CIDR block is malformed.</summary>
    /// <param name="text">The given text.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedSpokeCidr(string text) =>
        new(nameof(MalformedSpokeCidr), InvalidArgument, text, "is not an IPv4 CIDR block.", "Write a block of the VPC, for example 10.2.0.0/16.")
        {
            CommandLine = PowerShell($"Get-Help Connect-SpokeVpc -Parameter SpokeCidr"),
        };

    /// <summary>The given bucket name is malformed.</summary>
    /// <param name="text">The given text.</param>
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
            $"for {endpoint.ServiceName} is not an interface endpoint, and EndpointHub changes the private DNS of those only.",
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
    /// <param name="items">The items without a price in the region, or without one for this amount, each with its unit.</param>
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
    /// <param name="given">The given text.</param>
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

    /// <summary>The traffic to be moved from the NAT gateways is more than goes through them.</summary>
    /// <param name="toHub">GB a month that are to go through the hub.</param>
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
}
