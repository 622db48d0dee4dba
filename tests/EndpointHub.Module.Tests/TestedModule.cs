using System.Reflection;

namespace EndpointHub.ModuleTests;

/// <summary>Where the build has put what the tests look at.</summary>
internal static class TestedModule
{
    private static readonly Dictionary<string, string?> Paths = typeof(TestedModule).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(a => a.Key, a => a.Value);

    /// <summary>The module as it is shipped.</summary>
    internal static string Folder => Path.GetFullPath(Paths["Module"]!);

    /// <summary>Cmdlets on the module's base classes that only tests have.</summary>
    internal static string TestCmdlets => Paths["TestCmdlets"]!;

    /// <summary>The NuGet packages that were restored.</summary>
    internal static string Packages => Paths["Packages"]!;

    internal static string Repository => Path.GetFullPath(Paths["Repository"]!);

    internal static string Version => Path.GetFileName(Folder);
}
