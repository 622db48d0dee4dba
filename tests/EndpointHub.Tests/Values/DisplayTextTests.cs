using EndpointHub.Paths.Verdicts;
using EndpointHub.Values;

namespace EndpointHub.Tests.Values;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("plain text, \u65E5\u672C\u8A9E, \U0001F600", "plain text, \u65E5\u672C\u8A9E, \U0001F600")]
    [InlineData("a\r\nb", "a\\u000D\\u000Ab")]
    [InlineData("a\tb", "a\\u0009b")]
    [InlineData("\u001B[31mred", "\\u001B[31mred")]
    [InlineData("\u001B]8;;http://x\u0007", "\\u001B]8;;http://x\\u0007")]
    [InlineData("\u009B31m\u0085", "\\u009B31m\\u0085")]
    [InlineData("\u007F", "\\u007F")]
    [InlineData("a\u202Egpj.exe", "a\\u202Egpj.exe")]
    [InlineData("\u2066\u2069\u200E\u200F\u061C", "\\u2066\\u2069\\u200E\\u200F\\u061C")]
    [InlineData("\u2028\u2029\uFEFF\u200B", "\\u2028\\u2029\\uFEFF\\u200B")]
    [InlineData("\U000E0041", "\\U000E0041")]
    public void Characters_that_affect_what_is_shown_are_escaped(string text, string shown)
    {
        Assert.Equal(shown, DisplayText.Escape(text));
        Assert.Equal(shown, DisplayText.Escape(shown));
    }

    [Fact]
    public void No_character_of_a_class_that_is_escaped_remains()
    {
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            var text = code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code);
            var shown = DisplayText.Escape(text);
            var rune = System.Text.Rune.GetRuneAt(shown, 0);
            Assert.False(System.Text.Rune.IsControl(rune), $"U+{code:X4}");
            Assert.Equal(DisplayText.IsPlain(text), shown == text);
            Assert.True(DisplayText.IsPlain(shown));
        }
    }

    [Fact]
    public void Long_texts_are_cut_and_their_length_is_said()
    {
        Assert.Equal(new string('a', 256), DisplayText.EscapeValue(new string('a', 256)));
        Assert.Equal(new string('a', 256) + "\u2026 (300 characters)", DisplayText.EscapeValue(new string('a', 300)));
        Assert.True(DisplayText.IsPlain(DisplayText.EscapeValue(new string('a', 255) + "\U0001F600")));
        Assert.EndsWith("(1000000 characters)", DisplayText.Escape(new string('a', 1_000_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_of_problems_and_findings_are_escaped_and_their_resource_is_not()
    {
        var problem = new Problem("X", ProblemKind.Failed, "a\nb", "c\nd", "e\nf");
        var finding = new Finding(FindingCode.NameLeadsElsewhere, "a\nb", "c\nd") with { Advice = "e\nf" };

        Assert.Equal(("a\nb", "c\\u000Ad", "e\\u000Af"), (problem.Resource, problem.Reason, problem.Advice));
        Assert.Equal(("a\nb", "c\\u000Ad", "e\\u000Af"), (finding.Resource, finding.Reason, finding.Advice));
        Assert.Equal("a\\u000Ab: c\\u000Ad", problem.ToString());
        Assert.Equal(problem.ToString(), new EndpointHubException(problem).Message);
        Assert.Equal("NameLeadsElsewhere: a\\u000Ab c\\u000Ad", finding.ToString());
    }
}
