using System.Runtime.CompilerServices;
using EndpointHub.SandboxTests.Terraform;

namespace EndpointHub.SandboxTests.ProviderSteps;

/// <summary>Acceptance tests of Terraform's AWS provider, which were written against AWS, pass against the sandbox.</summary>
public sealed class ProviderStepTests
{
    [Fact]
    public async Task Steps_of_the_providers_acceptance_tests_pass_without_drift()
    {
        Assert.SkipWhen(TerraformCli.Missing is not null, TerraformCli.Missing ?? "");

        var checks = await ReplayedSteps.RunAsync(Folder(), TestContext.Current.CancellationToken);

        Assert.Empty(checks.Where(check => !check.Value).Select(check => check.Key));
        var modules = checks.Keys.Select(check => check.Split(' ')[0]).Distinct().ToList();
        Assert.InRange(modules.Count, 10, 1000);
        Assert.Equal(
            Directory.GetDirectories(Folder()).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            modules.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_coverage_page_lists_every_replayed_test()
    {
        var page = File.ReadAllText(Path.Combine(Folder(), "../../../../src/EndpointHub.Sandbox/coverage.md"));

        Assert.All(Directory.GetDirectories(Folder()), folder => Assert.Contains($"`{Path.GetFileName(folder)}`", page, StringComparison.Ordinal));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "configurations");
}
