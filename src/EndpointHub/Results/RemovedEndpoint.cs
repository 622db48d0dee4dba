using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Results;

/// <summary>An endpoint that was deleted: everything that is needed to make it again.</summary>
public sealed record RemovedEndpoint
{
    /// <summary>The endpoint as it was read right before its deletion.</summary>
    public required Endpoint Before { get; init; }

    /// <summary>The owner of its VPC: twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The hub that serves its names now.</summary>
    public required string HubName { get; init; }

    /// <summary>When it was deleted (UTC); when projected, when that was foretold.</summary>
    public required DateTimeOffset RemovedAt { get; init; }

    /// <summary>Whether this is what a rehearsal foretells.</summary>
    public bool IsProjected { get; init; }

    /// <summary>The steps that led here in this pipeline, for people: predicted ones when projected, else those taken.</summary>
    public ValueList<string> Steps { get; init; } = ValueList<string>.Empty;

    /// <summary>The same steps as data, one line each. From these a later command of a dry run predicts the network; nothing is ever done because of them.</summary>
    public ValueList<string> StepRecords { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoint's id, which no endpoint has any more.</summary>
    public string VpcEndpointId => Before.Id;

    /// <summary>The VPC that it served.</summary>
    public string VpcId => Before.VpcId;

    /// <summary>The full service name.</summary>
    public string ServiceName => Before.ServiceName;

    /// <summary>The endpoint that was removed.</summary>
    /// <returns>One line, short enough for a test's name.</returns>
    public override string ToString() => Before.ToString();
}
