using EndpointHub.Topology;
using EndpointHub.Values;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Errors.ProblemKind;

namespace EndpointHub.Errors;

/// <content>The problems of resources that conflict with a change.</content>
internal static partial class Problems
{
    /// <summary>A spoke's addresses overlap the hub's or another spoke's.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="cidr">Its block.</param>
    /// <param name="otherVpcId">The other VPC.</param>
    /// <param name="otherCidr">The other's block.</param>
    /// <param name="free">The blocks of the VPC that overlap nothing, which can be connected alone.</param>
    /// <returns>The problem.</returns>
    public static Problem CidrOverlap(string vpcId, Cidr cidr, string otherVpcId, Cidr otherCidr, ValueList<Cidr> free) =>
        new(
            nameof(CidrOverlap),
            Conflict,
            vpcId,
            $"has {cidr}, which overlaps {otherCidr} of {otherVpcId}: return packets would be routed to the wrong VPC.",
            free.Count > 0
                ? $"Connect only the blocks that do not overlap, with -SpokeCidr {string.Join(", ", free)}. Clients in other subnets then have no path to the hub."
                : "Leave this VPC out; VPCs with overlapping addresses cannot share a hub by peering."
        );

    /// <summary>A VPC allows no peering connection, because its Encryption Controls enforce encryption.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The problem.</returns>
    public static Problem EncryptionEnforced(string vpcId) =>
        new(
            nameof(EncryptionEnforced),
            Conflict,
            vpcId,
            "enforces encryption in transit by VPC Encryption Controls, and peering connections are not excluded.",
            "Exclude peering connections from its controls, or connect the VPCs by a Transit Gateway with encryption support. The command shows the controls."
        )
        {
            CommandLine = Aws($"ec2 describe-vpcs --vpc-ids {vpcId} --query {"Vpcs[].EncryptionControl"}"),
        };

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
            route.IsBlackhole
                ? "Delete that route if it is no longer needed, then run the same command again."
                : $"Leave the route if it carries traffic. Where {route.Target} can join the VPCs, correct what Test-EndpointPath finds on that way, and the way is used as it is. Otherwise connect other route tables with -RouteTableId."
        )
        {
            CommandLine = Aws($"ec2 describe-route-tables --route-table-ids {table.Id}"),
        };

    /// <summary>Both VPCs have routes to a Transit Gateway, and it is not known whether packets pass.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="hubName">The hub.</param>
    /// <param name="gatewayId">The Transit Gateway.</param>
    /// <param name="finding">The finding that leaves the way open.</param>
    /// <returns>The problem.</returns>
    public static Problem WayNotProven(string vpcId, string hubName, string gatewayId, string finding) =>
        new(
            nameof(WayNotProven),
            Unsafe,
            vpcId,
            $"is joined to hub {hubName} by {gatewayId} in its route tables, and it is not known whether packets pass: {finding} A peering connection would take that traffic over.",
            "Grant what the finding needs, then run the same command again: a way that is proven is used as it is."
        )
        {
            CommandLine = Cmdlet($"Test-EndpointPath -VpcId {vpcId} -Hub {hubName}"),
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

    /// <summary>A zone of another origin answers for a service's names in a VPC, and not with the hub's endpoint.</summary>
    /// <param name="zone">The zone in the way.</param>
    /// <param name="vpcId">The VPC.</param>
    /// <param name="target">The hub's endpoint; null when the names lead elsewhere.</param>
    /// <param name="recordNames">The names that the zone has to lead to the endpoint.</param>
    /// <returns>The problem.</returns>
    public static Problem ForeignZone(PrivateZone zone, string vpcId, AliasTarget? target, ValueList<string> recordNames)
    {
        var remedy = new ForeignZoneRemedy(zone, vpcId, target, recordNames);
        return new(
            nameof(ForeignZone),
            Conflict,
            zone.Id,
            $"is a private zone {zone.Name} that is not this hub's and answers in {vpcId}"
                + (
                    target is null ? "."
                    : zone.Records is null
                        ? $"; it is unknown whether it leads {recordNames} to the hub's endpoint, because its records were not read."
                    : $", and it does not lead {recordNames} to the hub's endpoint."
                ),
            remedy.Advice
        )
        {
            CommandLine = remedy.CommandLine,
        };
    }

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

    /// <summary>Another endpoint answers for the names that a reversal returns to an endpoint.</summary>
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

    /// <summary>An endpoint belongs to GuardDuty.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The problem.</returns>
    public static Problem ManagedByGuardDuty(Endpoint endpoint) =>
        new(
            nameof(ManagedByGuardDuty),
            Conflict,
            endpoint.Id,
            $"for {endpoint.ServiceName} carries the events of GuardDuty Runtime Monitoring in {endpoint.VpcId}: it costs nothing, and GuardDuty makes a removed one again.",
            "Leave it out. Where it is not wanted, switch Runtime Monitoring off in GuardDuty."
        );

    /// <summary>An endpoint leads to a service of another region.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="serviceRegion">The region of its service.</param>
    /// <returns>The problem.</returns>
    public static Problem CrossRegionEndpoint(Endpoint endpoint, string serviceRegion) =>
        new(
            nameof(CrossRegionEndpoint),
            Conflict,
            endpoint.Id,
            $"for {endpoint.ServiceName} leads to region {serviceRegion}, and a hub's endpoints lead to their own region only.",
            "Leave it out; it stays as it is."
        );

    /// <summary>An endpoint stands in the configuration of a tool, which a change contradicts.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="tag">The tag that names it.</param>
    /// <returns>The problem.</returns>
    public static Problem ManagedElsewhere(Endpoint endpoint, EndpointOwner owner, Tag tag) =>
        new(
            nameof(ManagedElsewhere),
            Conflict,
            endpoint.Id,
            $"for {endpoint.ServiceName} is managed by {owner.Name()}, as tag {tag.Key}={tag.Value} says: a change would be drift, which its next run may revert.",
            $"Make the change in the configuration of {owner.Name()}, or run the same command again with -IncludeManaged {owner} and change the configuration afterwards."
        );

    /// <summary>A gateway endpoint's policy does not let a bucket be read, and EndpointHub did not make it.</summary>
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
            $"Leave {resource} out of every statement of the policy that denies it, add this statement, then run the same command again: {statement}"
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
}
