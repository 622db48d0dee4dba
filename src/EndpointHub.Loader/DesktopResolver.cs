#if !NET
using System.Diagnostics;
using System.Reflection;

namespace EndpointHub.Loader;

/// <summary>
/// Windows PowerShell has no load contexts: whoever loads an assembly identity first gives it to everybody. All that can be
/// done is to answer for the private folder's files when one of ours asks, and to say so when somebody else was first.
/// </summary>
internal sealed class DesktopResolver(PrivateFolder folder)
{
    internal Assembly? Resolve(ResolveEventArgs request) =>
        IsOurs(request.RequestingAssembly) && folder.FileFor(new AssemblyName(request.Name)) is { } file ? Assembly.LoadFrom(file) : null;

    /// <summary>A sentence for the user, or null where no other copy of the AWS runtime is loaded.</summary>
    internal string? Warning()
    {
        var ours = Path.Combine(folder.Path, "AWSSDK.Core.dll");
        var loaded = Array.Find(AppDomain.CurrentDomain.GetAssemblies(), a => string.Equals(a.GetName().Name, "AWSSDK.Core", StringComparison.Ordinal));
        if (loaded is null || loaded.IsDynamic)
        {
            return null;
        }

        // The assembly version is the same through a whole major version; only the file version tells the copies apart.
        var theirVersion = FileVersionInfo.GetVersionInfo(loaded.Location).FileVersion;
        var ourVersion = FileVersionInfo.GetVersionInfo(ours).FileVersion;
        return string.Equals(theirVersion, ourVersion, StringComparison.Ordinal)
            ? null
            : $"AWSSDK.Core {theirVersion} is already loaded from {loaded.Location}; EndpointHub was built with {ourVersion} ({ours}). " +
              "Windows PowerShell cannot hold both. Import EndpointHub first, or in a process of its own, or use PowerShell 7.";
    }

    // The event is the whole process's: other modules' requests are theirs to answer.
    private bool IsOurs(Assembly? asking) =>
        asking is { IsDynamic: false } && asking.Location.StartsWith(Path.GetDirectoryName(folder.Path)!, StringComparison.OrdinalIgnoreCase);
}
#endif
