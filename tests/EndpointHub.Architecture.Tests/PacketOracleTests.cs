using System.Text.RegularExpressions;

namespace EndpointHub.ArchitectureTests;

/// <summary>The code that turns snapshots into real networks is the oracle for the path analysis. Shared code would hide a mistake in both.</summary>
public sealed partial class PacketOracleTests
{
    private static readonly string Root = Directories.Repository;

    [Fact]
    public void Packet_oracle_uses_nothing_of_the_path_analysis()
    {
        var analysisTypes = Sources("src/EndpointHub/Paths")
            .SelectMany(source => Declaration().Matches(source))
            .Select(found => found.Groups["name"].Value)
            .ToHashSet();
        var emulation = Sources("tests/EndpointHub.Testing/Packets/Emulation").ToList();

        Assert.Contains("PathAnalyzer", analysisTypes);
        Assert.NotEmpty(emulation);
        Assert.All(emulation, source => Assert.DoesNotContain("EndpointHub.Paths", source, StringComparison.Ordinal));
        Assert.All(
            emulation,
            source => Assert.DoesNotContain(Word().Matches(Comment().Replace(source, "")), word => analysisTypes.Contains(word.Value))
        );
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    [GeneratedRegex(@"\b(class|record|struct|enum|interface|record struct) (?<name>[A-Z]\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"//[^\n]*", RegexOptions.None, 5000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b[A-Z]\w+\b", RegexOptions.None, 5000)]
    private static partial Regex Word();
}
