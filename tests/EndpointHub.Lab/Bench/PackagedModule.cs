namespace EndpointHub.Lab.Bench;

/// <summary>The packaged module of this checkout.</summary>
internal static class PackagedModule
{
    /// <summary>The reason why there is none, for the operator.</summary>
    public const string IsMissing = "There is no package yet: dotnet build src/EndpointHub.Cmdlets -c Release -t:Package";

    /// <summary>The folder of the newest package under artifacts; null when there is none.</summary>
    public static string? Newest()
    {
        var packages = new DirectoryInfo(Path.Combine(Repository() ?? ".", "artifacts", "EndpointHub"));
        return packages.Exists ? packages.EnumerateDirectories().MaxBy(package => package.LastWriteTimeUtc)?.FullName : null;
    }

    private static string? Repository()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "EndpointHub.sln")))
        {
            root = root.Parent;
        }

        return root?.FullName;
    }
}
