namespace EndpointHub.ArchitectureTests;

/// <summary>Where the sources lie that architecture tests read.</summary>
internal static class Directories
{
    /// <summary>The folder that holds the solution, found upwards from the tests.</summary>
    public static string Repository { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new DirectoryNotFoundException("The solution is not above the tests."),
        _ when File.Exists(Path.Combine(folder.FullName, "EndpointHub.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
