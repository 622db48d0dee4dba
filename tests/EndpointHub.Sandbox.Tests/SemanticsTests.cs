using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EndpointHub.Sandbox.Settings;
using SandboxRules = EndpointHub.Sandbox.Settings.Rules;

namespace EndpointHub.SandboxTests;

/// <summary>docs/aws-semantics.md is the sandbox's specification: each rule leads to its test, and each test to its rule.</summary>
public sealed partial class SemanticsTests
{
    private static readonly string[] Lines = File.ReadAllLines(PageFile());

    [Fact]
    public void Every_rule_test_is_named_once_and_every_named_test_exists()
    {
        var tests = typeof(SemanticsTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.StartsWith("Rule_", StringComparison.Ordinal))
            .Select(method => method.Name)
            .ToList();

        Assert.NotEmpty(tests);
        Assert.Equal(tests.Order(StringComparer.Ordinal), ReadRules().Select(rule => rule.Test).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_has_an_id_of_its_own_in_the_section_that_its_test_is_named_after() =>
        Assert.All(
            ReadRules(),
            rule =>
            {
                Assert.StartsWith($"{rule.Section}-", rule.Id, StringComparison.Ordinal);
                Assert.StartsWith($"Rule_{rule.Section.Replace('.', '_')}_", rule.Test, StringComparison.Ordinal);
                Assert.Single(ReadRules(), other => other.Id == rule.Id);
            }
        );

    [Fact]
    public void Every_rule_has_a_mark_and_a_source() => Assert.All(ReadRules(), rule => Assert.Matches(@"\*\([POAS]\b[^*]*\)\*$", rule.Text));

    [Fact]
    public void Every_switch_of_the_sandbox_is_listed_with_its_default()
    {
        var switches = typeof(SandboxRules)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .Select(property => $"{property.Name}={property.GetValue(new SandboxRules())}".ToLowerInvariant());
        var listed = Lines
            .Select(line => SwitchRow().Match(line))
            .Where(row => row.Success)
            .Select(row => $"{row.Groups["name"].Value}={row.Groups["default"].Value.Trim('`')}".ToLowerInvariant());

        Assert.Equal(switches.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static List<Rule> ReadRules()
    {
        var rules = new List<Rule>();
        var (section, id, text) = ("", "", "");
        foreach (var line in Lines)
        {
            if (SectionHeading().Match(line) is { Success: true } heading)
                section = heading.Groups["number"].Value;
            else if (RuleStart().Match(line) is { Success: true } start)
                (id, text) = (start.Groups["id"].Value, line);
            else if (TestName().Match(line) is { Success: true } test)
                rules.Add(new Rule(section, id, text, test.Groups["name"].Value));
            else if (line.StartsWith("  ", StringComparison.Ordinal))
                text += " " + line.Trim();
        }

        return rules;
    }

    private static string PageFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../docs/aws-semantics.md");

    [GeneratedRegex(@"^## (?<number>\d+(\.\d+)?) ", RegexOptions.ExplicitCapture)]
    private static partial Regex SectionHeading();

    [GeneratedRegex(@"^- \*\*(?<id>[\d.]+-\d+)\*\* ", RegexOptions.ExplicitCapture)]
    private static partial Regex RuleStart();

    [GeneratedRegex(@"^  `(?<name>Rule_\w+)`$", RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<default>[^|]+?) \| [^|]+ \|$", RegexOptions.ExplicitCapture)]
    private static partial Regex SwitchRow();

    private sealed record Rule(string Section, string Id, string Text, string Test);
}
