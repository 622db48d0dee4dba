namespace EndpointHub.Testing.Names;

/// <summary>Programs of the machine.</summary>
internal static class Tool
{
    // Debian keeps named where only root's PATH looks.
    private const string AdministratorsFolder = "/usr/sbin";

    /// <summary>Where a program stands; null when it is not installed.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append(AdministratorsFolder)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
