using System.Globalization;
using System.Text.RegularExpressions;

namespace EndpointHub.ArchitectureTests;

/// <summary>docs/architecture.md names the files of one call from cmdlet to the network and back; the list must stay correct and short.</summary>
public sealed partial class CallPathTests
{
    private static readonly string Root = Directories.Repository;

    private static readonly IReadOnlyList<(string File, string Word)> CallPath = RowsOf(
        File.ReadAllText(Path.Combine(Root, "docs", "architecture.md"))
    );

    [Fact]
    public void The_documented_call_path_has_fewer_than_ten_files() => Assert.InRange(CallPath.Count, 5, 9);

    [Fact]
    public void Rows_with_numbers_of_two_digits_are_counted() =>
        Assert.Equal(12, RowsOf(string.Join('\n', Enumerable.Range(1, 12).Select(number => $"| {number} | `src/File{number}.cs` | `Word` |"))).Count);

    [Fact]
    public void Rows_of_the_call_path_are_numbered_without_gaps() =>
        Assert.Equal(
            Enumerable.Range(1, CallPath.Count),
            Row()
                .Matches(File.ReadAllText(Path.Combine(Root, "docs", "architecture.md")))
                .Select(row => int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture))
        );

    [Fact]
    public void Every_file_of_the_call_path_exists_and_contains_its_word() =>
        Assert.All(CallPath, row => Assert.Matches($@"\b{row.Word}\b", File.ReadAllText(Path.Combine(Root, row.File))));

    [Fact]
    public void Every_word_of_the_call_path_occurs_in_an_earlier_file() =>
        Assert.All(
            CallPath.Skip(1).Select((row, i) => (row.Word, Above: CallPath.Take(i + 1))),
            row =>
                Assert.Contains(
                    row.Above,
                    above =>
                        Regex.IsMatch(
                            File.ReadAllText(Path.Combine(Root, above.File)),
                            $@"\b{row.Word}(Async)?\b",
                            RegexOptions.None,
                            TimeSpan.FromSeconds(5)
                        )
                )
        );

    [Fact]
    public void The_call_path_includes_every_module_project_and_the_sandbox() =>
        Assert.Equal(
            ["EndpointHub", "EndpointHub.Aws", "EndpointHub.Cmdlets", "EndpointHub.Sandbox"],
            CallPath.Select(row => row.File.Split('/')[1]).Distinct().Order(StringComparer.Ordinal)
        );

    private static IReadOnlyList<(string File, string Word)> RowsOf(string page) =>
        [.. Row().Matches(page).Select(row => (row.Groups["file"].Value, row.Groups["word"].Value))];

    [GeneratedRegex(
        @"^\| (?<number>\d+) \| `(?<file>[^`]+)` \| `(?<word>[^`]+)` \|\r?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Row();
}
