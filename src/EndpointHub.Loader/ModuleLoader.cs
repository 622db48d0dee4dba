using System.Reflection;
#if NET
using System.Runtime.Loader;
#endif

namespace EndpointHub.Loader;

/// <summary>
/// Isolates the AWS SDK. The cmdlets and the public types are loaded by PowerShell. Everything that depends on the AWS SDK
/// is in a private folder, which only this class loads from.
/// </summary>
/// <remarks>
/// The cmdlets refer to exactly one assembly in that folder, the bridge. The process resolves it by name, once. The bridge and its
/// dependencies are loaded from the private folder into a separate context, whatever copies of the AWS SDK the process has loaded.
/// </remarks>
public static class ModuleLoader
{
    /// <summary>The only private assembly that the cmdlets refer to.</summary>
    public const string Bridge = "EndpointHub.Aws";

    private static readonly PrivateFolder Folder = new(Path.Combine(Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!, "private"));

    // An import must wait while another runspace attaches. A bridge that is requested too early is not found, and .NET
    // caches that failure for the lifetime of the process.
    private static readonly Lazy<string?> Attached = new(AttachOnce);

    /// <summary>
    /// Makes the bridge resolvable. This happens once per process, however often and in however many runspaces the module is imported.
    /// </summary>
    /// <returns>A warning for the user, or null.</returns>
    public static string? Attach() => Attached.Value;

    private static string? AttachOnce()
    {
#if NET
        var context = new PrivateContext(Folder);
        AssemblyLoadContext.Default.Resolving += (_, requested) => requested.Name == Bridge ? context.LoadFromAssemblyName(requested) : null;
        return null;
#else
        var resolver = new DesktopResolver(Folder);
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) => resolver.Resolve(request);
        return resolver.Warning();
#endif
    }
}
