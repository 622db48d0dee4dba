using Amazon.EC2;
using EndpointHub.Aws.Clients;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads services with interface endpoints and their private names. A service name may also belong to a gateway service.</summary>
internal static class ServiceReader
{
    public static async Task<IEnumerable<EndpointService>> ReadAsync(
        Apis apis,
        IEnumerable<string> serviceNames,
        CancellationToken cancellationToken
    ) =>
        (
            await SdkMapping.ReadAsync(
                "service-name",
                serviceNames,
                filters => new PagedItems<Ec2.DescribeVpcEndpointServicesResponse, Ec2.ServiceDetail>(
                    ReadPages(apis, filters),
                    static page => page.ServiceDetails
                ),
                cancellationToken
            )
        )
            .Where(service => service.ServiceType.All().Any(type => type.ServiceType == ServiceType.Interface))
            .Select(Map);

    /// <summary>Reads the full names of all services of a region.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(Apis apis, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var page in ReadPages(apis, filters: null).WithCancellation(cancellationToken))
            names.AddRange(page.ServiceNames.All());
        return names;
    }

    internal static EndpointService Map(Ec2.ServiceDetail service)
    {
        // An unverified name is not resolved (EC2 API reference, ServiceDetail). AWS's own services may have no state.
        var isVerified = service.PrivateDnsNameVerificationState is not { } state || state == DnsNameState.Verified;
        var names = service
            .PrivateDnsNames.All()
            .Select(name => name.PrivateDnsName)
            .Append(service.PrivateDnsName)
            .OfType<string>()
            .Where(name => name.Length > 0);
        return new EndpointService
        {
            Id = service.ServiceName!,
            PrivateDnsNames = isVerified
                ? SdkMapping.Sorted(names.Select(DnsName.Normalize).Distinct(StringComparer.Ordinal))
                : ValueList<string>.Empty,
            AvailabilityZones = SdkMapping.Sorted(service.AvailabilityZones.All()),
            SupportsPolicies = service.VpcEndpointPolicySupported is not false,
            Tags = SdkMapping.Tags(service.Tags),
        };
    }

    // The operation is paged, but botocore, and therefore the SDK, has no paginator for it.
    private static PagedResponses<Ec2.DescribeVpcEndpointServicesRequest, Ec2.DescribeVpcEndpointServicesResponse> ReadPages(
        Apis apis,
        List<Ec2.Filter>? filters
    ) =>
        new(
            new() { Filters = filters },
            apis.Ec2.DescribeVpcEndpointServicesAsync,
            static page => page.NextToken is { Length: > 0 } token ? token : null,
            static (first, page) => new() { Filters = first.Filters, NextToken = page.NextToken }
        );
}
