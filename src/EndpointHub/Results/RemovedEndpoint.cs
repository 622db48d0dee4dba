using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Results;

/// <summary>A deleted endpoint, with everything that is needed to create it again.</summary>
public sealed record RemovedEndpoint
{
    /// <summary>The endpoint as it was read right before its deletion.</summary>
    public required Endpoint Before { get; init; }

    /// <summary>The owner of its VPC: twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The hub whose endpoints its names resolve to now.</summary>
    public required string HubName { get; init; }

    /// <summary>The time at which it was deleted (UTC); in a dry run, the time of the prediction.</summary>
    public required DateTimeOffset RemovedAt { get; init; }

    /// <summary>The codes of the refusals that <c>-Allow</c> waived for it, in alphabetical order.</summary>
    public ValueList<string> Allowed { get; init; } = ValueList<string>.Empty;

    /// <summary>True if a dry run predicted this object.</summary>
    public bool IsProjected { get; init; }

    /// <summary>The steps of this pipeline up to this object, as sentences: the predicted ones in a dry run, otherwise the executed ones.</summary>
    public ValueList<string> Steps { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// The same steps as data, one line each. A later command of a dry run predicts the network from them. They are never executed.
    /// </summary>
    public ValueList<string> StepRecords { get; init; } = ValueList<string>.Empty;

    /// <summary>The id of the deleted endpoint.</summary>
    public string VpcEndpointId => Before.Id;

    /// <summary>The VPC that it served.</summary>
    public string VpcId => Before.VpcId;

    /// <summary>The full service name.</summary>
    public string ServiceName => Before.ServiceName;

    /// <summary>The endpoint that was removed.</summary>
    /// <returns>One line, short enough for the name of a test.</returns>
    public override string ToString() => Before.ToString();
}
