using System.Globalization;
using EndpointHub.Values;

namespace EndpointHub.Errors;

/// <summary>
/// One or more commands that run as they stand, in order, in PowerShell, and those of the AWS CLI in a POSIX shell too. What fills the holes of a
/// command comes from AWS, from files or from the operator: every such value is quoted here, and nowhere else. A command with a value that cannot be
/// quoted alike for both is not shown. Region, profile and hub are added by the code that knows them, once for all commands.
/// </summary>
internal sealed record CommandLine
{
    /// <summary>Stands in the place of commands that are not shown.</summary>
    public const string NotShown = "A value of the command cannot be quoted safely for PowerShell and other shells, so it is not shown.";

    private CommandLine(ValueList<CommandCall> calls) => Calls = calls;

    /// <summary>The region that the commands act in; null as long as it is not known.</summary>
    public string? Region { get; init; }

    /// <summary>The profile that the operator named; null when none was named.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The hub that the cmdlets are about; null as long as it is not known.</summary>
    public string? HubName { get; init; }

    /// <summary>True if a command was left out, because no number was left for its rule.</summary>
    public bool LeavesOut { get; private init; }

    /// <summary>True if a cmdlet among the commands takes a hub.</summary>
    public bool NeedsHub => Calls.Any(call => call.HubParameter is not null);

    private ValueList<CommandCall> Calls { get; init; }

    /// <summary>A command of the AWS CLI.</summary>
    /// <param name="command">The command without <c>aws</c>, region and profile; what stands in its holes is quoted.</param>
    public static CommandLine Aws(FormattableString command) => Of(Program.AwsCli, "aws ", command);

    /// <summary>A command of the AWS CLI that makes no call: it takes neither a region nor a profile.</summary>
    /// <param name="command">The command without <c>aws</c>.</param>
    public static CommandLine AwsLocal(FormattableString command) => Of(Program.LocalAwsCli, "aws ", command);

    /// <summary>A cmdlet of EndpointHub that calls AWS.</summary>
    /// <param name="command">The cmdlet and its parameters without region and profile.</param>
    public static CommandLine Cmdlet(FormattableString command) => Of(Program.Cmdlet, "", command);

    /// <summary>A cmdlet of EndpointHub that takes <c>-Hub</c>, where the hub's name is added later.</summary>
    /// <param name="command">The cmdlet and its parameters without hub, region and profile.</param>
    /// <param name="hubParameter">The parameter that takes the hub's name.</param>
    /// <param name="pipeline">The cmdlets that take its output.</param>
    public static CommandLine HubCmdlet(FormattableString command, string hubParameter = "-Hub", string pipeline = "") =>
        Of(Program.Cmdlet, "", command, hubParameter, pipeline);

    /// <summary>A PowerShell command that does not call AWS.</summary>
    /// <param name="command">The command.</param>
    public static CommandLine PowerShell(FormattableString command) => Of(Program.Local, "", command);

    /// <summary>Several values of one option of the AWS CLI, for a hole of their own.</summary>
    /// <param name="values">The values.</param>
    public static object Words(IEnumerable<string> values) => new WordList(values.ToValueList());

    /// <summary>The number of a new rule, for a hole of its own: one of several, of which no two commands of one list get the same.</summary>
    /// <param name="list">The list of rules, in which numbers are unique.</param>
    /// <param name="numbers">The numbers that serve, the best first; at least one.</param>
    public static object FreeNumber(string list, ValueList<int> numbers) => new RuleNumber(list, numbers);

    /// <summary>
    /// These commands, then others; each once, and each that makes a rule with a number of its own. A command is left out when no number is left for
    /// it.
    /// </summary>
    /// <param name="next">The others; null for none.</param>
    public CommandLine Then(CommandLine? next)
    {
        if (next is null)
            return this;

        var calls = Calls.ToList();
        var leavesOut = LeavesOut || next.LeavesOut;
        foreach (var call in next.Calls)
        {
            if (calls.FindIndex(present => present.IsSameBut(call)) is var same and >= 0)
                calls[same] = calls[same].Before(call);
            else if (call.NumberedAfter(calls) is { } numbered)
                calls.Add(numbered);
            else
                leavesOut = true;
        }

        return this with
        {
            Calls = calls.ToValueList(),
            LeavesOut = leavesOut,
        };
    }

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

    /// <summary>The commands as an operator pastes them; null if a value of them cannot be quoted.</summary>
    public string? Text =>
        Calls.Select(Rendered).ToList() is var calls && calls.TrueForAll(call => call is not null) ? string.Join("; ", calls) : null;

    /// <inheritdoc/>
    public override string ToString() => Text ?? NotShown;

