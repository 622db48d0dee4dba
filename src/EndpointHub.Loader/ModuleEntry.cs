using System.ComponentModel;
using System.Management.Automation;

namespace EndpointHub.Loader;

/// <summary>
/// Runs when PowerShell imports the module. The loader is a nested module because nested modules are imported first: PowerShell inspects the
/// cmdlets' types when it loads their assembly, and these types depend on private ones.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModuleEntry : IModuleAssemblyInitializer
{
    /// <inheritdoc />
    public void OnImport()
    {
        if (ModuleLoader.Attach() is { } warning)
        {
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            shell.AddCommand("Write-Warning").AddArgument(warning).Invoke();
        }
    }
}
