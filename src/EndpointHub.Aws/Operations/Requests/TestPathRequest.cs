using EndpointHub.Errors;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>The way from a spoke to a hub's endpoints shall be judged (Test-EndpointPath).</summary>
public sealed record TestPathRequest : OperationRequest
{
    /// <summary>The spoke.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>An earlier test that shall be borne out from here, for <see cref="ProbeFromHere"/> alone; null for none.</summary>
    public EndpointPath? Path { get; init; }

    /// <summary>The hub, when the spoke's object does not name it.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The services, by their short or full names; empty means all that the hub has.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether the network is judged as the whole job would leave it: connected, with zones, and cut over.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>The clients' security groups; empty when they are not known, and then what lets clients out is not judged.</summary>
    public ValueList<string> WorkloadSecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <summary>A client's network interface, whose groups and subnet are judged; null for clients in every subnet.</summary>
    public string? WorkloadNetworkInterfaceId { get; init; }

    /// <summary>Policies of roles, buckets or keys, to be searched for what names the spoke.</summary>
    public ValueList<NamedPolicy> Policies { get; init; } = ValueList<NamedPolicy>.Empty;

    /// <summary>The calls that the endpoints' policies are asked about; empty means what workloads are known to need, by whomever.</summary>
    public CallOptions Calls { get; init; } = new();

    /// <inheritdoc/>
    public override Problem? Validate() => Calls.Validate() ?? Policies
        .Select(policy => PolicyDocument.Validate(policy.Document) is { } reason ? Problems.MalformedOtherPolicy(policy.Name, reason) : null)
        .FirstOrDefault(problem => problem is not null);

    /// <inheritdoc/>
    public override bool IsProjected => Spoke.IsProjected || Hub is { IsProjected: true };

    private protected override OperationRequest Asked() => this with { Record = null, Hub = null, Path = null, Spoke = SpokeReference.To("") };
}
