using EndpointHub.Hubs;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Verdicts;

/// <summary>
/// The result of a path test of one service from a spoke to a hub: for every name of the service, every subnet of the spoke and every address
/// of the hub's endpoint. It describes a network at one point in time. The two VPCs with their accounts and region identify it.
/// </summary>
public sealed record EndpointPath
{
    /// <summary>The spoke.</summary>
    public required string VpcId { get; init; }

    /// <summary>The spoke's owner: twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The region of both.</summary>
    public required string Region { get; init; }

    /// <summary>The VPC of the endpoint to which the names are expected to resolve. The spoke's own id stands for its own endpoint.</summary>
    public required string HubVpcId { get; init; }

    /// <summary>The hub's owner: twelve digits.</summary>
    public required string HubAccountId { get; init; }

    /// <summary>The hub's name from its endpoint's tag; null when the endpoint is not part of a hub.</summary>
    public string? HubName { get; init; }

    /// <summary>The full service name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The tested endpoint in the hub's VPC; null when it has none for the service.</summary>
    public string? HubVpcEndpointId { get; init; }

    /// <summary>The worst verdict of all names, subnets and addresses.</summary>
    public required PathVerdict Verdict { get; init; }

    /// <summary>
    /// How many of the service's names resolve to the hub's endpoint. One newer name that is answered publicly makes the path Unreachable, while the
    /// clients of all other names are served.
    /// </summary>
    public NameCoverage NameCoverage =>
        Names.Count(name => name.Verdict == PathVerdict.Reachable) is var served && served == 0 ? NameCoverage.None
        : served == Names.Count ? NameCoverage.All
        : NameCoverage.Some;

    /// <summary>The distinct findings, the most severe first. Warnings are included; they do not affect the verdict.</summary>
    public ValueList<Finding> Findings { get; init; } = ValueList<Finding>.Empty;

    /// <summary>The resolution of each name of the service in the spoke, which is the same in all its subnets.</summary>
    public ValueList<NamePath> Names { get; init; } = ValueList<NamePath>.Empty;

    /// <summary>
    /// The packet paths between each subnet of the spoke and each address of the hub's endpoint. Findings name the subnets that were left out.
    /// </summary>
    public ValueList<SubnetPath> Subnets { get; init; } = ValueList<SubnetPath>.Empty;

    /// <summary>
    /// The distinct tested addresses of the hub's endpoint. They are repeated here because JSON of limited depth does not contain the subnets'
    /// addresses.
    /// </summary>
    public ValueList<string> HubAddresses =>
        Subnets.SelectMany(subnet => subnet.Addresses).Select(address => address.Address.ToString()).Distinct(StringComparer.Ordinal).ToValueList();

    /// <summary>The profile with which the spoke's account was accessed, or null.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The time at which the network was read (UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>True if this is about a network that a dry run or a plan predicted.</summary>
    public bool IsProjected { get; init; }

    /// <summary>The steps of this pipeline up to this object, as sentences: the predicted ones in a dry run, otherwise the executed ones.</summary>
    public ValueList<string> Steps { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// The same steps as data, one line each. A later command of a dry run predicts the network from them. They are never executed.
    /// </summary>
    public ValueList<string> StepRecords { get; init; } = ValueList<string>.Empty;

    /// <summary>The key of the spoke.</summary>
    /// <returns>VPC, account and region.</returns>
    internal SpokeKey GetKey() => new(VpcId, AccountId, Region);

    /// <summary>The service, the spoke and the verdict.</summary>
    /// <returns>One line, short enough for the name of a test.</returns>
    public override string ToString() => DisplayText.Escape($"{ServiceName} from {VpcId}: {Verdict}");

    /// <summary>The location of the spoke.</summary>
    /// <returns>Account and region.</returns>
    internal Location GetLocation() => new(AccountId, Region);

    /// <summary>The location of the hub.</summary>
    /// <returns>Account and region.</returns>
    internal Location GetHubLocation() => new(HubAccountId, Region);

    /// <summary>Every combination of subnet, name and address as one trace. The traces are created on demand.</summary>
    /// <returns>The traces, by subnet, then name, then address.</returns>
    public IEnumerable<PathTrace> GetTraces() =>
        from subnet in Subnets
        from name in Names
        from address in subnet.Addresses
        select new PathTrace(subnet, name, address);
}

/// <summary>How many names of a service resolve to the hub's endpoint.</summary>
public enum NameCoverage
{
    /// <summary>All names do.</summary>
    All,

    /// <summary>Some names do, for others it is not so or not known.</summary>
    Some,

    /// <summary>It is known of no name that it does.</summary>
    None,
}

/// <summary>The verdict of a path test.</summary>
public enum PathVerdict
{
    /// <summary>Names resolve to the hub's endpoint, and packets reach it and return.</summary>
    Reachable,

    /// <summary>The verdict cannot be determined from the network as it was read, and nothing fails.</summary>
    Unknown,

    /// <summary>A hop fails, for all packets or for some.</summary>
    Unreachable,
}
