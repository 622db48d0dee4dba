using EndpointHub.Costing;
using EndpointHub.Planning;
using EndpointHub.Planning.Intents;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Operations;

/// <summary>The hub that a command is given: by its name, or as an object that an earlier command returned.</summary>
public sealed record HubReference
{
    /// <summary>The hub's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its VPC; null lets the name decide, which must then be the only one of the region.</summary>
    public string? HubVpcId { get; init; }

    /// <summary>Its owner; null means the account of the hub's credentials.</summary>
    public string? HubAccountId { get; init; }

    /// <summary>The hub as an earlier command saw or foretold it; null when only its name was given.</summary>
    public Hub? Picture { get; init; }

    /// <summary>A hub by its object.</summary>
    /// <param name="hub">The hub.</param>
    /// <returns>The reference.</returns>
    public static HubReference To(Hub hub) => new() { Name = hub.Name, HubVpcId = hub.HubVpcId, HubAccountId = hub.HubAccountId, Picture = hub };

    /// <summary>A hub by its name.</summary>
    /// <param name="name">The name that its tags carry.</param>
    /// <returns>The reference.</returns>
    public static HubReference Named(string name) => new() { Name = name };
}

/// <summary>The spoke that a command is given: by its VPC id, or as an object that an earlier command returned.</summary>
public sealed record SpokeReference
{
    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its owner; null means the account of the spoke's credentials.</summary>
    public string? AccountId { get; init; }

    /// <summary>Its region; null means the one in use.</summary>
    public string? Region { get; init; }

    /// <summary>Its hub; null when the object names none.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>Whether it is foretold, so that this command rehearses too.</summary>
    public bool IsProjected { get; init; }

    /// <summary>The steps that led to it in this pipeline.</summary>
    public ValueList<Step> Steps { get; init; } = ValueList<Step>.Empty;

    /// <summary>The steps that were foretold of the object since.</summary>
    internal ValueList<Step> Rehearsed { get; init; } = ValueList<Step>.Empty;

    /// <summary>A spoke by its VPC alone.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The reference.</returns>
    public static SpokeReference To(string vpcId) => new() { VpcId = vpcId };

    /// <summary>A spoke by its connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <returns>The reference.</returns>
    public static SpokeReference To(SpokeConnection connection) => new()
    {
        VpcId = connection.VpcId,
        AccountId = connection.AccountId,
        Region = connection.Region,
        Hub = new HubReference { Name = connection.HubName, HubVpcId = connection.HubVpcId, HubAccountId = connection.HubAccountId },
        IsProjected = connection.IsProjected,
        Steps = connection.Steps,
        Rehearsed = Rehearsal.Of(connection),
    };

    /// <summary>A spoke by a path that was tested.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The reference.</returns>
    public static SpokeReference To(EndpointPath path) => new()
    {
        VpcId = path.VpcId,
        AccountId = path.AccountId,
        Region = path.Region,
        Hub = path.HubName is null ? null : new HubReference { Name = path.HubName, HubVpcId = path.HubVpcId, HubAccountId = path.HubAccountId },
        IsProjected = path.IsProjected,
        Steps = path.Steps,
        Rehearsed = Rehearsal.Of(path),
    };
}

/// <summary>One record of a command's input.</summary>
public abstract record OperationRequest
{
    /// <summary>The record itself, for the errors that are about it; null when there is none.</summary>
    public object? Record { get; init; }

    /// <summary>What makes no sense about the record, whatever stands at AWS; null when nothing does.</summary>
    /// <returns>The problem, or null.</returns>
    public virtual Problem? Flaw() => null;

    /// <summary>Whether two records ask the same, whatever objects they came from.</summary>
    internal bool AsksTheSameAs(OperationRequest other) => Asked(this) == Asked(other);

