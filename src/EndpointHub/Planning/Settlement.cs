using EndpointHub.Errors;
using EndpointHub.Topology;

namespace EndpointHub.Planning;

/// <summary>The state that is polled until a step has settled.</summary>
internal enum SettlementKind
{
    /// <summary>The endpoint, with DescribeVpcEndpoints.</summary>
    Endpoint,

    /// <summary>The peering connection, with DescribeVpcPeeringConnections.</summary>
    Peering,

    /// <summary>The Route 53 change that the call started, with GetChange.</summary>
    ZoneChange,
}

/// <summary>The way to find out that a step has settled. AWS responds to many calls before the change has taken effect.</summary>
/// <param name="Kind">The state that is polled.</param>
/// <param name="ResourceId">The resource that is polled.</param>
internal sealed record Settlement(SettlementKind Kind, string ResourceId)
{
    /// <summary>True if the step deletes the resource; otherwise a missing resource is a failure.</summary>
    public bool EndsResource { get; init; }

    /// <summary>True if the endpoint has DNS names and network interfaces once it has settled. They replace <see cref="EndpointSymbols"/>.</summary>
    public bool NamesEndpoint { get; init; }

    /// <summary>The prefix list of the endpoint's routes, which may be a symbol until the step has settled; null for none.</summary>
    public string? PrefixListId { get; init; }

    /// <summary>The AWS CLI command that shows what is polled; null where its id is not known.</summary>
    /// <param name="changeId">The Route 53 change that the call started; null if it is not known.</param>
    public CommandLine? PollCommand(string? changeId) =>
        Kind switch
        {
            SettlementKind.ZoneChange => changeId is null ? null : CommandLine.Aws($"route53 get-change --id {changeId}"),
            _ when SymbolicId.Is(ResourceId) => null,
            SettlementKind.Peering => CommandLine.Aws($"ec2 describe-vpc-peering-connections --vpc-peering-connection-ids {ResourceId}"),
            _ => CommandLine.Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {ResourceId}"),
        };
}
