using EndpointHub.PowerShell;

namespace EndpointHub.ModuleTests.PesterFiles;

public sealed class BadInput : PesterFile;

public sealed class Binding : PesterFile;

public sealed class Build : PesterFile;

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
