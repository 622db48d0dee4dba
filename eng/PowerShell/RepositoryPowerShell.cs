using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace EndpointHub.PowerShell;

/// <summary>The PowerShell and the Pester that come with the repository (PowerShell.targets), and never those of the machine.</summary>
internal static class RepositoryPowerShell
{
    private static readonly Dictionary<string, string?> Paths = typeof(RepositoryPowerShell).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(a => a.Key, a => a.Value);

    /// <summary>The Pester that every Pester file runs in.</summary>
    internal static string Pester => Restored("Pester");

    /// <summary>The next major version of Pester, which users' suites are on.</summary>
    internal static string NextPester => Restored("NextPester");

    /// <summary>A PowerShell without profile and without questions, run by the host that runs this process: faster than the tool's own program.</summary>
    /// <param name="arguments">What it is to run, as PowerShell's own parameters.</param>
    internal static ProcessStartInfo Start(params IReadOnlyList<string> arguments) => new(Host, [Restored("PowerShell"), "-NoProfile", "-NonInteractive", .. arguments])
    {
        UseShellExecute = false,
    };

    // shared/Microsoft.NETCore.App/VERSION lies below the folder of the program.
    private static string Host => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static string Restored(string key)
    {
        var path = Path.GetFullPath(Paths[key]!);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing. Run 'dotnet tool restore' and 'dotnet restore' in the repository.", path);
    }
}
