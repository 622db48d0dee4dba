namespace EndpointHub.ArchitectureTests;

/// <summary>
/// Folders are layers in every project of src and tests. A new project is found automatically; its table of layers, if it has one, is a line in
/// <see cref="LayerTests"/>.
/// </summary>
public sealed class FolderTests
{
    public static TheoryData<string> Projects => [.. SourceProject.All.Select(project => project.Folder)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_is_its_namespace(string project) =>
        AssertNone([
            .. new SourceProject(project)
                .Namespaces()
                .Where(source => source.Declared != source.Expected)
                .Select(source => $"{source.File} declares {source.Declared}; its folder requires {source.Expected}."),
        ]);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_do_not_form_cycles(string project)
    {
        var uses = new SourceProject(project).Uses();

        AssertNone([.. FolderCycles.Of(uses, depth: 1).Concat(FolderCycles.Of(uses, depth: int.MaxValue)).Distinct()]);
    }

    [Fact]
    public void A_cycle_is_found_at_both_depths()
    {
        FolderUse[] uses = [new("A.X", "B", "one"), new("B", "A.Y", "two"), new("C.X", "C.Y", "three"), new("C.Y", "C.X", "four")];

        Assert.Equal(["A -> B -> A (one; two)"], FolderCycles.Of(uses, depth: 1));
        Assert.Equal(["C.X -> C.Y -> C.X (three; four)"], FolderCycles.Of(uses, depth: int.MaxValue));
    }

    private static void AssertNone(IReadOnlyList<string> violations) => Assert.True(violations.Count == 0, string.Join('\n', violations));
}
