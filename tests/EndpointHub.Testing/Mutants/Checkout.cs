namespace EndpointHub.Testing.Mutants;

/// <summary>The checkout that this program was built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder switch
        {
            null => throw new DirectoryNotFoundException("EndpointHub.sln"),
            _ when File.Exists(Path.Combine(folder.FullName, "EndpointHub.sln")) => folder.FullName,
            _ => Find(folder.Parent),
        };
}
