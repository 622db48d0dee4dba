namespace EndpointHub.ArchitectureTests;

/// <summary>Locations of the sources that architecture tests read.</summary>
internal static class Directories
{
    /// <summary>The folder that contains the solution.</summary>
    public static string Repository { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder switch
        {
            null => throw new DirectoryNotFoundException("No parent folder of the tests contains EndpointHub.sln."),
            _ when File.Exists(Path.Combine(folder.FullName, "EndpointHub.sln")) => folder.FullName,
            _ => Find(folder.Parent),
        };
}
