using System.Text.Json;

namespace EndpointHub.Sandbox.Services;

/// <summary>What AWS itself answered to DescribeVpcEndpointServices, as <c>aws ec2 describe-vpc-endpoint-services</c> prints it.</summary>
internal static class ServiceAnswers
{
    /// <exception cref="InvalidDataException">The file is no such answer.</exception>
    public static IReadOnlyList<EndpointService> Read(string path)
    {
        try
        {
            var details = JsonSerializer.Deserialize<Answer>(File.ReadAllBytes(path))?.ServiceDetails ?? throw new InvalidDataException($"{path} has no ServiceDetails.");
            return [.. details.Where(IsCovered).Select(detail => Service(path, detail))];
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is no answer of DescribeVpcEndpointServices: {error.Message}", error);
        }
    }

    /// <summary>AWS's own services that endpoints of the two covered types are made for.</summary>
    private static bool IsCovered(Detail detail) =>
        detail.Owner is null or "amazon" && detail.ServiceType is [{ ServiceType: "Interface" or "Gateway" }, ..];

    private static EndpointService Service(string path, Detail detail)
    {
        if (detail.ServiceName is not { Length: > 0 } name || detail.BaseEndpointDnsNames is not [{ } baseName, ..] names || RegionOf(detail) is not { } region)
            throw new InvalidDataException($"{path}: {detail.ServiceName ?? "a service"} lacks its name, BaseEndpointDnsNames or AvailabilityZones.");
        var privateNames = detail.PrivateDnsNames is { Count: > 0 } list ? list.Select(n => n.PrivateDnsName).OfType<string>()
            : detail.PrivateDnsName is { } single ? [single] : [];
        var label = baseName.IndexOf($".{region}.", StringComparison.Ordinal) is > 0 and var at ? baseName[..at] : name;
        return new(name, label, region, detail.ServiceType![0].ServiceType == "Gateway", [.. privateNames], detail.AvailabilityZones ?? [])
        {
            Id = detail.ServiceId,
            BaseNames = names,
            SupportsPolicy = detail.VpcEndpointPolicySupported ?? false,
            AddressTypes = detail.SupportedIpAddressTypes ?? ["ipv4"],
        };
    }

    /// <summary>Answers of before 2024 have no ServiceRegion; a zone's name begins with its Region's.</summary>
    private static string? RegionOf(Detail detail) =>
        detail.ServiceRegion ?? (detail.AvailabilityZones is [{ Length: > 1 } zone, ..] && Regions.Exists(zone[..^1]) ? zone[..^1] : null);

    private sealed record Answer(IReadOnlyList<Detail>? ServiceDetails);

    private sealed record Detail(
        string? ServiceName, string? ServiceId, IReadOnlyList<TypeDetail>? ServiceType, string? ServiceRegion, string? Owner, IReadOnlyList<string>? AvailabilityZones,
        IReadOnlyList<string>? BaseEndpointDnsNames, string? PrivateDnsName, IReadOnlyList<NameDetail>? PrivateDnsNames, bool? VpcEndpointPolicySupported,
        IReadOnlyList<string>? SupportedIpAddressTypes);

    private sealed record TypeDetail(string? ServiceType);

    private sealed record NameDetail(string? PrivateDnsName);
}
