using System.ComponentModel;
using System.Management.Automation;

namespace EndpointHub.Loader;

/// <summary>
/// What PowerShell calls when it imports the module. The loader is a nested module because those come first: PowerShell looks through the
/// cmdlets' types as soon as it has their assembly, and these types are already made of private ones.
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
