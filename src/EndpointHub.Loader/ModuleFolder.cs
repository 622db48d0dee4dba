using System.Reflection;

namespace EndpointHub.Loader;

/// <summary>The folder that holds the module's assemblies for one framework.</summary>
internal sealed class ModuleFolder(string path)
{
    internal const string CmdletsName = "EndpointHub.Cmdlets";

    internal string Path { get; } = System.IO.Path.GetFullPath(path);

    internal string FileOf(string simpleName) => System.IO.Path.Combine(Path, simpleName + ".dll");

    /// <summary>The identity of the folder's assembly of that name, or null where there is none.</summary>
    internal AssemblyName? Find(string? simpleName)
    {
        if (simpleName is null)
        {
            return null;
        }

        var file = FileOf(simpleName);
        return File.Exists(file) ? AssemblyName.GetAssemblyName(file) : null;
    }

    internal string Refusal(AssemblyName asked, AssemblyName inFolder) =>
        $"EndpointHub needs '{asked.FullName}', but its folder {Path} holds '{inFolder.FullName}'. Install the module anew: its files are of different builds.";
}
