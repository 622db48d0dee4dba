using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EndpointHub.SandboxTests.Services;

/// <summary>AWS's responses of September 2023 by Region, if the files are available. They contain only some members, under different names.</summary>
internal static class EndpointServiceDumps
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Here(), "../../../../shared/data/endpoint-services"));

    public static IReadOnlyList<(string Region, IReadOnlyList<DumpedService> Services)> All()
    {
        Assert.SkipUnless(Directory.Exists(Folder), "The recorded endpoint services of AWS are not available.");
        return
        [
            .. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(f => (Path.GetFileNameWithoutExtension(f), Read(f))),
        ];
    }

    /// <summary>Writes the response to a file in the AWS CLI's format.</summary>
    public static string AsAnswer(IEnumerable<DumpedService> services)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "services.json");
        File.WriteAllBytes(
            file,
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    ServiceDetails = services.Select(s => new
                    {
                        s.ServiceName,
                        ServiceType = s.Type.Select(t => new { ServiceType = t }),
                        s.AvailabilityZones,
                        Owner = "amazon",
                        s.BaseEndpointDnsNames,
                        PrivateDnsName = s.PrivateDnsNames.Count > 0 ? s.PrivateDnsNames[0] : null,
                        PrivateDnsNames = s.PrivateDnsNames.Select(n => new { PrivateDnsName = n }),
                        VpcEndpointPolicySupported = s.PolicySupported,
                        SupportedIpAddressTypes = s.IpAddressTypes,
                    }),
                }
            )
        );
        return file;
    }

    private static List<DumpedService> Read(string file) =>
        JsonSerializer.Deserialize<List<DumpedService>>(File.ReadAllBytes(file), JsonSerializerOptions.Web)!;

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}

internal sealed record DumpedService(
    string ServiceName,
    IReadOnlyList<string> Type,
    IReadOnlyList<string> AvailabilityZones,
    IReadOnlyList<string> BaseEndpointDnsNames,
    IReadOnlyList<string> PrivateDnsNames,
    bool PolicySupported,
    IReadOnlyList<string> IpAddressTypes
)
{
    public bool IsGateway => Type[0] == "Gateway";
}
