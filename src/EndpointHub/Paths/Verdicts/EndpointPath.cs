using EndpointHub.Hubs;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Verdicts;

/// <summary>
/// Whether a spoke reaches one service through a hub, and why: for every name of the service, every subnet of the spoke and every address
/// of the hub's endpoint. It was true of a network at one time. Its identity is the two VPCs with their accounts and region.
/// </summary>
public sealed record EndpointPath
{
    /// <summary>The spoke.</summary>
    public required string VpcId { get; init; }

    /// <summary>The spoke's owner: twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The region of both.</summary>
    public required string Region { get; init; }

    /// <summary>The VPC where the names are expected to lead; the spoke's own id asks about its own endpoint.</summary>
    public required string HubVpcId { get; init; }

    /// <summary>The hub's owner: twelve digits.</summary>
    public required string HubAccountId { get; init; }

    /// <summary>The hub's name from its endpoint's tag; null when the endpoint is no hub's.</summary>
    public string? HubName { get; init; }

    /// <summary>The full service name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The endpoint in the hub's VPC that was judged; null when it has none for the service.</summary>
    public string? HubVpcEndpointId { get; init; }

    /// <summary>The worst of all names, subnets and addresses.</summary>
    public required PathVerdict Verdict { get; init; }

    /// <summary>Every cause once, with all resources that it affects: what fails first; warnings stand here too and leave the verdict as it is.</summary>
    public ValueList<Finding> Findings { get; init; } = ValueList<Finding>.Empty;

    /// <summary>How each name of the service resolves in the spoke, which is the same in all its subnets.</summary>
    public ValueList<NamePath> Names { get; init; } = ValueList<NamePath>.Empty;

    /// <summary>
    /// How packets travel between each subnet of the spoke and each address of the hub's endpoint. Subnets that hold nothing but interfaces of
    /// Transit Gateway attachments are left out.
    /// </summary>
    public ValueList<SubnetPath> Subnets { get; init; } = ValueList<SubnetPath>.Empty;

    /// <summary>The addresses of the hub's endpoint that were judged, each once. They stand here too for what becomes of the object in JSON.</summary>
    public ValueList<string> HubAddresses => Subnets.SelectMany(subnet => subnet.Addresses).Select(address => address.Address.ToString()).Distinct(StringComparer.Ordinal).ToValueList();

    /// <summary>The profile that the spoke's side was reached with, or null.</summary>
    public string? ProfileName { get; init; }

    /// <summary>When the network was read (UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>Whether this is about a network that a rehearsal or a plan foretells.</summary>
    public bool IsProjected { get; init; }

    /// <summary>The steps that led here in this pipeline, for people: predicted ones when projected, else those taken.</summary>
    public ValueList<string> Steps { get; init; } = ValueList<string>.Empty;

    /// <summary>The same steps as data, one line each. From these a later command of a dry run predicts the network; nothing is ever done because of them.</summary>
    public ValueList<string> StepRecords { get; init; } = ValueList<string>.Empty;

    /// <summary>Which spoke it is about.</summary>
    /// <returns>VPC, account and region.</returns>
    public SpokeKey GetKey() => new(VpcId, AccountId, Region);

    /// <summary>The service, the spoke and the verdict.</summary>
    /// <returns>One line, short enough for a test's name.</returns>
    public override string ToString() => $"{ServiceName} from {VpcId}: {Verdict}";

    /// <summary>The spoke's place.</summary>
    /// <returns>Account and region.</returns>
    public Location GetLocation() => new(AccountId, Region);

    /// <summary>The hub's place.</summary>
    /// <returns>Account and region.</returns>
    public Location GetHubLocation() => new(HubAccountId, Region);

    /// <summary>Every combination of subnet, name and address as one trace. They are put together as they are asked for.</summary>
    /// <returns>The traces, by subnet, then name, then address.</returns>
    public IEnumerable<PathTrace> GetTraces() =>
        from subnet in Subnets
        from name in Names
        from address in subnet.Addresses
        select new PathTrace(subnet, name, address);
}

/// <summary>What a path test concludes.</summary>
public enum PathVerdict
{
    /// <summary>Names lead to the hub, and packets get there and back.</summary>
    Reachable,

    /// <summary>Something was met that the network as read does not decide, and nothing fails.</summary>
    Unknown,

    /// <summary>Something fails, for all or for some.</summary>
    Unreachable,
}
