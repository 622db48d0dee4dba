// Most tests of this project wait for a PowerShell process, a rate-limited sandbox or Terraform.
[assembly: Xunit.v3.Parallelization(MaxThreads = 8)]

namespace EndpointHub.ModuleTests.PesterFiles;

public sealed class PesterFileTests
{
    [Fact]
    public void Every_Pester_file_has_a_test_class() =>
        Assert.Equal(
            Directory
                .EnumerateFiles(PesterFile.Folder, "*.Tests.ps1")
                .Select(file => Path.GetFileName(file).Replace(".Tests.ps1", "", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            typeof(Build)
                .Assembly.GetTypes()
                .Where(type => type.BaseType == typeof(PesterFile))
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal)
        );
}
