using System.ComponentModel;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using EndpointHub.Loader;

namespace EndpointHub.Cmdlets;

/// <summary>What PowerShell calls when it imports the module, before any cmdlet runs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModuleEntry : IModuleAssemblyInitializer
{
    /// <inheritdoc />
    public void OnImport()
    {
        // A script may name a public type right after the import, and PowerShell finds only what is loaded.
        RuntimeHelpers.RunModuleConstructor(typeof(Problem).Module.ModuleHandle);
        if (ModuleLoader.Attach() is { } warning)
        {
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            shell.AddCommand("Write-Warning").AddArgument(warning).Invoke();
        }
    }
}
