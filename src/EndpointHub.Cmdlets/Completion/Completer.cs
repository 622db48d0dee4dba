using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace EndpointHub.Cmdlets.Completion;

/// <summary>
/// Offers what may stand for an argument, from what is known without asking anybody: nobody who presses Tab shall wait for a network.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Completer : IArgumentCompleter
{
    private static readonly CompareInfo Text = CultureInfo.InvariantCulture.CompareInfo;

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var quote = wordToComplete.Length > 0 && wordToComplete[0] is '\'' or '"' ? wordToComplete.Substring(0, 1) : "";
        var begun = wordToComplete.Trim('\'', '"');
        var candidates = Candidates(new Typed(commandAst, fakeBoundParameters)).ToList();

        // What begins with the word comes first; what merely holds it is offered when nothing does.
        var starting = candidates.Where(candidate => candidate.Text.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).ToList();
        var fitting = starting.Count > 0 ? starting : candidates.Where(candidate => Text.IndexOf(candidate.Text, begun, CompareOptions.OrdinalIgnoreCase) >= 0);
        return fitting.Select(candidate =>
            new CompletionResult(quote + candidate.Text + quote, candidate.Text, CompletionResultType.ParameterValue, candidate.ToolTip));
    }

    private protected abstract IEnumerable<(string Text, string ToolTip)> Candidates(Typed typed);
}

/// <summary>What of a command stands already while it is being typed.</summary>
/// <param name="Command">The command as far as it goes.</param>
/// <param name="Bound">The arguments that PowerShell could tell the value of.</param>
internal sealed record Typed(CommandAst Command, IDictionary Bound)
{
    /// <summary>The text of an argument, or null.</summary>
    public string? this[string parameter] => Bound.Contains(parameter) ? Bound[parameter]?.ToString() : null;
}
