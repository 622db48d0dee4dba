namespace EndpointHub.AwsTests.Support;

internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "EndpointHub.sln")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("EndpointHub.sln");
        return directory.FullName;
    }
}
