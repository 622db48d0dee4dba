using System.Reflection;
#if NET
using System.Runtime.Loader;
#endif

namespace EndpointHub.Loader;

/// <summary>
/// Keeps the AWS runtime apart. The cmdlets and the public types live where PowerShell puts them; everything that touches AWSSDK
/// lies in a folder of its own, which nothing looks into but this.
/// </summary>
/// <remarks>
/// The cmdlets refer to exactly one assembly in there, the bridge. So the process asks for that one by name, once, and it and all that
/// it needs come from the private folder into a context of their own, whatever copies of AWSSDK the process holds.
/// </remarks>
public static class ModuleLoader
{
    /// <summary>The one private assembly that the cmdlets refer to.</summary>
    public const string Bridge = "EndpointHub.Aws";

    private static readonly PrivateFolder Folder = new(Path.Combine(Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!, "private"));

    // Who imports while another runspace is still attaching waits for it: the bridge, asked for too early, would not be found, and .NET
    // remembers that for the life of the process.
    private static readonly Lazy<string?> Attached = new(AttachOnce);

    /// <summary>Makes the bridge resolvable: once for the process, however many runspaces import the module, at once or again and again.</summary>
    /// <returns>What the user should know, or null.</returns>
    public static string? Attach() => Attached.Value;

    private static string? AttachOnce()
    {
#if NET
        var context = new PrivateContext(Folder);
        AssemblyLoadContext.Default.Resolving += (_, asked) => asked.Name == Bridge ? context.LoadFromAssemblyName(asked) : null;
        return null;
#else
        var resolver = new DesktopResolver(Folder);
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) => resolver.Resolve(request);
        return resolver.Warning();
#endif
    }
}
