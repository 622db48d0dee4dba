using System.Collections.Concurrent;
using System.Reflection;
#if NET
using System.Runtime.Loader;
#endif

namespace EndpointHub.Loader;

/// <summary>What the script module calls: gives it the assembly that holds the cmdlets.</summary>
public static class ModuleLoader
{
    // One context per folder and build for the whole process: runspaces and repeated imports share it.
    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Loaded = new(StringComparer.Ordinal);

    /// <summary>Loads the cmdlets from a folder, or answers with those that were loaded from it before.</summary>
    /// <param name="folder">The folder with the module's assemblies for the running framework.</param>
    /// <param name="warning">What the user should know, or null.</param>
    /// <exception cref="FileLoadException">Another build of EndpointHub lives in this process, or the folder mixes builds.</exception>
    public static Assembly Load(string folder, out string? warning)
    {
        var module = new ModuleFolder(folder);
        var version = module.Find(ModuleFolder.CmdletsName)?.Version
            ?? throw new FileNotFoundException($"EndpointHub is incomplete: {module.FileOf(ModuleFolder.CmdletsName)} is missing. Install the module anew.");
#if NET
        warning = null;
        return Loaded.GetOrAdd($"{module.Path}|{version}", _ => new(() => LoadIsolated(module))).Value;
#else
        var resolver = new DesktopResolver(module);
        warning = resolver.Warning();
        return Loaded.GetOrAdd($"{module.Path}|{version}", _ => new(resolver.Load)).Value;
#endif
    }

#if NET
    private static Assembly LoadIsolated(ModuleFolder folder)
    {
        // The public types first, and where scripts can see them.
        try
        {
            AssemblyLoadContext.Default.LoadFromAssemblyPath(folder.FileOf("EndpointHub"));
        }
        catch (FileLoadException another)
        {
            // The default context holds one assembly of a name, for as long as the process lives.
            throw new FileLoadException($"Another build of EndpointHub is already loaded in this process. Start a new PowerShell to use the one in {folder.Path}.", another);
        }

        return new ModuleLoadContext(folder).LoadFromAssemblyPath(folder.FileOf(ModuleFolder.CmdletsName));
    }
#endif
}
