using EndpointHub.Errors;
using EndpointHub.Intents;
using EndpointHub.Naming;
using EndpointHub.Paths.Policies;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request to create or extend a hub (New-EndpointHub).</summary>
public sealed record NewHubRequest : OperationRequest
{
    /// <summary>The hub's name.</summary>
    public required string Name { get; init; }

    /// <summary>The hub's VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>The endpoints' subnets, at most one per zone.</summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The CIDR blocks of subnets to create for the endpoints, where they do not exist.</summary>
    public ValueList<string> SubnetCidrs { get; init; } = ValueList<string>.Empty;

    /// <summary>The Availability Zones of those subnets, one for each block: by name, or by the letter after the region's name.</summary>
    public ValueList<string> AvailabilityZones { get; init; } = ValueList<string>.Empty;

    /// <summary>The services, by their short or full names.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>The workloads in the spokes, which add services.</summary>
    public WorkloadOptions Workload { get; init; } = new();

    /// <summary>The existing security groups to use; empty to create one.</summary>
    public ValueList<string> SecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints' policy document; null keeps the policy of existing endpoints and gives new ones full access.</summary>
    public string? PolicyDocument { get; init; }

    /// <summary>The tags of everything that is created, and of what exists and belongs to EndpointHub.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <summary>The reason why there is no policy document although one was given, as a sentence; null if there is none or no reason.</summary>
    public string? PolicyFailure { get; init; }

    /// <inheritdoc/>
    public override Problem? Validate() =>
        PolicyDocument is { } policy && (PolicyFailure ?? PolicyText.Validate(policy)) is { } reason ? Problems.MalformedPolicy(Name, reason)
        : SubnetCidrs.FirstOrDefault(text => !Cidr.TryParse(text, out var cidr) || cidr.PrefixLength is < 16 or > 28) is { } malformed
            ? Problems.MalformedSubnetCidr(malformed)
        : SubnetCidrs.Count != AvailabilityZones.Count ? Problems.ZonesNotMatched(Name, SubnetCidrs.Count, AvailabilityZones.Count)
        : Workload.Validate();

    /// <summary>Returns the subnets to create in a region.</summary>
    internal ValueList<RequiredSubnet> NewSubnetsIn(string region) =>
        SubnetCidrs
            .Zip(
                AvailabilityZones,
                (cidr, zone) => new RequiredSubnet(Cidr.Parse(cidr), zone.StartsWith(region, StringComparison.Ordinal) ? zone : region + zone)
            )
            .ToValueList();

    internal override IEnumerable<string?> HubNames => [Name];
}
