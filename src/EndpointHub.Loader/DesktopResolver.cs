#if !NET
using System.Diagnostics;
using System.Reflection;

namespace EndpointHub.Loader;

/// <summary>
/// Resolves the private assemblies on Windows PowerShell, which has no load contexts: the first assembly that is loaded with an identity serves the
/// whole process.
/// Requests of this module's assemblies are resolved from the private folder, and a warning is shown if another copy was loaded before.
/// </summary>
internal sealed class DesktopResolver(PrivateFolder folder)
{
    internal Assembly? Resolve(ResolveEventArgs request) =>
        IsOurs(request.RequestingAssembly) && folder.FileFor(new AssemblyName(request.Name)) is { } file ? Assembly.LoadFrom(file) : null;

    /// <summary>Returns a warning if another copy of the AWS SDK is loaded, otherwise null.</summary>
    internal string? Warning()
    {
        var ours = Path.Combine(folder.Path, "AWSSDK.Core.dll");
        var loaded = Array.Find(
            AppDomain.CurrentDomain.GetAssemblies(),
            a => string.Equals(a.GetName().Name, "AWSSDK.Core", StringComparison.Ordinal)
        );
        if (loaded is null || loaded.IsDynamic)
        {
            return null;
        }

        // All releases of a major version have the same assembly version. Only the file versions differ.
        var theirVersion = FileVersionInfo.GetVersionInfo(loaded.Location).FileVersion;
        var ourVersion = FileVersionInfo.GetVersionInfo(ours).FileVersion;
        return string.Equals(theirVersion, ourVersion, StringComparison.Ordinal)
            ? null
            : $"AWSSDK.Core {theirVersion} is already loaded from {loaded.Location}. EndpointHub needs {ourVersion} ({ours}). "
                + "Windows PowerShell cannot load both versions. Import EndpointHub before the other module, or in a separate process, or use PowerShell 7.";
    }

    // The event is raised for every module of the process. Requests of other modules must not be resolved here.
    private bool IsOurs(Assembly? requester) =>
        requester is { IsDynamic: false } && requester.Location.StartsWith(Path.GetDirectoryName(folder.Path)!, StringComparison.OrdinalIgnoreCase);
}
#endif
