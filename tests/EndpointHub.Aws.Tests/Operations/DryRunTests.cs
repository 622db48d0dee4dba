using System.Text.Json;
using System.Text.RegularExpressions;
using EndpointHub.Sandbox.Services;

namespace EndpointHub.AwsTests.Operations;

/// <summary>A dry run from a hub that does not exist yet is the run: both have the names of services from their descriptions.</summary>
public sealed partial class DryRunTests
{
    private const string Region = "ap-northeast-1";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_steps_of_a_dry_run_equal_those_of_the_run_for_random_services(int seed)
    {
        var services = RandomServices(new Random(seed));
        HubOfRegion.Run(
            Region,
            ServiceCatalog.FromFiles([AsAnswer(services)]),
            async aws =>
            {
                var (dryRun, run) = await aws.StepsAsync(services.Keys);

                Assert.Equal(run.Select(WithoutIds), dryRun.Select(WithoutIds));
                Assert.All(
                    services.Values.SelectMany(names => names),
                    name =>
                        Assert.Contains(
                            dryRun,
                            step => step.Contains(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name, StringComparison.Ordinal)
                        )
                );
            }
        );
    }

    // Names that follow no rule, of services that the built-in table does not contain and one that it does.
    private static Dictionary<string, string[]> RandomServices(Random random)
    {
        var services = Enumerable
            .Range(0, random.Next(2, 6))
            .ToDictionary(
                number => $"com.amazonaws.{Region}.svc{number}",
                number =>
                    Enumerable
                        .Range(0, random.Next(1, 4))
                        .Select(name =>
                            $"{(random.Next(3) == 0 ? "*." : "")}n{random.Next(1000)}-{number}-{name}.{Region}.{(random.Next(2) == 0 ? "amazonaws.com" : "api.aws")}"
                        )
                        .ToArray(),
                StringComparer.Ordinal
            );
        services.Add($"com.amazonaws.{Region}.monitoring", [$"monitoring.{Region}.amazonaws.com", $"monitoring-fips.{Region}.amazonaws.com"]);
        return services;
    }

    private static string AsAnswer(Dictionary<string, string[]> services)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "services.json");
        var details = services.Select(service => new
        {
            ServiceName = service.Key,
            ServiceType = new[] { new { ServiceType = "Interface" } },
            AvailabilityZones = new[] { $"{Region}a", $"{Region}c" },
            Owner = "amazon",
            BaseEndpointDnsNames = new[] { $"{service.Key.Split('.')[^1]}.{Region}.vpce.amazonaws.com" },
            PrivateDnsNames = service.Value.Select(name => new { PrivateDnsName = name }),
            VpcEndpointPolicySupported = true,
        });
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(new { ServiceDetails = details }));
        return file;
    }

    // Ids are symbols in a dry run.
    private static string WithoutIds(string step) => Ids().Replace(step, "ID");

    [GeneratedRegex(@"new/[^\s;,]+|\b(vpce|pcx|sg|sgr|rtb|subnet|acl)-[0-9a-z][^\s;,]*|\bZ[0-9A-Z]{10,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ids();
}
