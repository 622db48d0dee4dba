using System.Runtime.CompilerServices;
using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Wire;
using EndpointHub.Sandbox.Wire.Ec2;
using EndpointHub.Sandbox.Wire.Route53;
using EndpointHub.Sandbox.Wire.Route53Profiles;
using EndpointHub.Sandbox.Wire.Route53Resolver;
using EndpointHub.Sandbox.Wire.Sts;

namespace EndpointHub.SandboxTests;

/// <summary>coverage.md lists everything that the sandbox supports, and nothing else.</summary>
public sealed class CoverageTests
{
    private static readonly string[] Folders = ["Ec2", "Route53", "Route53Profiles", "Route53Resolver", "Sts"];

    [Fact]
    public async Task Coverage_lists_exactly_the_supported_operations()
    {
        var listed = (await LinesAsync())
            .Where(l => Folders.Any(r => l.StartsWith($"| {r}/", StringComparison.Ordinal)))
            .SelectMany(l => l.Split('|')[2].Split(',', StringSplitOptions.TrimEntries));
        Assert.Equal(OperationTable.All.Select(o => o.Operation.Model.Name).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_operation_of_the_models_has_a_handler()
    {
        WireService[] services = [Ec2Wire.Service, Route53Wire.Service, Route53ProfilesWire.Service, Route53ResolverWire.Service, StsWire.Service];
        Assert.All(services, service => Assert.NotEmpty(service.Operations));
        Assert.Empty(services.SelectMany(s => s.Operations).Where(o => OperationTable.Find(o) is null).Select(o => o.Name));
    }

    [Fact]
    public async Task Coverage_lists_exactly_the_resource_types_of_the_Terraform_configurations()
    {
        var listed = (await LinesAsync())
            .Where(l => l.StartsWith("| aws_", StringComparison.Ordinal))
            .SelectMany(l => l.Split('|')[1].Split(',', StringSplitOptions.TrimEntries));
        var made = Directory
            .GetFiles(Path.Combine(Path.GetDirectoryName(ThisFile())!, "Terraform"), "*.tf", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Where(l => l.StartsWith("resource \"", StringComparison.Ordinal))
            .Select(l => l.Split('"')[1])
            .Distinct(StringComparer.Ordinal);
        Assert.Equal(made.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static string ThisFile([CallerFilePath] string here = "") => here;

    private static Task<string[]> LinesAsync([CallerFilePath] string here = "") =>
        File.ReadAllLinesAsync(
            Path.Combine(Path.GetDirectoryName(here)!, "../../src/EndpointHub.Sandbox/coverage.md"),
            TestContext.Current.CancellationToken
        );
}
