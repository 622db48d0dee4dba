namespace EndpointHub.ArchitectureTests;

/// <summary>
/// Folders are layers. New projects are found automatically; the table of layers of a project, if it has one, is a line in
/// <see cref="LayerTests"/>. A project that is listed here as an exception and has no violation fails, so that the lists only shrink.
/// </summary>
public sealed class FolderTests
{
    private static readonly HashSet<string> WithCycles = new(StringComparer.Ordinal)
    {
        "src/EndpointHub.Aws",
        "src/EndpointHub.Aws.Generator",
        "src/EndpointHub.Cmdlets",
        "src/EndpointHub.Sandbox",
        "tests/EndpointHub.Module.Tests",
        "tests/EndpointHub.Tests",
    };

    private static readonly HashSet<string> WithOtherNamespaces = new(StringComparer.Ordinal)
    {
        "src/EndpointHub.Aws",
        "src/EndpointHub.Sandbox",
    };

    public static TheoryData<string> Projects => [.. SourceProject.All.Select(project => project.Folder)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_is_its_namespace(string project) => AssertNone(
        WithOtherNamespaces.Contains(project),
        [.. new SourceProject(project).Namespaces().Where(source => source.Declared != source.Expected)
            .Select(source => $"{source.File} declares {source.Declared}; its folder requires {source.Expected}.")]);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_do_not_form_cycles(string project)
    {
        var uses = new SourceProject(project).Uses();

        AssertNone(WithCycles.Contains(project), [.. FolderCycles.Of(uses, depth: 1).Concat(FolderCycles.Of(uses, depth: int.MaxValue)).Distinct()]);
    }

    [Fact]
    public void A_cycle_is_found_at_both_depths()
    {
        FolderUse[] uses = [new("A.X", "B", "one"), new("B", "A.Y", "two"), new("C.X", "C.Y", "three"), new("C.Y", "C.X", "four")];

        Assert.Equal(["A -> B -> A (one; two)"], FolderCycles.Of(uses, depth: 1));
        Assert.Equal(["C.X -> C.Y -> C.X (three; four)"], FolderCycles.Of(uses, depth: int.MaxValue));
    }

    private static void AssertNone(bool isListed, IReadOnlyList<string> violations)
    {
        if (isListed)
            Assert.True(violations.Count > 0, "The project has no violation: remove it from the list of exceptions.");
        else
            Assert.True(violations.Count == 0, string.Join('\n', violations));
    }
}
