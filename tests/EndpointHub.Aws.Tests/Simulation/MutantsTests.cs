using EndpointHub.Testing.Mutants;

namespace EndpointHub.AwsTests.Simulation;

/// <summary>The lab builds the mutants and runs their tests. These tests only check that each mutant still matches the sources.</summary>
public sealed class MutantsTests
{
    public static TheoryData<string> Bugs => [.. DeliberateBugs.All.Select(mutant => mutant.Bug)];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void Every_mutant_matches_the_sources_and_names_existing_tests(string bug)
    {
        var mutant = DeliberateBugs.All.Single(one => one.Bug == bug);
        var source = File.ReadAllText(Path.Combine(Checkout.Root, mutant.File));

        Assert.NotEqual(source, mutant.In(source));
        if (mutant.Detector is TestDetector tests)
        {
            Assert.Single(
                Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests", tests.Project), $"{tests.TestClass}.cs", SearchOption.AllDirectories)
            );
        }
    }

    [Theory]
    [InlineData("nothing of the kind")]
    [InlineData("right here, right there")]
    public void A_mutant_without_exactly_one_match_is_refused(string source)
    {
        var mutant = new Mutant("a bug", "File.cs", Right: "right", Wrong: "wrong", new TestDetector("Tests", "Class"));

        Assert.Throws<InvalidOperationException>(() => mutant.In(source));
        Assert.Equal("wrong here", mutant.In("right here"));
    }
}
