using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Verdicts;

/// <summary>The packet paths between a subnet and the addresses of an endpoint.</summary>
/// <param name="SubnetId">The subnet.</param>
/// <param name="AvailabilityZone">The name of its Availability Zone in its owner's account.</param>
/// <param name="Verdict">The worst verdict of its addresses, and of the path to image layers.</param>
/// <param name="Addresses">The paths to each address and port, ordered by network interface.</param>
public sealed record SubnetPath(string SubnetId, string AvailabilityZone, PathVerdict Verdict, ValueList<AddressPath> Addresses)
{
    /// <summary>For ECR, the hops of an image pull to the layers in S3, which never uses the hub; empty for other services.</summary>
    public ValueList<PathHop> LayerHops { get; init; } = ValueList<PathHop>.Empty;
}

/// <summary>The packet path between a subnet and one address, in both directions.</summary>
/// <param name="NetworkInterfaceId">The endpoint's network interface.</param>
/// <param name="Address">Its address; for a planned network interface the first usable address of its subnet.</param>
/// <param name="Port">The service's TCP port.</param>
/// <param name="Verdict">The verdict for all clients of the subnet.</param>
/// <param name="Hops">The hops, in order: those of requests, then those of responses.</param>
public sealed record AddressPath(string NetworkInterfaceId, Ipv4 Address, int Port, PathVerdict Verdict, ValueList<PathHop> Hops);

/// <summary>The complete path of one client, which resolves a name and connects to an address.</summary>
/// <param name="Subnet">The subnet of the client.</param>
/// <param name="Name">The resolution of the name.</param>
/// <param name="Address">The path of packets.</param>
public sealed record PathTrace(SubnetPath Subnet, NamePath Name, AddressPath Address)
{
    /// <summary>The worst verdict of the hops.</summary>
    public PathVerdict Verdict => Hops.Select(hop => hop.Verdict).Worst();

    /// <summary>The hops, in order: those of the name, of requests, of responses, and for ECR those to the image layers.</summary>
    public IEnumerable<PathHop> Hops => Name.Hops.Concat(Address.Hops).Concat(Subnet.LayerHops);
}
