using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace EndpointHub.PowerShell;

/// <summary>Locates the PowerShell and the Pester of the repository (PowerShell.targets). Those of the machine are never used.</summary>
internal static class RepositoryPowerShell
{
    private static readonly Dictionary<string, string?> Paths = typeof(RepositoryPowerShell)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(a => a.Key, a => a.Value);

    /// <summary>The Pester that runs every Pester file.</summary>
    internal static string Pester => Restored("Pester");

    /// <summary>The next major version of Pester, which users' suites have moved to.</summary>
    internal static string NextPester => Restored("NextPester");

    /// <summary>
    /// Returns the start information of a non-interactive PowerShell without profile. The dotnet host of this process runs it, which is faster than
    /// the tool's own program.
    /// </summary>
    /// <param name="arguments">The parameters of PowerShell.</param>
    internal static ProcessStartInfo Start(params IReadOnlyList<string> arguments) =>
        new(Host, [Restored("PowerShell"), "-NoProfile", "-NonInteractive", .. arguments]) { UseShellExecute = false };

    // The runtime is in shared/Microsoft.NETCore.App/VERSION below the folder of the dotnet host.
    private static string Host =>
        Path.GetFullPath(
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet")
        );

    private static string Restored(string key)
    {
        var path = Path.GetFullPath(Paths[key]!);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{path} is missing. Run 'dotnet tool restore' and 'dotnet restore' in the repository.", path);
    }
}
