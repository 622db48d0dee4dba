using EndpointHub.PowerShell;

namespace EndpointHub.ModuleTests.PesterFiles;

public sealed class BadInput : PesterFile;

public sealed class Binding : PesterFile;

public sealed class Build : PesterFile;

public sealed class Commands : PesterFile
{
    // The AWS CLI parses and runs its own commands.
    protected override bool NeedsTools => true;
}

public sealed class CommandsOfNames : PesterFile
{
    protected override bool NeedsTools => true;
}

public sealed class CommandsOfPackets : PesterFile
{
    protected override bool NeedsTools => true;
}

public sealed class CommandsOfProblems : PesterFile
{
    protected override bool NeedsTools => true;
}

public sealed class CommandsOfTransit : PesterFile
{
    protected override bool NeedsTools => true;
}

public sealed class CredentialProblems : PesterFile;

public sealed class Credentials : PesterFile;

public sealed class Documentation : PesterFile;

public sealed class Duplicates : PesterFile;

public sealed class Hostile : PesterFile
{
    // Commands run in bash too.
    protected override bool NeedsTools => true;
}

public sealed class InventoryAndCost : PesterFile;

public sealed class Loader : PesterFile;

public sealed class Migration : PesterFile;

public sealed class OfficialObjects : PesterFile;

public sealed class Operators : PesterFile;

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

public sealed class Rows : PesterFile;

public sealed class TestNames : PesterFile
{
    [Fact]
    public Task The_next_version_of_Pester_passes() => RunInAsync(RepositoryPowerShell.NextPester);
}
