using EndpointHub.ModuleTests.PesterFiles;
using EndpointHub.PowerShell;

// Most tests of this project wait for a PowerShell process, a rate-limited sandbox or Terraform.
[assembly: Xunit.v3.Parallelization(MaxThreads = 8)]

namespace EndpointHub.ModuleTests
{
    public sealed class PesterFileTests
    {
        [Fact]
        public void Every_Pester_file_has_a_test_class() => Assert.Equal(
            Directory.EnumerateFiles(PesterFile.Folder, "*.Tests.ps1").Select(file => Path.GetFileName(file).Replace(".Tests.ps1", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            typeof(Build).Assembly.GetTypes().Where(type => type.BaseType == typeof(PesterFile)).Select(type => type.Name).Order(StringComparer.Ordinal));
    }
}

namespace EndpointHub.ModuleTests.PesterFiles
{
    public sealed class BadInput : PesterFile;

    public sealed class Binding : PesterFile;

    public sealed class Build : PesterFile;

    public sealed class Credentials : PesterFile;

    public sealed class Documentation : PesterFile;

    public sealed class Loader : PesterFile;

    public sealed class InventoryAndCost : PesterFile;

    public sealed class OfficialObjects : PesterFile;

    public sealed class Parameters : PesterFile;

    public sealed class Paths : PesterFile;

    // Its tests measure times of about a second, so that no other test may run at the same time.
    [Collection(nameof(Pipeline))]
    [CollectionDefinition(nameof(Pipeline), DisableParallelization = true)]
    public sealed class Pipeline : PesterFile;

    public sealed class Probe : PesterFile
    {
        // A network namespace requires Linux, root, iproute2 and OpenSSL.
        protected override bool NeedsTools => true;
    }

    public sealed class Prompt : PesterFile;

    public sealed class TestNames : PesterFile
    {
        [Fact]
        public Task The_next_version_of_Pester_passes() => RunInAsync(RepositoryPowerShell.NextPester);
    }

    public sealed class Migration : PesterFile;
}
