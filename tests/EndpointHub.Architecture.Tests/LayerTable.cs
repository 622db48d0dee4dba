namespace EndpointHub.ArchitectureTests;

/// <summary>
/// Which folder of a project may use which: one line for each, as <c>Folder: others</c>, and a folder uses only folders that stand above it.
/// A folder that has no line belongs to the nearest one around it that has.
/// </summary>
internal sealed class LayerTable
{
    private readonly Dictionary<string, HashSet<string>> _mayUse = new(StringComparer.Ordinal);

    /// <param name="text">The lines.</param>
    /// <exception cref="FormatException">A line names a folder that does not stand above it.</exception>
    public LayerTable(string text)
    {
        foreach (var parts in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(':', StringSplitOptions.TrimEntries)))
        {
            var others = parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
            if (others.FirstOrDefault(other => !_mayUse.ContainsKey(other)) is { } unknown)
                throw new FormatException($"{parts[0]} may use {unknown}, which does not stand above it.");
            _mayUse.Add(parts[0], others);
        }
    }

    /// <summary>What uses a folder that it may not use, or stands in a folder that has no line.</summary>
    /// <returns>One sentence for each.</returns>
    public IEnumerable<string> Violations(IEnumerable<FolderUse> uses) =>
        from use in uses
        let layer = LayerOf(use.From)
        let used = LayerOf(use.To)
        where layer is null || used is null || (layer != used && !_mayUse[layer].Contains(used))
        select $"{use.From} may not use {use.To}: {use.Example}.";

    private string? LayerOf(string folder)
    {
        while (!_mayUse.ContainsKey(folder))
        {
            if (folder.LastIndexOf('.') is var dot and > 0)
                folder = folder[..dot];
            else
                return null;
        }

        return folder;
    }
}
