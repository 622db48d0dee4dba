#if !NET
using System.Diagnostics;
using System.Reflection;

namespace EndpointHub.Loader;

/// <summary>
/// Windows PowerShell has no load contexts: whoever loads an assembly identity first gives it to everybody. All that can be
/// done is to answer for the files of our own folder when nobody else could, and to say so when somebody else was first.
/// </summary>
internal sealed class DesktopResolver(ModuleFolder folder)
{
    internal Assembly Load()
    {
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) => IsOurs(request.RequestingAssembly) ? Resolve(new AssemblyName(request.Name)) : null;
        return Assembly.LoadFrom(folder.FileOf(ModuleFolder.CmdletsName));
    }

    /// <summary>A sentence for the user, or null where no other copy of the AWS runtime is loaded.</summary>
    internal string? Warning()
    {
        var ours = folder.FileOf("AWSSDK.Core");
        var loaded = Array.Find(AppDomain.CurrentDomain.GetAssemblies(), a => string.Equals(a.GetName().Name, "AWSSDK.Core", StringComparison.Ordinal));
        if (loaded is null || loaded.IsDynamic || !File.Exists(ours))
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
        asking is { IsDynamic: false } && string.Equals(Path.GetDirectoryName(asking.Location), folder.Path, StringComparison.OrdinalIgnoreCase);

    private Assembly? Resolve(AssemblyName asked)
    {
        var inFolder = folder.Find(asked.Name);
        return LoadRule.Decide(asked, inFolder) switch
        {
            LoadDecision.Own => Assembly.LoadFrom(folder.FileOf(asked.Name)),
            LoadDecision.Refuse => throw new FileLoadException(folder.Refusal(asked, inFolder!)),
            // Nobody else resolves the shared ones either, since the handler is asked last.
            _ when inFolder is not null => Assembly.LoadFrom(folder.FileOf(asked.Name)),
            _ => null,
        };
    }
}
#endif
