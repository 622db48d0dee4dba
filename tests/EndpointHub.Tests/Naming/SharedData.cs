namespace EndpointHub.Tests.Naming;

/// <summary>Reference data beside the repository.</summary>
internal static class SharedData
{
    public static string? EndpointServices()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "EndpointHub.sln")))
                continue;
            var data = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", "endpoint-services"));
            return Directory.Exists(data) ? data : null;
        }

        return null;
    }
}
