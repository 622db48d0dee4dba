namespace EndpointHub.ArchitectureTests;

/// <summary>
/// Which folder of a project may use which: one line for each, as <c>Folder: others</c>. A folder uses only folders of earlier lines.
/// A folder without a line belongs to its nearest parent folder with a line.
/// </summary>
internal sealed class LayerTable
{
    private readonly Dictionary<string, HashSet<string>> _mayUse = new(StringComparer.Ordinal);

    /// <param name="text">The lines.</param>
    /// <exception cref="FormatException">A line names a folder that no earlier line defines.</exception>
    public LayerTable(string text)
    {
        foreach (
            var parts in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => line.Split(':', StringSplitOptions.TrimEntries))
        )
        {
            var others = parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
            if (others.FirstOrDefault(other => !_mayUse.ContainsKey(other)) is { } unknown)
                throw new FormatException($"{parts[0]} may use {unknown}, which no earlier line defines.");
            _mayUse.Add(parts[0], others);
        }
    }

    /// <summary>Uses of a folder that are not allowed, and uses from or of a folder without a line.</summary>
    /// <returns>One line for each.</returns>
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
