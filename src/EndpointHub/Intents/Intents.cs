using EndpointHub.Hubs;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Intents;

/// <summary>What an operator wants to be so; a planner turns it, with a snapshot, into a plan.</summary>
internal abstract record Intent
{
    /// <summary>The hub.</summary>
    public required HubKey Hub { get; init; }
}

/// <summary>A hub shall stand: a security group and one endpoint per service, private DNS off. What a hub already has stays, and may grow.</summary>
internal sealed record HubIntent : Intent
{
    /// <summary>The endpoints' subnets, at most one per zone.</summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>Subnets for the endpoints that are made where they do not stand yet. Without these and those above: the hub's own.</summary>
    public ValueList<RequiredSubnet> NewSubnets { get; init; } = ValueList<RequiredSubnet>.Empty;

    /// <summary>The full service names; empty means all that the hub has.</summary>
    public required ValueList<string> ServiceNames { get; init; }

    /// <summary>The full names of every service of the region, to suggest some of when one does not exist; empty when nobody asked.</summary>
    public ValueList<string> RegionServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>Existing security groups to use; empty takes the hub's own, or what its endpoints have, and makes one only when there is none.</summary>
    public ValueList<string> SecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints' policy document. Null leaves present endpoints as they are, and gives new ones full access.</summary>
    public string? PolicyDocument { get; init; }
}

/// <summary>A subnet that shall stand.</summary>
/// <param name="Cidr">Its block.</param>
/// <param name="AvailabilityZone">Its zone's name.</param>
internal sealed record RequiredSubnet(Cidr Cidr, string AvailabilityZone);

/// <summary>A spoke shall reach the hub's endpoints: peering, routes on both sides, and a rule in the hub's group.</summary>
internal sealed record ConnectionIntent : Intent
{
    /// <summary>The spoke.</summary>
    public required string SpokeVpcId { get; init; }

    /// <summary>The spoke's route tables that shall lead to the hub; empty means all that its subnets use.</summary>
    public ValueList<string> RouteTableIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The spoke's security groups whose members the hub shall let in; empty lets in every block of the spoke, or the groups that were chosen before.</summary>
    public ValueList<string> SourceSecurityGroupIds { get; init; } = ValueList<string>.Empty;
}

/// <summary>Zones and records shall stand for the hub's services. How a spoke resolves is not touched.</summary>
internal sealed record ZoneIntent : Intent
{
    /// <summary>The full service names; empty means all that the hub has.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The spokes whose endpoints' names shall be covered too: names only grow.</summary>
    public ValueList<string> SpokeVpcIds { get; init; } = ValueList<string>.Empty;
}

/// <summary>A spoke's names shall lead to the hub.</summary>
internal sealed record CutoverIntent : Intent
{
    /// <summary>The spoke.</summary>
    public required string SpokeVpcId { get; init; }

    /// <summary>The full service names; empty means all that the hub has.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether neither a path that is not proven nor ports that are not known shall stop it.</summary>
    public bool Force { get; init; }
}

/// <summary>A spoke's names shall lead to its own endpoints again.</summary>
internal sealed record ReturnIntent : Intent
{
    /// <summary>The spoke.</summary>
    public required string SpokeVpcId { get; init; }

    /// <summary>The full service names; empty means all that the hub has or the spoke was moved for.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether names that have no endpoint to return to shall answer publicly, and a path that is not proven shall not stop the return.</summary>
    public bool Force { get; init; }
}

/// <summary>Endpoints shall answer for their private names no longer, whatever becomes of the names. No hub is involved.</summary>
internal sealed record PrivateDnsIntent
{
    /// <summary>The endpoints.</summary>
    public required ValueList<string> EndpointIds { get; init; }
}

/// <summary>A spoke's idle endpoints shall go.</summary>
internal sealed record RemovalIntent : Intent
{
    /// <summary>The spoke.</summary>
    public required string SpokeVpcId { get; init; }

    /// <summary>The full service names; empty means all that the hub has.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints to look at; empty means all of the spoke's for those services.</summary>
    public ValueList<string> EndpointIds { get; init; } = ValueList<string>.Empty;

    /// <summary>What may stay open about a path: findings that leave it unknown, which somebody has looked into by other means. No other finding is waived.</summary>
    public ValueList<FindingCode> AllowedUnknowns { get; init; } = ValueList<FindingCode>.Empty;
}

/// <summary>A VPC shall reach S3 through a gateway endpoint of its own. No hub is involved: such an endpoint is of use in its own VPC only.</summary>
internal sealed record S3GatewayIntent
{
    /// <summary>The VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>The route tables; empty means all that the VPC's subnets use.</summary>
    public ValueList<string> RouteTableIds { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether an endpoint that is made shall let through no more than image layers and <see cref="BucketNames"/>.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>The company's own buckets that workloads use.</summary>
    public ValueList<string> BucketNames { get; init; } = ValueList<string>.Empty;
}
