using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace EndpointHub.Cmdlets.Completion;

/// <summary>
/// Completes arguments from local information only. Tab completion must not wait for a network call.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Completer : IArgumentCompleter
{
    private static readonly CompareInfo Text = CultureInfo.InvariantCulture.CompareInfo;

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    )
    {
        var quote = wordToComplete.Length > 0 && wordToComplete[0] is '\'' or '"' ? wordToComplete.Substring(0, 1) : "";
        var begun = wordToComplete.Trim('\'', '"');
        var candidates = Candidates(new Typed(commandAst, fakeBoundParameters)).ToList();

        // Candidates that only contain the word are offered when none begins with it.
        var starting = candidates.Where(candidate => candidate.Text.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).ToList();
        var fitting =
            starting.Count > 0 ? starting : candidates.Where(candidate => Text.IndexOf(candidate.Text, begun, CompareOptions.OrdinalIgnoreCase) >= 0);
        return fitting.Select(candidate => new CompletionResult(
            quote + candidate.Text + quote,
            candidate.Text,
            CompletionResultType.ParameterValue,
            candidate.ToolTip
        ));
    }

    private protected abstract IEnumerable<(string Text, string ToolTip)> Candidates(Typed typed);
}

/// <summary>The part of a command that has been typed already.</summary>
/// <param name="Command">The command.</param>
/// <param name="Bound">The arguments whose values PowerShell could determine.</param>
internal sealed record Typed(CommandAst Command, IDictionary Bound)
{
    /// <summary>Gets the text of an argument, or null.</summary>
    public string? this[string parameter] => Bound.Contains(parameter) ? Bound[parameter]?.ToString() : null;
}
