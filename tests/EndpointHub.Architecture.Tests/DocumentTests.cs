using System.Text.RegularExpressions;

namespace EndpointHub.ArchitectureTests;

/// <summary>Links and paths in the pages of the repository are valid.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> PageFiles =>
        [
            "README.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "src/EndpointHub.Sandbox/README.md",
            "src/EndpointHub.Sandbox/coverage.md",
            .. Directory
                .EnumerateFiles(Path.Combine(Directories.Repository, "docs"), "*.md")
                .Select(file => $"docs/{Path.GetFileName(file)}")
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(PageFiles))]
    public void Every_relative_link_points_to_a_file_of_the_repository(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Directories.Repository, page))!;
        var targets = Link()
            .Matches(Read(page))
            .Select(link => link.Groups["target"].Value)
            .Where(target => !target.StartsWith("https://", StringComparison.Ordinal) && target[0] != '#');

        Assert.All(
            targets,
            target =>
            {
                var file = Path.GetFullPath(Path.Combine(folder, target.Split('#')[0]));
                Assert.StartsWith(Path.GetFullPath(Directories.Repository), file, StringComparison.Ordinal);
                Assert.True(Path.Exists(file), target);
            }
        );
    }

    [Fact]
    public void The_readme_links_to_every_page_under_docs() =>
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Directories.Repository, "docs"), "*.md").Select(Path.GetFileName),
            name => Assert.Contains($"(docs/{name})", Read("README.md"), StringComparison.Ordinal)
        );

    [Fact]
    public void Every_source_path_that_architecture_and_contributing_name_exists()
    {
        var paths = new[] { "docs/architecture.md", "CONTRIBUTING.md" }
            .SelectMany(page => SourcePath().Matches(Read(page)).Select(path => path.Groups["path"].Value))
            .Distinct()
            .ToList();

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(Directories.Repository, path)), path));
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(Directories.Repository, page));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<path>(src|tests|eng)/[\w./-]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex SourcePath();
}
