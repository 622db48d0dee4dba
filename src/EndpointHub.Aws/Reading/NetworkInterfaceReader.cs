using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>
/// Reads the network interfaces of endpoints by the ids that the endpoints contain, because the type and description of an interface are not
/// conclusive.
/// </summary>
internal static class NetworkInterfaceReader
{
    public static Task<IEnumerable<NetworkInterface>> ReadAsync(Apis apis, IEnumerable<Endpoint> endpoints, CancellationToken cancellationToken) =>
        FindAsync(apis, endpoints.SelectMany(endpoint => endpoint.NetworkInterfaceIds), cancellationToken);

    /// <summary>Reads network interfaces by id. Interfaces that do not exist are left out.</summary>
    public static async Task<IEnumerable<NetworkInterface>> FindAsync(
        Apis apis,
        IEnumerable<string> interfaceIds,
        CancellationToken cancellationToken
    ) =>
        (
            await SdkMapping.ReadAsync(
                "network-interface-id",
                interfaceIds,
                filters => apis.Ec2.Paginators.DescribeNetworkInterfaces(new() { Filters = filters }).NetworkInterfaces,
                cancellationToken
            )
        ).Select(Map);

    internal static NetworkInterface Map(Ec2.NetworkInterface nic) =>
        new()
        {
            Id = nic.NetworkInterfaceId!,
            SubnetId = nic.SubnetId!,
            Address = Ipv4.TryParse(nic.PrivateIpAddress, out var address) ? address : null,
            SecurityGroupIds = SdkMapping.Sorted(nic.Groups.All().Select(group => group.GroupId)),
            Tags = SdkMapping.Tags(nic.TagSet),
        };
}
