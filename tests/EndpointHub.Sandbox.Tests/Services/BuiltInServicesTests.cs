using EndpointHub.Sandbox.Services;

namespace EndpointHub.SandboxTests.Services;

/// <summary>Compares the built-in table with AWS's responses of September 2023.</summary>
public sealed class BuiltInServicesTests
{
    /// <summary>
    /// Names that endpoints of 2026 have and the responses of 2023 do not. Only observed names are listed: secretsmanager has none.
    /// </summary>
    private static readonly string[] AddedSince =
    [
        "ecr.{R}.api.aws",
        "*.dkr-ecr.{R}.on.aws",
        "ssm.{R}.api.aws",
        "ssmmessages.{R}.api.aws",
        "logs.{R}.api.aws",
        "streaming-logs.{R}.amazonaws.com",
        "streaming-logs.{R}.api.aws",
        "cassandra.{R}.api.aws",
    ];

    [Fact]
    public void The_built_in_table_agrees_with_the_recorded_responses_of_every_region()
    {
        var differences = new List<string>();
        var compared = 0;
        foreach (var (region, services) in EndpointServiceDumps.All())
        {
            foreach (var real in services)
            {
                if (ServiceCatalog.BuiltIn.Named(real.ServiceName, region).FirstOrDefault(s => s.IsGateway == real.IsGateway) is not { } ours)
                    continue;
                compared++;
                var since = AddedSince.Select(n => n.Replace("{R}", region, StringComparison.Ordinal));
                differences.AddRange(ours.PrivateNames.Except(real.PrivateDnsNames).Except(since).Select(n => $"{ours.Name}: only ours {n}"));
                differences.AddRange(real.PrivateDnsNames.Except(ours.PrivateNames).Select(n => $"{ours.Name}: only AWS's {n}"));
                if (!real.IsGateway && !real.BaseEndpointDnsNames.SequenceEqual(ours.BaseNames))
                    differences.Add($"{ours.Name}: base names {string.Join(' ', ours.BaseNames)}");
                if (!real.AvailabilityZones.ToHashSet().SetEquals(ours.Zones))
                    differences.Add($"{ours.Name}: zones {string.Join(' ', real.AvailabilityZones)}");
            }
        }

        Assert.Empty(differences);
        Assert.True(compared > 300, $"Only {compared} services were compared.");
    }

    [Fact]
    public void Every_listed_exception_differs_from_the_recorded_response()
    {
        var used = new HashSet<string>();
        foreach (var (region, services) in EndpointServiceDumps.All())
        {
            foreach (var real in services)
            {
                foreach (
                    var name in ServiceCatalog.BuiltIn.Named(real.ServiceName, region).SelectMany(s => s.PrivateNames).Except(real.PrivateDnsNames)
                )
                {
                    used.Add(name.Replace(region, "{R}", StringComparison.Ordinal));
                }
            }
        }

        Assert.Equal(AddedSince.Order(StringComparer.Ordinal), used.Intersect(AddedSince).Order(StringComparer.Ordinal));
    }
}
