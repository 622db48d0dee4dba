using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Describes the endpoint services. A service name can have two entries, a Gateway and an Interface.</summary>
internal sealed class EndpointServices(Call call) : Handler(call)
{
    private static readonly FilterSet<ServiceDetail> Filters = new(s => s.Tags)
    {
        { "owner", s => s.Owner },
        { "service-name", s => s.ServiceName },
        { "service-region", s => s.ServiceRegion },
        { "service-type", s => s.ServiceType.Select(t => t.ServiceType) },
        { "supported-ip-address-types", s => s.SupportedIpAddressTypes },
    };

    public DescribeVpcEndpointServicesResponse DescribeVpcEndpointServices(
        List<Filter> filters,
        List<string> serviceNames,
        List<string> serviceRegions,
        int? maxResults,
        string? nextToken
    )
    {
        if (serviceRegions.Exists(r => r != Region))
            throw AwsException.Unsupported("ServiceRegions");
        foreach (var name in serviceNames)
        {
            if (!World.Services.Named(name, Region).Any())
                throw new AwsException("InvalidServiceName", $"The Vpc Endpoint Service '{name}' does not exist");
        }

        var services = World.Services.In(Region).Where(s => serviceNames.Count == 0 || serviceNames.Contains(s.Name)).Select(Describe).ToList();
        var page = Filters.Apply(services, filters).Page(maxResults, nextToken, out var next, atLeast: 1, capped: true);
        return new()
        {
            ServiceDetails = page,
            ServiceNames = [.. page.Select(s => s.ServiceName!).Distinct()],
            NextToken = next,
        };
    }

    private ServiceDetail Describe(EndpointService service) =>
        new()
        {
            ServiceName = service.Name,
            ServiceId = service.Id ?? ServiceId(service),
            ServiceType = [new() { ServiceType = service.ServiceType }],
            ServiceRegion = Region,
            Owner = "amazon",
            AvailabilityZones = [.. service.Zones],
            AvailabilityZoneIds = [.. Regions.ZonesOf(Region).Where(z => service.Zones.Contains(z.Name)).Select(z => z.Id)],
            BaseEndpointDnsNames = [.. service.BaseNames],
            PrivateDnsName = service.PrivateNames is [var first, ..] ? first : null,
            PrivateDnsNames = [.. service.PrivateNames.Select(n => new PrivateDnsDetails { PrivateDnsName = n })],
            PrivateDnsNameVerificationState = service.PrivateNames.Count > 0 ? "verified" : null,
            VpcEndpointPolicySupported = service.SupportsPolicy,
            AcceptanceRequired = false,
            ManagesVpcEndpoints = false,
            SupportedIpAddressTypes = [.. service.AddressTypes],
        };

    private static string ServiceId(EndpointService service) =>
        $"vpce-svc-0{string.Concat((service.Name + service.ServiceType).Select((c, i) => ((c + i) % 16).ToString("x", System.Globalization.CultureInfo.InvariantCulture)))[^16..]}";
}
