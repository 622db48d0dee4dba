using System.Text.RegularExpressions;

namespace EndpointHub.ArchitectureTests;

/// <summary>The README names the files by which a newcomer follows one service through one spoke; the list has to stay true and short.</summary>
public sealed partial class ThreadTests
{
    private static readonly string Root = Directories.Repository;

    private static readonly IReadOnlyList<(string File, string Word)> Thread =
        [.. Row().Matches(File.ReadAllText(Path.Combine(Root, "README.md"))).Select(row => (row.Groups["file"].Value, row.Groups["word"].Value))];

    [Fact]
    public void A_newcomer_follows_the_thread_in_under_ten_files() => Assert.InRange(Thread.Count, 5, 9);

    [Fact]
    public void Every_file_of_the_thread_exists_and_holds_its_word() => Assert.All(Thread, row =>
        Assert.Matches($@"\b{row.Word}\b", File.ReadAllText(Path.Combine(Root, row.File))));

    [Fact]
    public void Every_word_leads_on_from_a_file_above() => Assert.All(Thread.Skip(1).Select((row, i) => (row.Word, Above: Thread.Take(i + 1))), row =>
        Assert.Contains(row.Above, above => Regex.IsMatch(File.ReadAllText(Path.Combine(Root, above.File)), $@"\b{row.Word}(Async)?\b", RegexOptions.None, TimeSpan.FromSeconds(5))));

    [Fact]
    public void The_thread_goes_through_every_room_of_the_product_and_the_sandbox() => Assert.Equal(
        ["EndpointHub", "EndpointHub.Aws", "EndpointHub.Cmdlets", "EndpointHub.Sandbox"],
        Thread.Select(row => row.File.Split('/')[1]).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^\| \d \| `(?<file>[^`]+)` \| `(?<word>[^`]+)` \|\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Row();
}
