using EndpointHub.Paths;
using EndpointHub.Topology;

namespace EndpointHub;

/// <summary>How packets travel between a subnet and the addresses of an endpoint.</summary>
/// <param name="SubnetId">The subnet.</param>
/// <param name="AvailabilityZone">Its zone's name in its owner's account.</param>
/// <param name="Verdict">The worst of its addresses.</param>
/// <param name="Addresses">The ways to each address and port, ordered by interface.</param>
public sealed record SubnetPath(string SubnetId, string AvailabilityZone, PathVerdict Verdict, ValueList<AddressPath> Addresses);

/// <summary>How packets travel between a subnet and one address, there and back.</summary>
/// <param name="NetworkInterfaceId">The endpoint's interface.</param>
/// <param name="Address">Its address; for a planned interface the first that its subnet gives out.</param>
/// <param name="Port">The service's TCP port.</param>
/// <param name="Verdict">Whether every client of the subnet gets an answer.</param>
/// <param name="Hops">What was met, in order: the way there, then the way back.</param>
public sealed record AddressPath(string NetworkInterfaceId, Ipv4 Address, int Port, PathVerdict Verdict, ValueList<PathHop> Hops);

/// <summary>One client's whole journey: it resolves a name and connects to an address.</summary>
/// <param name="Subnet">Where the client stands.</param>
/// <param name="Name">How the name resolves.</param>
/// <param name="Address">How packets travel.</param>
public sealed record PathTrace(SubnetPath Subnet, NamePath Name, AddressPath Address)
{
    /// <summary>The worse of name and address.</summary>
    public PathVerdict Verdict => Name.Verdict > Address.Verdict ? Name.Verdict : Address.Verdict;

    /// <summary>What was met, in order: the name, the way there, the way back.</summary>
    public IEnumerable<PathHop> Hops => Name.Hops.Concat(Address.Hops);
}
