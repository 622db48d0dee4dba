using System.Reflection;
using System.Text.RegularExpressions;
using EndpointHub.Aws.Executing.Calls;
using EndpointHub.AwsTests.Support;
using EndpointHub.Planning;

namespace EndpointHub.AwsTests.Executing;

/// <summary>A step type defines its own properties: a new step is one file and its call.</summary>
public sealed class StepFactsTests
{
    private static readonly IReadOnlyList<Type> Kinds =
    [
        .. typeof(Step).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Step)) && !type.IsAbstract),
    ];

    private static string KindNames => string.Join('|', Kinds.Select(kind => kind.Name));

    [Fact]
    public void Every_kind_of_step_has_one_call() =>
        Assert.Equal(
            Kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal),
            StepCalls.Kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_executor_refers_to_no_step_type_outside_the_calls()
    {
        var named = new Regex($@"\b({KindNames})\b(?!\w*Async)", RegexOptions.None, TimeSpan.FromSeconds(10));
        var executing = Path.Combine(Repository.Root, "src", "EndpointHub.Aws", "Executing");
        Assert.Matches(named, File.ReadAllText(Path.Combine(executing, "Calls", "StepCalls.cs")));

        Assert.Empty(Directory.GetFiles(executing, "*.cs", SearchOption.TopDirectoryOnly).SelectMany(file => Lines(file, named)));
    }

    [Fact]
    public void Planners_do_not_switch_on_the_type_of_a_step()
    {
        var asked = new Regex(
            $@"\b(is|as|or|case|not)\s+\(?({KindNames})\b|\bOfType<({KindNames})>|\b({KindNames})\s+(\w+\s+)?=>",
            RegexOptions.None,
            TimeSpan.FromSeconds(10)
        );
        Assert.All(
            new[] { "step is CreateRoute", "steps.OfType<CreateZone>()", "CreateZone made => made.ZoneId", "a or DeleteEndpoint" },
            text => Assert.Matches(asked, text)
        );

        var planning = Path.Combine(Repository.Root, "src", "EndpointHub", "Planning");
        Assert.Empty(Directory.GetFiles(planning, "*.cs", SearchOption.AllDirectories).SelectMany(file => Lines(file, asked)));
    }

    [Fact]
    public void Only_steps_that_settle_later_have_a_description_of_what_is_polled()
    {
        static bool Overrides(Type kind, string member) =>
            kind.GetMember(member, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Length > 0;
        var later = Kinds.Where(kind => Overrides(kind, nameof(Step.IsSettledIn))).Select(kind => kind.Name).ToList();
        Assert.Contains("CreateEndpoint", later);

        // Route 53 reports the end of a change by its id, which is not part of a snapshot.
        var polled = Kinds.Where(kind =>
            Overrides(kind, nameof(Step.Settlement)) && kind.Name is not ("CreateZone" or "ChangeRecords" or "AssociateZone" or "DisassociateZone")
        );
        Assert.Equal(later.Order(StringComparer.Ordinal), polled.Select(kind => kind.Name).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Lines(string file, Regex pattern) =>
        File.ReadLines(file)
            .Where(line => pattern.IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}");
}
