namespace EndpointHub.Testing.Names;

/// <summary>Programs installed on the machine.</summary>
internal static class ExternalProgram
{
    // Debian installs named in a folder that is only on root's PATH.
    private const string AdministratorsFolder = "/usr/sbin";

    /// <summary>The path of a program; null when it is not installed.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Append(AdministratorsFolder)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
