using System.Runtime.CompilerServices;
using System.Text.Json;
using EndpointHub.Sandbox.Services;

namespace EndpointHub.SandboxTests;

/// <summary>The built-in table against what AWS answered in September 2023, where that dump is at hand.</summary>
public sealed class ServiceFactsTests
{
    [Fact]
    public void The_table_agrees_with_every_region_of_the_dump_on_the_services_it_names()
    {
        var directory = Path.GetFullPath(Path.Combine(Here(), "../../../shared/data/endpoint-services"));
        Assert.SkipUnless(Directory.Exists(directory), $"There is no {directory}.");
        var differences = new List<string>();
        foreach (var file in Directory.EnumerateFiles(directory, "*.json"))
        {
            var region = Path.GetFileNameWithoutExtension(file);
            using var dump = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var real in dump.RootElement.EnumerateArray())
            {
                var name = real.GetProperty("serviceName").GetString()!;
                var isGateway = real.GetProperty("type")[0].GetString() == "Gateway";
                if (ServiceCatalog.BuiltIn.Named(name, region).FirstOrDefault(s => s.IsGateway == isGateway) is not { } ours) continue;
                var names = Texts(real, "privateDnsNames");

                // api.aws and on.aws names have been added since; secretsmanager, observed without one, is why no more is assumed.
                var since = ours.PrivateNames.Except(names).Where(n => !n.EndsWith(".api.aws", StringComparison.Ordinal) && !n.EndsWith(".on.aws", StringComparison.Ordinal)
                    && !n.StartsWith("streaming-logs.", StringComparison.Ordinal));
                differences.AddRange(since.Select(n => $"{name}: only ours {n}"));
                differences.AddRange(names.Except(ours.PrivateNames).Select(n => $"{name}: only AWS's {n}"));
                if (!isGateway && !Texts(real, "baseEndpointDnsNames").Contains($"{ours.Label}.{region}.vpce.amazonaws.com")) differences.Add($"{name}: label {ours.Label}");
                if (Texts(real, "availabilityZones") is { Count: > 0 } zones && !zones.ToHashSet().SetEquals(ours.Zones)) differences.Add($"{name}: zones {string.Join(' ', zones)}");
            }
        }

        Assert.Empty(differences);
    }

    private static List<string> Texts(JsonElement service, string member) =>
        service.TryGetProperty(member, out var list) ? [.. list.EnumerateArray().Select(n => n.GetString()!)] : [];

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