    private static OperationRequest Asked(OperationRequest request) => request switch
    {
        AddPrivateZoneRequest zones => zones with { Record = null, Hub = HubReference.Named(""), Spoke = zones.Spoke is null ? null : SpokeReference.To("") },
        DisablePrivateDnsRequest cutover => cutover with { Record = null, Hub = null, Spoke = null },
        EnablePrivateDnsRequest back => back with { Record = null, Spoke = SpokeReference.To("") },
        TestPathRequest test => test with { Record = null, Hub = null, Spoke = SpokeReference.To("") },
        RemoveSpokeEndpointRequest removal => removal with { Record = null, Hub = null, Spoke = SpokeReference.To("") },
        AddS3GatewayRequest gateway => gateway with { Record = null, Spoke = SpokeReference.To("") },
        ConnectSpokeRequest connection => connection with { Record = null, Hub = HubReference.Named(""), Spoke = SpokeReference.To("") },
        _ => request with { Record = null },
    };
}

/// <summary>A hub shall stand (New-EndpointHub).</summary>
public sealed record NewHubRequest : OperationRequest
{
    /// <summary>The hub's name.</summary>
    public required string Name { get; init; }

    /// <summary>The hub's VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>The endpoints' subnets, at most one per zone.</summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The blocks of subnets to make for the endpoints where they do not stand yet.</summary>
    public ValueList<string> SubnetCidrs { get; init; } = ValueList<string>.Empty;

    /// <summary>The zones of those subnets, one for each block: by name, or by the letters after the region's.</summary>
    public ValueList<string> AvailabilityZones { get; init; } = ValueList<string>.Empty;

    /// <summary>The services, by their short or full names.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>What runs in the spokes, which asks for services beside those that are named.</summary>
    public WorkloadOptions Workload { get; init; } = new();

    /// <summary>Existing security groups to use; empty makes one.</summary>
    public ValueList<string> SecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints' policy document; null leaves present endpoints as they are, and gives new ones full access.</summary>
    public string? PolicyDocument { get; init; }

    /// <inheritdoc/>
    public override Problem? Flaw() =>
        PolicyDocument is { } policy && PolicyText.Flaw(policy) is { } reason ? Problems.MalformedPolicy(Name, reason)
        : SubnetCidrs.FirstOrDefault(text => !Cidr.TryParse(text, out var cidr) || cidr.PrefixLength is < 16 or > 28) is { } malformed ? Problems.MalformedSubnetCidr(malformed)
        : SubnetCidrs.Count != AvailabilityZones.Count ? Problems.ZonesNotMatched(Name, SubnetCidrs.Count, AvailabilityZones.Count)
        : Workload.Flaw();

    /// <summary>The subnets to make, once it is known where.</summary>
    internal ValueList<WantedSubnet> NewSubnetsIn(string region) => SubnetCidrs
        .Zip(AvailabilityZones, (cidr, zone) => new WantedSubnet(Cidr.Parse(cidr), zone.StartsWith(region, StringComparison.Ordinal) ? zone : region + zone))
        .ToValueList();
}

/// <summary>Hubs shall be found (Get-EndpointHub).</summary>
public sealed record GetHubRequest : OperationRequest
{
    /// <summary>The name, or null for every hub of account and region.</summary>
    public string? Name { get; init; }

    /// <summary>The hub's VPC, or null for any.</summary>
    public string? HubVpcId { get; init; }
}

/// <summary>Endpoints shall be listed (Get-EndpointInventory).</summary>
public sealed record GetInventoryRequest : OperationRequest
{
    /// <summary>The VPC; null for every VPC of account and region that has an endpoint.</summary>
    public string? VpcId { get; init; }

    /// <summary>The services, by their short or full names; empty means all.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;
}

/// <summary>The bill shall be made out, before and after (Measure-EndpointCost). All records of one call are one bill.</summary>
public sealed record MeasureCostRequest : OperationRequest
{
    /// <summary>The VPCs; empty means every VPC of account and region that has an endpoint.</summary>
    public ValueList<SpokeReference> Vpcs { get; init; } = ValueList<SpokeReference>.Empty;

    /// <summary>The endpoints that shall move; empty means every one that can.</summary>
    public ValueList<string> VpcEndpointIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The hub; null for the one of account and region, or for one that is only planned where there is none.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The services that the hub shall have, by their short or full names; empty means those of the endpoints that can move.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>The traffic, the NAT gateways, the hub's Availability Zones and the currency; hub, VPCs and services stand above.</summary>
    public CostQuestion Question { get; init; } = new();

