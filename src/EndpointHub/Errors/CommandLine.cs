using System.Globalization;
using System.Text;
using EndpointHub.Values;

namespace EndpointHub.Errors;

/// <summary>
/// One or more commands that run as they stand, in order, in PowerShell. What fills the holes of a command comes from AWS, from files or from the
/// operator: every such value is quoted here, and nowhere else. Region, profile and hub are added by the code that knows them, once for all commands.
/// </summary>
internal sealed record CommandLine
{
    private CommandLine(ValueList<CommandCall> calls) => Calls = calls;

    /// <summary>The region that the commands act in; null as long as it is not known.</summary>
    public string? Region { get; init; }

    /// <summary>The profile that the operator named; null when none was named.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The hub that the cmdlets are about; null as long as it is not known.</summary>
    public string? HubName { get; init; }

    /// <summary>Whether a command was left out, because its slot was taken.</summary>
    public bool LeavesOut { get; private init; }

    /// <summary>Whether a cmdlet among the commands takes a hub.</summary>
    public bool NeedsHub => Calls.Any(call => call.HubParameter is not null);

    private ValueList<CommandCall> Calls { get; init; }

    /// <summary>A command of the AWS CLI.</summary>
    /// <param name="command">The command without <c>aws</c>, region and profile; what stands in its holes is quoted.</param>
    public static CommandLine Aws(FormattableString command) => new(ValueList.Of(new CommandCall(Program.AwsCli, "aws " + Quoted(command))));

    /// <summary>A command of the AWS CLI that makes no call: it takes neither a region nor a profile.</summary>
    /// <param name="command">The command without <c>aws</c>.</param>
    public static CommandLine AwsLocal(FormattableString command) => new(ValueList.Of(new CommandCall(Program.Local, "aws " + Quoted(command))));

    /// <summary>A cmdlet of EndpointHub that calls AWS.</summary>
    /// <param name="command">The cmdlet and its parameters without region and profile.</param>
    public static CommandLine Cmdlet(FormattableString command) => new(ValueList.Of(new CommandCall(Program.Cmdlet, Quoted(command))));

    /// <summary>A cmdlet of EndpointHub that takes <c>-Hub</c>, where the hub's name is added later.</summary>
    /// <param name="command">The cmdlet and its parameters without hub, region and profile.</param>
    /// <param name="hubParameter">The parameter that takes the hub's name.</param>
    /// <param name="pipeline">The cmdlets that take its output.</param>
    public static CommandLine HubCmdlet(FormattableString command, string hubParameter = "-Hub", string pipeline = "") =>
        new(ValueList.Of(new CommandCall(Program.Cmdlet, Quoted(command)) { HubParameter = hubParameter, Pipeline = pipeline }));

    /// <summary>A PowerShell command that does not call AWS.</summary>
    /// <param name="command">The command.</param>
    public static CommandLine PowerShell(FormattableString command) => new(ValueList.Of(new CommandCall(Program.Local, Quoted(command))));

    /// <summary>Commands as they were written before, for example in an object that was read from JSON.</summary>
    /// <param name="text">The text, or null.</param>
    public static CommandLine? FromText(string? text) => string.IsNullOrEmpty(text) ? null : new(ValueList.Of(new CommandCall(Program.Local, text!)));

    /// <summary>Several values of one option of the AWS CLI, for a hole of their own.</summary>
    /// <param name="values">The values.</param>
    public static object Words(IEnumerable<string> values) => new WordList(values.ToValueList());

    /// <summary>
    /// These commands, then others; each once. Of commands that would take the same slot, for example a rule's number, the first stays.
    /// </summary>
    /// <param name="next">The others; null for none.</param>
    public CommandLine Then(CommandLine? next)
    {
        if (next is null)
            return this;

        var others = next.Calls.Where(call => !Calls.Contains(call)).ToList();
        var taken = new HashSet<string>(Calls.Select(call => call.Slot).OfType<string>(), StringComparer.Ordinal);
        var added = others.FindAll(call => call.Slot is null || taken.Add(call.Slot));
        return this with { Calls = Calls.Concat(added).ToValueList(), LeavesOut = LeavesOut || next.LeavesOut || added.Count < others.Count };
    }

    /// <summary>The same commands, of which only one can be run in a slot.</summary>
    /// <param name="slot">What only one command can take, for example a rule's number.</param>
    public CommandLine InSlot(string slot) => this with { Calls = Calls.Each(call => call with { Slot = slot }) };

    /// <summary>Fills in what the code that makes a command does not know. What is there already stays.</summary>
    /// <param name="region">The region, or null where it is not known.</param>
    /// <param name="profileName">The profile that the operator named, or null.</param>
    /// <param name="hubName">The hub, or null where none is known.</param>
    /// <returns>The complete commands; null where a cmdlet needs a hub and none is known.</returns>
    public CommandLine? In(string? region, string? profileName, string? hubName = null)
    {
        var complete = this with { Region = Region ?? region, ProfileName = ProfileName ?? profileName, HubName = HubName ?? hubName };
        return complete.HubName is null && NeedsHub ? null : complete;
    }

    /// <summary>The commands as an operator pastes them.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Join("; ", Calls.Select(Rendered));

    /// <summary>
    /// A value as one argument in PowerShell. Single quotes keep everything literal; PowerShell takes typographic ones for the same. Double quotes
    /// serve where a single quote is the only special character, so that a POSIX shell reads the same argument.
    /// </summary>
    /// <param name="value">The value.</param>
    public static string Quote(string value)
    {
        if (value.Length > 0 && value.All(letter => IsPlain(letter)) && value[0] is not '-')
            return value;
        if (value.Contains('\'') && value.All(letter => letter is >= ' ' and <= '~' and not ('"' or '$' or '`' or '\\' or '!')))
            return $"\"{value}\"";

        var quoted = new StringBuilder("'");
        foreach (var letter in value)
        {
            if (letter is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B')
                quoted.Append(letter);
            quoted.Append(letter);
        }

        return quoted.Append('\'').ToString();
    }

    private static bool IsPlain(char letter) =>
        letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_' or '/' or ':' or '=' or '+';

    private static string Quoted(FormattableString command) =>
        string.Format(CultureInfo.InvariantCulture, command.Format, [.. command.GetArguments().Select(argument => (object)Argument(argument))]);

    private static string Argument(object? argument) =>
        argument is WordList list
            ? string.Join(" ", list.Values.Select(Quote))
            : Quote(Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "");

    private string Rendered(CommandCall call)
    {
        var text = new StringBuilder(call.Text);
        if (call.HubParameter is not null)
            text.Append(' ').Append(call.HubParameter).Append(' ').Append(Quote(HubName ?? ""));
        var (region, profile) = call.Program switch
        {
            Program.AwsCli => ("--region", "--profile"),
            Program.Cmdlet => ("-Region", "-ProfileName"),
            _ => ("", ""),
        };
        if (region.Length > 0 && Region is not null)
            text.Append(' ').Append(region).Append(' ').Append(Quote(Region));
        if (region.Length > 0 && ProfileName is not null)
            text.Append(' ').Append(profile).Append(' ').Append(Quote(ProfileName));
        return text.Append(call.Pipeline).ToString();
    }

    private enum Program
    {
        Local,
        AwsCli,
        Cmdlet,
    }

    private sealed record CommandCall(Program Program, string Text)
    {
        public string? HubParameter { get; init; }

        public string? Slot { get; init; }

        public string Pipeline { get; init; } = "";
    }

    private sealed record WordList(ValueList<string> Values);
}
