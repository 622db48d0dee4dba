using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Verdicts;

/// <summary>How packets travel between a subnet and the addresses of an endpoint.</summary>
/// <param name="SubnetId">The subnet.</param>
/// <param name="AvailabilityZone">Its zone's name in its owner's account.</param>
/// <param name="Verdict">The worst of its addresses, and of the way to image layers.</param>
/// <param name="Addresses">The ways to each address and port, ordered by interface.</param>
public sealed record SubnetPath(string SubnetId, string AvailabilityZone, PathVerdict Verdict, ValueList<AddressPath> Addresses)
{
    /// <summary>For ECR what a pull meets on its way to the image layers in S3, which never leads through the hub; empty for other services.</summary>
    public ValueList<PathHop> LayerHops { get; init; } = ValueList<PathHop>.Empty;
}

/// <summary>How packets travel between a subnet and one address, there and back.</summary>
/// <param name="NetworkInterfaceId">The endpoint's interface.</param>
/// <param name="Address">Its address; for a planned interface the first that its subnet gives out.</param>
/// <param name="Port">The service's TCP port.</param>
/// <param name="Verdict">True if every client of the subnet gets an answer.</param>
/// <param name="Hops">What was met, in order: the way there, then the way back.</param>
public sealed record AddressPath(string NetworkInterfaceId, Ipv4 Address, int Port, PathVerdict Verdict, ValueList<PathHop> Hops);

/// <summary>One client's whole journey: it resolves a name and connects to an address.</summary>
/// <param name="Subnet">Where the client stands.</param>
/// <param name="Name">How the name resolves.</param>
/// <param name="Address">How packets travel.</param>
public sealed record PathTrace(SubnetPath Subnet, NamePath Name, AddressPath Address)
{
    /// <summary>The worst of what was met.</summary>
    public PathVerdict Verdict => Hops.Select(hop => hop.Verdict).Worst();

    /// <summary>What was met, in order: the name, the way there, the way back, and for ECR the way to the layers.</summary>
    public IEnumerable<PathHop> Hops => Name.Hops.Concat(Address.Hops).Concat(Subnet.LayerHops);
}
