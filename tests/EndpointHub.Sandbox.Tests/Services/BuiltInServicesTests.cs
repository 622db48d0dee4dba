using EndpointHub.Sandbox.Services;

namespace EndpointHub.SandboxTests.Services;

/// <summary>The built-in table against what AWS answered in September 2023.</summary>
public sealed class BuiltInServicesTests
{
    /// <summary>Names that endpoints of 2026 list and the dumps do not have yet; secretsmanager, observed without one, is why no more is assumed.</summary>
    private static readonly string[] AddedSince =
    [
        "ecr.{R}.api.aws", "*.dkr-ecr.{R}.on.aws", "ssm.{R}.api.aws", "ssmmessages.{R}.api.aws",
        "logs.{R}.api.aws", "streaming-logs.{R}.amazonaws.com", "streaming-logs.{R}.api.aws", "cassandra.{R}.api.aws",
    ];

    [Fact]
    public void The_table_agrees_with_every_region_of_the_dumps_on_the_services_it_names()
    {
        var differences = new List<string>();
        var compared = 0;
        foreach (var (region, services) in EndpointServiceDumps.All())
        {
            foreach (var real in services)
            {
                if (ServiceCatalog.BuiltIn.Named(real.ServiceName, region).FirstOrDefault(s => s.IsGateway == real.IsGateway) is not { } ours) continue;
                compared++;
                var since = AddedSince.Select(n => n.Replace("{R}", region, StringComparison.Ordinal));
                differences.AddRange(ours.PrivateNames.Except(real.PrivateDnsNames).Except(since).Select(n => $"{ours.Name}: only ours {n}"));
                differences.AddRange(real.PrivateDnsNames.Except(ours.PrivateNames).Select(n => $"{ours.Name}: only AWS's {n}"));
                if (!real.IsGateway && !real.BaseEndpointDnsNames.SequenceEqual(ours.BaseNames)) differences.Add($"{ours.Name}: base names {string.Join(' ', ours.BaseNames)}");
                if (!real.AvailabilityZones.ToHashSet().SetEquals(ours.Zones)) differences.Add($"{ours.Name}: zones {string.Join(' ', real.AvailabilityZones)}");
            }
        }

        Assert.Empty(differences);
        Assert.True(compared > 300, $"Only {compared} services were compared.");
    }

    [Fact]
    public void Every_exception_that_is_listed_is_one()
    {
        var unused = AddedSince.ToHashSet();
        foreach (var (region, services) in EndpointServiceDumps.All())
        {
            foreach (var real in services)
            {
                foreach (var name in ServiceCatalog.BuiltIn.Named(real.ServiceName, region).SelectMany(s => s.PrivateNames).Except(real.PrivateDnsNames))
                    unused.Remove(name.Replace(region, "{R}", StringComparison.Ordinal));
            }
        }

        Assert.Empty(unused);
    }
}