    /// <summary>A value as one argument, the same in PowerShell and in a POSIX shell; null where there is no such quoting.</summary>
    /// <param name="value">The value.</param>
    /// <remarks>
    /// Single quotes keep everything literal but themselves. Double quotes serve where a single quote is the only special character. PowerShell takes
    /// typographic quotes for quotes, and Windows PowerShell passes neither double quotes nor backslashes to programs as they are.
    /// </remarks>
    public static string? Quote(string value) =>
        IsBare(value) ? value
        : !DisplayText.IsPlain(value) || value.Any(letter => letter is '"' or '\\' or (>= '\u2018' and <= '\u201F')) ? null
        : value.IndexOf('\'') < 0 ? $"'{value}'"
        : value.IndexOfAny(['$', '`', '!']) < 0 ? $"\"{value}\""
        : null;

    // PowerShell reads a word that begins like a number as one.
    private static bool IsBare(string value) =>
        value.Length > 0
        && value.All(letter => IsAsciiLetter(letter) || letter is (>= '0' and <= '9') or '.' or '-' or '_' or '/' or ':' or '=' or '+')
        && (IsAsciiLetter(value[0]) || (value[0] is >= '0' and <= '9' && value.IndexOf('/') > 0));

    private static bool IsAsciiLetter(char letter) => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    /// <summary>A value as one argument of a program. The AWS CLI takes some values for options or for files to send.</summary>
    private static string? Quote(string value, Program program) =>
        program is Program.AwsCli or Program.LocalAwsCli && IsSpecial(value) ? null : Quote(value);

    // On Windows the AWS CLI may be a batch file, whose arguments cmd.exe reads once more. An empty argument is not passed by Windows PowerShell.
    private static bool IsSpecial(string value) =>
        value.Length == 0
        || value[0] == '-'
        || value.IndexOfAny(['&', '|', '<', '>', '^', '%']) >= 0
        || Array.Exists(["file://", "fileb://", "http://", "https://"], start => value.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static CommandLine Of(Program program, string start, FormattableString command, string? hubParameter = null, string pipeline = "")
    {
        var arguments = command.GetArguments().Select(argument => Argument(argument, program)).ToList();
        var text = string.Format(CultureInfo.InvariantCulture, command.Format, [.. arguments]);
        return new(
            ValueList.Of(
                new CommandCall(program, start + text)
                {
                    IsQuoted = !arguments.Contains(null),
                    Number = command.GetArguments().OfType<RuleNumber>().FirstOrDefault(),
                    HubParameter = hubParameter,
                    Pipeline = pipeline,
                }
            )
        );
    }

    private static string? Argument(object? argument, Program program)
    {
        if (argument is RuleNumber)
            return RuleNumber.Hole;
        if (argument is not WordList list)
        {
            var text = Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "";
            return argument is int or long ? text : Quote(text, program);
        }

        var words = list.Values.Select(word => Quote(word, program)).ToList();
        return words.TrueForAll(word => word is not null) ? string.Join(" ", words) : null;
    }

    private string? Rendered(CommandCall call)
    {
        (string? Name, string? Value)[] given = call.Program switch
        {
            Program.AwsCli => [("--region", Region), ("--profile", ProfileName)],
            Program.Cmdlet => [(call.HubParameter, HubName), ("-Region", Region), ("-ProfileName", ProfileName)],
            _ => [],
        };
        var options = given
            .Where(option => option.Name is not null && option.Value is not null)
            .Select(option => (option.Name, Value: Quote(option.Value!, call.Program)))
            .ToList();
        return call.IsQuoted && options.TrueForAll(option => option.Value is not null)
            ? string.Concat([call.NumberedText, .. options.Select(option => $" {option.Name} {option.Value}"), call.Pipeline])
            : null;
    }

    private enum Program
    {
        Local,
        LocalAwsCli,
        AwsCli,
        Cmdlet,
    }

    private sealed record CommandCall(Program Program, string Text)
    {
        public bool IsQuoted { get; init; }

        public string? HubParameter { get; init; }

        public RuleNumber? Number { get; init; }

        public string Pipeline { get; init; } = "";

        public string NumberedText =>
            Number is null ? Text : Text.Replace(RuleNumber.Hole, Number.Candidates[0].ToString(CultureInfo.InvariantCulture));

        public bool IsSameBut(CommandCall other) => this with { Number = null } == other with { Number = null } && Number?.List == other.Number?.List;

        // A rule that two findings ask for has to come before both rules that drop packets.
        public CommandCall Before(CommandCall other) =>
            Number is not null && other.Number!.Candidates[0] < Number.Candidates[0] ? this with { Number = other.Number } : this;

        /// <summary>This call with a number that none of others has; null when none is left.</summary>
        public CommandCall? NumberedAfter(IEnumerable<CommandCall> others)
        {
            if (Number is null)
                return this;

            var taken = others.Select(call => call.Number).Where(number => number?.List == Number.List).Select(number => number!.Candidates[0]);
            var left = Number.Candidates.Except(taken).ToValueList();
            return left.Count == 0 ? null : this with { Number = Number with { Candidates = left } };
        }
    }

    private sealed record RuleNumber(string List, ValueList<int> Candidates)
    {
        // No value can hold this character, because a value with it is not quoted.
        public const string Hole = "\u0001";
    }

    private sealed record WordList(ValueList<string> Values);
}
