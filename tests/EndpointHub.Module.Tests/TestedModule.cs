using System.Reflection;

namespace EndpointHub.ModuleTests;

/// <summary>The paths of the build output that the tests use.</summary>
internal static class TestedModule
{
    private static readonly Dictionary<string, string?> Paths = typeof(TestedModule)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(a => a.Key, a => a.Value);

    /// <summary>The packaged module.</summary>
    internal static string Folder => Path.GetFullPath(Paths["Module"]!);

    /// <summary>Cmdlets with the module's base classes, for tests only.</summary>
    internal static string TestCmdlets => Paths["TestCmdlets"]!;

    /// <summary>The folder of the restored NuGet packages.</summary>
    internal static string Packages => Paths["Packages"]!;

    internal static string Repository => Path.GetFullPath(Paths["Repository"]!);

    internal static string Version => Path.GetFileName(Folder);
}
