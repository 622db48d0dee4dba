using System.Reflection;

namespace EndpointHub.Loader;

/// <summary>The folder with what the module keeps to itself: EndpointHub.Aws and everything that it needs.</summary>
internal sealed class PrivateFolder(string path)
{
    internal string Path { get; } = path;

    /// <summary>The file that answers for a name, or null where the process answers.</summary>
    /// <exception cref="FileLoadException">The folder's file does not fit, and nobody else's may take its place.</exception>
    internal string? FileFor(AssemblyName asked)
    {
        var file = System.IO.Path.Combine(Path, asked.Name + ".dll");
        var inFolder = File.Exists(file) ? AssemblyName.GetAssemblyName(file) : null;
        return LoadRule.Decide(asked, inFolder) switch
        {
            LoadDecision.Own => file,
            LoadDecision.Refuse => throw new FileLoadException(
                $"EndpointHub needs '{asked.FullName}', but {Path} holds '{inFolder!.FullName}': files of different builds. Install the module anew."),
            _ => null,
        };
    }
}
