using System.Text.Json;
using EndpointHub.Sandbox.Files;

namespace EndpointHub.Sandbox.Services;

/// <summary>Reads recorded responses of DescribeVpcEndpointServices, as <c>aws ec2 describe-vpc-endpoint-services</c> prints them.</summary>
internal static class ServiceAnswers
{
    /// <exception cref="InvalidDataException">The file is not such a response.</exception>
    public static IReadOnlyList<EndpointService> Read(string path)
    {
        try
        {
            using var file = RegularFile.OpenRead(path);
            var details =
                JsonSerializer.Deserialize<Answer>(file)?.ServiceDetails ?? throw new InvalidDataException($"{path} has no ServiceDetails.");
            return [.. details.Where(IsCovered).Select(detail => Service(path, detail))];
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is no answer of DescribeVpcEndpointServices: {error.Message}", error);
        }
    }

    /// <summary>Returns true for AWS's own services of the two supported endpoint types.</summary>
    private static bool IsCovered(Detail detail) =>
        detail.Owner is null or "amazon" && detail.ServiceType is [{ ServiceType: "Interface" or "Gateway" }, ..];

    private static EndpointService Service(string path, Detail detail)
    {
        if (
            detail.ServiceName is not { Length: > 0 } name
            || detail.BaseEndpointDnsNames is not [{ } baseName, ..] names
            || RegionOf(detail) is not { } region
        )
        {
            throw new InvalidDataException($"{path}: {detail.ServiceName ?? "a service"} lacks its name, BaseEndpointDnsNames or AvailabilityZones.");
        }

        var privateNames =
            detail.PrivateDnsNames is { Count: > 0 } list ? list.Select(n => n.PrivateDnsName).OfType<string>()
            : detail.PrivateDnsName is { } single ? [single]
            : [];
        var label = baseName.IndexOf($".{region}.", StringComparison.Ordinal) is > 0 and var at ? baseName[..at] : name;
        return new(name, label, region, detail.ServiceType![0].ServiceType == "Gateway", [.. privateNames], detail.AvailabilityZones ?? [])
        {
            Id = detail.ServiceId,
            BaseNames = names,
            SupportsPolicy = detail.VpcEndpointPolicySupported ?? true,
            AddressTypes = detail.SupportedIpAddressTypes ?? ["ipv4"],
        };
    }

    /// <summary>Responses from before 2024 have no ServiceRegion; the name of an Availability Zone begins with its Region.</summary>
    private static string? RegionOf(Detail detail) =>
        detail.ServiceRegion ?? (detail.AvailabilityZones is [{ Length: > 1 } zone, ..] && Regions.Exists(zone[..^1]) ? zone[..^1] : null);

    private sealed record Answer(IReadOnlyList<Detail>? ServiceDetails);

    private sealed record Detail(
        string? ServiceName,
        string? ServiceId,
        IReadOnlyList<TypeDetail>? ServiceType,
        string? ServiceRegion,
        string? Owner,
        IReadOnlyList<string>? AvailabilityZones,
        IReadOnlyList<string>? BaseEndpointDnsNames,
        string? PrivateDnsName,
        IReadOnlyList<NameDetail>? PrivateDnsNames,
        bool? VpcEndpointPolicySupported,
        IReadOnlyList<string>? SupportedIpAddressTypes
    );

    private sealed record TypeDetail(string? ServiceType);

    private sealed record NameDetail(string? PrivateDnsName);
}
