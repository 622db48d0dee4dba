using System.Reflection;

namespace EndpointHub.Loader;

/// <summary>The folder with EndpointHub.Aws and its dependencies.</summary>
internal sealed class PrivateFolder(string path)
{
    internal string Path { get; } = path;

    /// <summary>Returns the file for an assembly name, or null if the process resolves it.</summary>
    /// <exception cref="FileLoadException">The file in the folder has another version or publisher.</exception>
    internal string? FileFor(AssemblyName requested)
    {
        var file = System.IO.Path.Combine(Path, requested.Name + ".dll");
        var inFolder = File.Exists(file) ? AssemblyName.GetAssemblyName(file) : null;
        return LoadRule.Decide(requested, inFolder) switch
        {
            LoadDecision.Own => file,
            LoadDecision.Refuse => throw new FileLoadException(
                $"EndpointHub needs '{requested.FullName}', but {Path} contains '{inFolder!.FullName}'. The files belong to different builds. Install the module again."
            ),
            _ => null,
        };
    }
}
