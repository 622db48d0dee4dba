using Amazon.EC2;
using EndpointHub.Naming;
using EndpointHub.Paths.Policies;
using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads endpoints. Endpoints that are being deleted are left out, because nothing can be planned on them.</summary>
internal static class EndpointReader
{
    private const string Deleted = "deleted";
    private const string EndpointCharges = "vpc-endpoint-charges";

    public static async Task<IEnumerable<Endpoint>> ReadAsync(Apis apis, IEnumerable<string> vpcIds, CancellationToken cancellationToken) =>
        (await DescribeAsync(apis, "vpc-id", vpcIds, cancellationToken)).Where(IsNotDeleted);

    /// <summary>Reads every endpoint of the account and region.</summary>
    public static async Task<IReadOnlyList<Endpoint>> ReadAllAsync(Apis apis, CancellationToken cancellationToken)
    {
        var endpoints = await apis.Ec2.Paginators.DescribeVpcEndpoints(new()).VpcEndpoints.ToListAsync(cancellationToken);
        return [.. endpoints.Select(Map).Where(IsNotDeleted)];
    }

    /// <summary>Reads the endpoints with a tag, in any VPC.</summary>
    public static Task<IEnumerable<Endpoint>> ReadTaggedAsync(Apis apis, string tagKey, CancellationToken cancellationToken) =>
        DescribeAsync(apis, "tag-key", [tagKey], cancellationToken);

    /// <summary>Reads endpoints in any state by a filter. Endpoints that do not exist are left out, whereas reading by id would fail.</summary>
    public static Task<IEnumerable<Endpoint>> FindAsync(Apis apis, IEnumerable<string> endpointIds, CancellationToken cancellationToken) =>
        DescribeAsync(apis, "vpc-endpoint-id", endpointIds, cancellationToken);

    internal static Endpoint Map(Ec2.VpcEndpoint endpoint)
    {
        var names = endpoint
            .DnsEntries.All()
            .Where(entry => entry.DnsName is { Length: > 0 })
            .Select(entry => new AliasTarget(DnsName.Normalize(entry.DnsName!), entry.HostedZoneId ?? ""))
            .ToList();
        return new Endpoint
        {
            Id = endpoint.VpcEndpointId!,
            VpcId = endpoint.VpcId!,
            // Resource, service-network and tunnel endpoints have no service. What they lead to stands in its place.
            ServiceName = endpoint.ServiceName ?? endpoint.ResourceConfigurationArn ?? endpoint.ServiceNetworkArn ?? "",
            Kind = Kind(endpoint.VpcEndpointType),
            State = CamelCase(endpoint.State!.Value),
            PrivateDnsEnabled = endpoint.PrivateDnsEnabled ?? false,
            RequesterManaged = endpoint.RequesterManaged ?? false,
            ServiceRegion = endpoint.ServiceRegion is { Length: > 0 } region ? region : null,
            Payer = endpoint
                .PayerResponsibilities.All()
                .Where(responsibility => responsibility.Scope?.Value == EndpointCharges)
                .Select(responsibility => responsibility.PayerResponsibilityType?.Value)
                .FirstOrDefault(),
            SubnetIds = SdkMapping.Sorted(endpoint.SubnetIds.All()),
            SecurityGroupIds = SdkMapping.Sorted(endpoint.Groups.All().Select(group => group.GroupId)),
            RouteTableIds = SdkMapping.Sorted(endpoint.RouteTableIds.All()),
            NetworkInterfaceIds = SdkMapping.Sorted(endpoint.NetworkInterfaceIds.All()),
            RegionalName = RegionalName(names),
            HasIpv4Names = endpoint.DnsOptions?.DnsRecordIpType != DnsRecordIpType.Ipv6,
            HasIpv6Names = endpoint.DnsOptions?.DnsRecordIpType?.Value is "ipv6" or "dualstack",
            PrivateNames = SdkMapping.Sorted(names.Select(name => name.DnsName).Where(name => !VpceName.Is(name)).Distinct(StringComparer.Ordinal)),
            PolicyDocument = PolicyText.RestrictiveOrNull(endpoint.PolicyDocument),
            Tags = SdkMapping.Tags(endpoint.Tags),
        };
    }

    private static bool IsNotDeleted(Endpoint endpoint) => endpoint.State is not (EndpointState.Deleting or Deleted);

    // Zonal names also have the zone in their first label, so the regional name has the shortest one. AWS returns them in any order.
    // The names of S3 begin with "*." and keep it, because an alias has to target the wildcard record set.
    private static AliasTarget? RegionalName(IEnumerable<AliasTarget> names) =>
        names
            .Where(name => VpceName.Is(name.DnsName))
            .OrderBy(name => DnsName.WithoutWildcard(name.DnsName).IndexOf('.'))
            .ThenBy(name => name.DnsName, StringComparer.Ordinal)
            .FirstOrDefault();

    private static EndpointKind Kind(VpcEndpointType? type) =>
        type == VpcEndpointType.Interface ? EndpointKind.Interface
        : type == VpcEndpointType.Gateway ? EndpointKind.Gateway
        : type == VpcEndpointType.GatewayLoadBalancer ? EndpointKind.GatewayLoadBalancer
        : type == VpcEndpointType.Resource ? EndpointKind.Resource
        : type == VpcEndpointType.ServiceNetwork ? EndpointKind.ServiceNetwork
        : type == VpcEndpointType.Tunnel ? EndpointKind.Tunnel
        : EndpointKind.Other;

    // The API returns "pendingAcceptance", and the SDK's constant is "PendingAcceptance".
    private static string CamelCase(string state) => char.ToLowerInvariant(state[0]) + state.Substring(1);

    private static async Task<IEnumerable<Endpoint>> DescribeAsync(
        Apis apis,
        string filter,
        IEnumerable<string> values,
        CancellationToken cancellationToken
    ) =>
        (
            await SdkMapping.ReadAsync(
                filter,
                values,
                filters => apis.Ec2.Paginators.DescribeVpcEndpoints(new() { Filters = filters }).VpcEndpoints,
                cancellationToken
            )
        ).Select(Map);
}
