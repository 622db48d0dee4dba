using EndpointHub.Hubs;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Intents;

/// <summary>The target state that an operator requests. A planner creates a plan from it and a snapshot.</summary>
internal abstract record Intent
{
    /// <summary>The hub.</summary>
    public required HubKey Hub { get; init; }
}

/// <summary>A hub exists: a security group and one endpoint per service with private DNS disabled. An existing hub is kept and extended.</summary>
internal sealed record HubIntent : Intent
{
    /// <summary>The endpoints' subnets, at most one per zone.</summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// Subnets for the endpoints that are created when they do not exist yet. Without these and <see cref="SubnetIds"/> the hub's present subnets are
    /// used.
    /// </summary>
    public ValueList<RequiredSubnet> NewSubnets { get; init; } = ValueList<RequiredSubnet>.Empty;

    /// <summary>The full service names; empty means all that the hub has.</summary>
    public required ValueList<string> ServiceNames { get; init; }

    /// <summary>The full names of all services of the region, for suggestions when a service does not exist; empty when they were not read.</summary>
    public ValueList<string> RegionServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// Existing security groups to use. Empty means the hub's own group, or the groups of its endpoints; a group is created when there is none.
    /// </summary>
    public ValueList<string> SecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints' policy document. Null leaves present endpoints as they are, and gives new ones full access.</summary>
    public string? PolicyDocument { get; init; }

    /// <summary>The tags of <c>-Tag</c>, which everything that is created gets, and everything of EndpointHub's own that exists.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;
}

/// <summary>A subnet that the hub needs.</summary>
/// <param name="Cidr">Its CIDR block.</param>
/// <param name="AvailabilityZone">The name of its Availability Zone.</param>
internal sealed record RequiredSubnet(Cidr Cidr, string AvailabilityZone);

/// <summary>
/// A spoke can reach the hub's endpoints: a peering connection or a Transit Gateway, routes on both sides, and a rule in the hub's security group.
/// </summary>
internal sealed record ConnectionIntent : Intent
{
    /// <summary>The spoke.</summary>
    public required string SpokeVpcId { get; init; }

    /// <summary>The spoke's route tables that get routes to the hub; empty means all that its subnets use.</summary>
    public ValueList<string> RouteTableIds { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// The spoke's security groups that the hub admits; empty admits every CIDR block of the spoke, or the groups that were specified before.
    /// </summary>
    public ValueList<string> SourceSecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The tags of <c>-Tag</c>, which everything that is created gets, and everything of EndpointHub's own that exists.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <summary>
    /// The spoke's CIDR blocks to connect, or parts of them; empty means all, or those that were specified before.
    /// </summary>
    public ValueList<Cidr> SpokeCidrs { get; init; } = ValueList<Cidr>.Empty;
}

/// <summary>Hosted zones and records exist for the hub's services. Name resolution in the spokes does not change.</summary>
internal sealed record ZoneIntent : Intent
{
    /// <summary>The full service names; empty means all that the hub has.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The spokes whose endpoints' private names are covered too. Names are only added.</summary>
    public ValueList<string> SpokeVpcIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The tags of <c>-Tag</c>, which everything that is created gets, and everything of EndpointHub's own that exists.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;
}

/// <summary>A spoke's private names resolve to the hub's endpoints.</summary>
internal sealed record CutoverIntent : Intent
{
    /// <summary>The spoke.</summary>
    public required string SpokeVpcId { get; init; }

    /// <summary>The full service names; empty means all that the hub has.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The codes of refusals that the operator allows, of <see cref="WaivableCodes.OfCutover"/>.</summary>
    public ValueList<string> Allowed { get; init; } = ValueList<string>.Empty;

    /// <summary>The owners whose endpoints are changed too although their tags say that a tool manages them.</summary>
    public ValueList<EndpointOwner> IncludedOwners { get; init; } = ValueList<EndpointOwner>.Empty;

    /// <summary>The subnets of the clients whose path has to be proven; empty means every subnet of the spoke.</summary>
    public ValueList<string> ClientSubnetIds { get; init; } = ValueList<string>.Empty;
}

/// <summary>A spoke's private names resolve to its own endpoints again.</summary>
internal sealed record ReturnIntent : Intent
{
    /// <summary>The spoke.</summary>
    public required string SpokeVpcId { get; init; }

    /// <summary>The full service names; empty means all that the hub has and all for which the spoke was cut over.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The codes of refusals that the operator allows, of <see cref="WaivableCodes.OfReturn"/>.</summary>
    public ValueList<string> Allowed { get; init; } = ValueList<string>.Empty;
}

/// <summary>Endpoints have private DNS disabled, without a replacement for their names. No hub is involved.</summary>
internal sealed record PrivateDnsIntent
{
    /// <summary>The endpoints.</summary>
    public required ValueList<string> EndpointIds { get; init; }

    /// <summary>The owners whose endpoints are changed too although their tags say that a tool manages them.</summary>
    public ValueList<EndpointOwner> IncludedOwners { get; init; } = ValueList<EndpointOwner>.Empty;
}

/// <summary>A spoke's idle endpoints are deleted.</summary>
internal sealed record RemovalIntent : Intent
{
    /// <summary>The spoke.</summary>
    public required string SpokeVpcId { get; init; }

    /// <summary>The full service names; empty means all that the hub has.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints to delete; empty means all of the spoke's endpoints for those services.</summary>
    public ValueList<string> EndpointIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The codes of refusals that the operator allows, of <see cref="WaivableCodes.OfRemoval"/>. No other refusal is waived.</summary>
    public ValueList<string> Allowed { get; init; } = ValueList<string>.Empty;

    /// <summary>The owners whose endpoints are changed too although their tags say that a tool manages them.</summary>
    public ValueList<EndpointOwner> IncludedOwners { get; init; } = ValueList<EndpointOwner>.Empty;

    /// <summary>The subnets of the clients whose path has to be proven; empty means every subnet of the spoke.</summary>
    public ValueList<string> ClientSubnetIds { get; init; } = ValueList<string>.Empty;
}

/// <summary>A hub has one endpoint for each service, and no security group that none of them uses.</summary>
internal sealed record DuplicateIntent : Intent
{
    /// <summary>The codes of refusals that the operator allows, of <see cref="WaivableCodes.OfDuplicates"/>. No other refusal is waived.</summary>
    public ValueList<string> Allowed { get; init; } = ValueList<string>.Empty;

    /// <summary>The owners whose endpoints are changed too although their tags say that a tool manages them.</summary>
    public ValueList<EndpointOwner> IncludedOwners { get; init; } = ValueList<EndpointOwner>.Empty;
}

/// <summary>
/// A VPC reaches S3 through a gateway endpoint of its own. No hub is involved, because a gateway endpoint can be used in its own VPC only.
/// </summary>
internal sealed record S3GatewayIntent
{
    /// <summary>The VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>The route tables; empty means all that the VPC's subnets use.</summary>
    public ValueList<string> RouteTableIds { get; init; } = ValueList<string>.Empty;

    /// <summary>True if the policy of a created endpoint allows access to image layers and <see cref="BucketNames"/> only.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>The organization's own buckets that workloads use.</summary>
    public ValueList<string> BucketNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The tags of <c>-Tag</c>, which everything that is created gets, and everything of EndpointHub's own that exists.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;
}
