using EndpointHub.Errors;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request to test the paths from a spoke to a hub's endpoints (Test-EndpointPath).</summary>
public sealed record TestPathRequest : OperationRequest
{
    /// <summary>The spoke.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>An earlier path test to verify, for <see cref="ProbeFromHere"/> only; null for none.</summary>
    public EndpointPath? Path { get; init; }

    /// <summary>The hub, if the spoke's object does not name it.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The services, by their short or full names; empty means all services of the hub.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>True to test the network as it would be after the migration: connected, with zones, and cut over.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>The clients' subnets; empty means all that may contain clients.</summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The clients' security groups. If it is empty, those of the network interfaces in the clients' subnets are tested.</summary>
    public ValueList<string> WorkloadSecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <summary>A client's network interface, whose security groups and subnet are tested; null for clients in every subnet.</summary>
    public string? WorkloadNetworkInterfaceId { get; init; }

    /// <summary>The policies of roles, buckets or keys to search for conditions that name the spoke.</summary>
    public ValueList<NamedPolicy> Policies { get; init; } = ValueList<NamedPolicy>.Empty;

    /// <summary>The calls to evaluate endpoint policies for; empty means what workloads are known to need, by any caller.</summary>
    public CallOptions Calls { get; init; } = new();

    /// <inheritdoc/>
    public override Problem? Validate() =>
        Calls.Validate()
        ?? Policies
            .Select(policy => policy.Validate() is { } reason ? Problems.MalformedOtherPolicy(policy.Name, reason) : null)
            .FirstOrDefault(problem => problem is not null);

    /// <inheritdoc/>
    public override bool IsProjected => Spoke.IsProjected || Hub is { IsProjected: true };

    private protected override OperationRequest Normalized() => this with { Record = null, Hub = null, Path = null, Spoke = SpokeReference.To("") };

    internal override IEnumerable<string?> HubNames => [Hub?.Name, Spoke.Hub?.Name];
}
