namespace EndpointHub.ArchitectureTests;

/// <summary>Finds folders that use each other, directly or through others.</summary>
internal static class FolderCycles
{
    /// <summary>The shortest cycle through each folder that is part of one.</summary>
    /// <param name="uses">Which folder uses which.</param>
    /// <param name="depth">How many levels of folders are distinguished: with 1, <c>Paths.Index</c> counts as <c>Paths</c>.</param>
    /// <returns>One line for each cycle.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<FolderUse> uses, int depth)
    {
        var edges = uses.Select(use => use with { From = Cut(use.From, depth), To = Cut(use.To, depth) })
            .Where(use => use.From != use.To)
            .DistinctBy(use => (use.From, use.To))
            .ToLookup(use => use.From, StringComparer.Ordinal);
        return [.. edges.Select(from => Shortest(edges, from.Key)).OfType<List<FolderUse>>().DistinctBy(Members).Select(Describe)];
    }

    private static List<FolderUse>? Shortest(ILookup<string, FolderUse> edges, string start)
    {
        var paths = new Queue<List<FolderUse>>(edges[start].Select(use => new List<FolderUse> { use }));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (paths.TryDequeue(out var path))
        {
            if (path[^1].To == start)
                return path;
            if (!seen.Add(path[^1].To))
                continue;
            foreach (var next in edges[path[^1].To])
                paths.Enqueue([.. path, next]);
        }

        return null;
    }

    private static string Members(List<FolderUse> cycle) => string.Join(' ', cycle.Select(use => use.From).Order(StringComparer.Ordinal));

    private static string Describe(List<FolderUse> cycle) =>
        $"{string.Join(" -> ", cycle.Select(use => Shown(use.From)).Append(Shown(cycle[0].From)))} ({string.Join("; ", cycle.Select(use => use.Example))})";

    private static string Shown(string folder) => folder.Length == 0 ? "(root)" : folder;

    private static string Cut(string folder, int depth) => string.Join('.', folder.Split('.').Take(depth));
}
