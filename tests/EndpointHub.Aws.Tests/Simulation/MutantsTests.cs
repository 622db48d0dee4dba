using EndpointHub.Testing.Mutants;

namespace EndpointHub.AwsTests.Simulation;

/// <summary>The deliberate bugs are built and hunted by the Lab; here only that they have not fallen behind the sources.</summary>
public sealed class MutantsTests
{
    public static TheoryData<string> Bugs => [.. DeliberateBugs.All.Select(mutant => mutant.Bug)];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_deliberate_bug_still_has_its_place_in_the_sources_and_its_tests(string bug)
    {
        var mutant = DeliberateBugs.All.Single(one => one.Bug == bug);
        var source = File.ReadAllText(Path.Combine(Checkout.Root, mutant.File));

        Assert.NotEqual(source, mutant.In(source));
        if (mutant.Detector is TestDetector tests)
            Assert.Single(Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests", tests.Project), $"{tests.TestClass}.cs", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("nothing of the kind")]
    [InlineData("right here, right there")]
    public void A_bug_without_exactly_one_place_is_refused(string source)
    {
        var mutant = new Mutant("a bug", "File.cs", Right: "right", Wrong: "wrong", new TestDetector("Tests", "Class"));

        Assert.Throws<InvalidOperationException>(() => mutant.In(source));
        Assert.Equal("wrong here", mutant.In("right here"));
    }
}
