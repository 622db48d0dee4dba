using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>
/// The interfaces of endpoints, by the ids that the endpoints name: an interface's own type and description do not tell surely what it is for.
/// </summary>
internal static class NetworkInterfaceReader
{
    public static Task<IEnumerable<NetworkInterface>> ReadAsync(Apis apis, IEnumerable<Endpoint> endpoints, CancellationToken cancellationToken) =>
        FindAsync(apis, endpoints.SelectMany(endpoint => endpoint.NetworkInterfaceIds), cancellationToken);

    /// <summary>Interfaces of any kind, by their ids; what is not there is left out.</summary>
    public static async Task<IEnumerable<NetworkInterface>> FindAsync(Apis apis, IEnumerable<string> interfaceIds, CancellationToken cancellationToken) =>
        (await SdkMapping.ReadAsync(
            "network-interface-id",
            interfaceIds,
            filters => apis.Ec2.Paginators.DescribeNetworkInterfaces(new() { Filters = filters }).NetworkInterfaces,
            cancellationToken))
        .Select(Map);

    internal static NetworkInterface Map(Ec2.NetworkInterface card) => new()
    {
        Id = card.NetworkInterfaceId!,
        SubnetId = card.SubnetId!,
        Address = Ipv4.TryParse(card.PrivateIpAddress, out var address) ? address : null,
        SecurityGroupIds = SdkMapping.Sorted(card.Groups.All().Select(group => group.GroupId)),
        Tags = SdkMapping.Tags(card.TagSet),
    };
}