    /// <summary>Prices in USD that take the place of known ones.</summary>
    public ValueList<(BilledItem Item, decimal Usd)> Prices { get; init; } = ValueList<(BilledItem Item, decimal Usd)>.Empty;

    /// <summary>The hours of the month.</summary>
    public int HoursPerMonth { get; init; } = Bill.UsualHours;
}

/// <summary>A spoke shall reach a hub (Connect-SpokeVpc).</summary>
public sealed record ConnectSpokeRequest : OperationRequest
{
    /// <summary>The spoke.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The hub.</summary>
    public required HubReference Hub { get; init; }

    /// <summary>The spoke's route tables that shall lead to the hub; empty means all that its subnets use.</summary>
    public ValueList<string> RouteTableIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The spoke's security groups whose members the hub shall let in; empty means its blocks, or the groups that were chosen before.</summary>
    public ValueList<string> SourceSecurityGroupIds { get; init; } = ValueList<string>.Empty;
}

/// <summary>Zones shall stand for a hub's services (Add-EndpointPrivateZone, Add-EcrPrivateZone).</summary>
public sealed record AddPrivateZoneRequest : OperationRequest
{
    /// <summary>The hub.</summary>
    public required HubReference Hub { get; init; }

    /// <summary>The spoke whose names shall be covered too, and which is given back; null gives back the hub.</summary>
    public SpokeReference? Spoke { get; init; }

    /// <summary>The services, by their short or full names; empty means all that the hub has.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether to say how the spoke reads image layers, which no zone helps with.</summary>
    public bool TellsOfLayers { get; init; }
}

/// <summary>A VPC shall reach S3 through a gateway endpoint of its own (Add-S3GatewayEndpoint).</summary>
public sealed record AddS3GatewayRequest : OperationRequest
{
    /// <summary>The VPC; with its hub where it is a spoke, which is given back then.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The route tables; empty means all that the VPC's subnets use.</summary>
    public ValueList<string> RouteTableIds { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether an endpoint that is made shall let through no more than image layers and <see cref="BucketNames"/>.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>The company's own buckets.</summary>
    public ValueList<string> BucketNames { get; init; } = ValueList<string>.Empty;
}

/// <summary>A spoke's names shall lead to its hub, or an endpoint's names shall answer no longer (Disable-EndpointPrivateDns).</summary>
public sealed record DisablePrivateDnsRequest : OperationRequest
{
    /// <summary>The spoke to cut over; null when a bare endpoint is given.</summary>
    public SpokeReference? Spoke { get; init; }

    /// <summary>The hub, when the spoke's object does not name it.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The endpoint whose private DNS is only switched off; null when a spoke is given.</summary>
    public string? VpcEndpointId { get; init; }

    /// <summary>The services, by their short or full names; empty means all that the hub has.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether neither a path that is not proven nor ports that are not known shall stop it.</summary>
    public bool Force { get; init; }
}

/// <summary>A spoke's names shall lead to its own endpoints again (Enable-EndpointPrivateDns).</summary>
public sealed record EnablePrivateDnsRequest : OperationRequest
{
    /// <summary>The spoke.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The services, by their short or full names; empty means all that the spoke was moved for.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether names without an endpoint to return to shall answer publicly, and a path that is not proven shall not stop it.</summary>
    public bool Force { get; init; }
}

/// <summary>The way from a spoke to a hub's endpoints shall be judged (Test-EndpointPath).</summary>
public sealed record TestPathRequest : OperationRequest
{
    /// <summary>The spoke.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The hub, when the spoke's object does not name it.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The services, by their short or full names; empty means all that the hub has.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;
}

/// <summary>A spoke's idle endpoints shall go (Remove-SpokeEndpoint).</summary>
public sealed record RemoveSpokeEndpointRequest : OperationRequest
{
    /// <summary>The spoke.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The hub, when the spoke's object does not name it.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The services, by their short or full names; empty means all that the hub has.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints to look at; empty means all of the spoke's for those services.</summary>
    public ValueList<string> VpcEndpointIds { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether endpoints shall go although it cannot be read whether they still carry connections.</summary>
    public required bool Force { get; init; }
}
