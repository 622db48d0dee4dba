using System.Text.RegularExpressions;

namespace EndpointHub.ArchitectureTests;

/// <summary>The name of a test says subject, condition and outcome. A longer name does not fit into one line of a test report.</summary>
public sealed partial class TestNameTests
{
    private const int MaxLength = 90;

    public static TheoryData<string> TestProjects =>
        [
            .. SourceProject
                .All.Select(project => project.Folder)
                .Where(folder => folder.StartsWith("tests/", StringComparison.Ordinal) && folder.EndsWith(".Tests", StringComparison.Ordinal)),
        ];

    [Theory]
    [MemberData(nameof(TestProjects))]
    public void Test_names_of_a_project_have_at_most_90_characters(string project)
    {
        var names = new SourceProject(project).Files().SelectMany(file => NamesIn(File.ReadAllText(file))).ToList();

        Assert.NotEmpty(names);
        Assert.Empty(TooLong(names));
    }

    [Fact]
    public void A_test_name_with_91_characters_is_found_after_each_kind_of_attribute()
    {
        var longest = new string('A', MaxLength);
        var tooLong = new string('B', MaxLength + 1);

        string[] kinds =
        [
            "[Fact]",
            "[Theory]\n    [InlineData(1, \"public void Other(\")]",
            "[RandomProperty(60)]",
            "[Fact(Timeout = 1000)]\n    // A reason.",
            "[Fact, Trait(\"a\", \"b\")]",
        ];

        foreach (var attributes in kinds)
        {
            foreach (var signature in new[] { "public void", "public async Task", "public static Property" })
            {
                var source =
                    $"    {attributes}\n    {signature} {longest}() => {tooLong}C();\n\n    {attributes}\n    {signature} {tooLong}(int number) {{ }}\n";

                Assert.Equal([longest, tooLong], NamesIn(source));
                Assert.Equal([tooLong], TooLong(NamesIn(source)));
            }
        }
    }

    private static IEnumerable<string> TooLong(IEnumerable<string> names) => names.Where(name => name.Length > MaxLength);

    private static IEnumerable<string> NamesIn(string source) => Test().Matches(source).Select(test => test.Groups["name"].Value);

    // The lines between the attribute and the method are further attributes, their continuations and comments.
    [GeneratedRegex(
        @"^[ \t]*\[(Fact|Theory|\w*Property)\b[^\n]*\n([^\n]+\n)*?[ \t]*public [^\n(""=]*?\b(?<name>\w+)\(",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Test();
}
