using EndpointHub.ModuleTests.PesterFiles;
using EndpointHub.PowerShell;

// Most tests here wait: for a PowerShell, a sandbox at AWS's pace, Terraform.
[assembly: Xunit.v3.Parallelization(MaxThreads = 8)]

namespace EndpointHub.ModuleTests
{
    public sealed class PesterFileTests
    {
        [Fact]
        public void Every_Pester_file_has_its_class() => Assert.Equal(
            Directory.EnumerateFiles(PesterFile.Folder, "*.Tests.ps1").Select(file => Path.GetFileName(file).Replace(".Tests.ps1", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            typeof(Build).Assembly.GetTypes().Where(type => type.BaseType == typeof(PesterFile)).Select(type => type.Name).Order(StringComparer.Ordinal));
    }
}

namespace EndpointHub.ModuleTests.PesterFiles
{
    public sealed class BadInput : PesterFile;

    public sealed class Binding : PesterFile;

    public sealed class Build : PesterFile;

    public sealed class Commands : PesterFile
    {
        // The AWS CLI runs and parses its own commands.
        protected override bool NeedsTools => true;
    }

    public sealed class Credentials : PesterFile;

    public sealed class Documentation : PesterFile;

    public sealed class Loader : PesterFile;

    public sealed class Looking : PesterFile;

    public sealed class OfficialObjects : PesterFile;

    public sealed class Parameters : PesterFile;

    public sealed class Paths : PesterFile;

    // It looks at when things happen, within a second: nothing else runs beside it.
    [Collection(nameof(Pipeline))]
    [CollectionDefinition(nameof(Pipeline), DisableParallelization = true)]
    public sealed class Pipeline : PesterFile;

    public sealed class Probe : PesterFile
    {
        // A network of its own takes Linux, root, iproute2 and OpenSSL.
        protected override bool NeedsTools => true;
    }

    public sealed class Prompt : PesterFile;

    public sealed class TestNames : PesterFile
    {
        [Fact]
        public Task The_next_version_of_Pester_passes() => RunInAsync(RepositoryPowerShell.NextPester);
    }

    public sealed class Thread : PesterFile;
}
