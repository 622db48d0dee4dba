using System.ComponentModel;
using EndpointHub.Intents;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Completion;

/// <summary>Completes the codes by which a command allows what it would refuse.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CodeCompleter : Completer
{
    /// <summary>Gets all codes of the command.</summary>
    internal abstract ValueList<string> Codes { get; }

    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(Typed typed) => Codes.Select(code => (code, code));
}

/// <summary>Completes the codes for a cut-over.</summary>
public sealed class CutoverCodeCompleter : CodeCompleter
{
    internal override ValueList<string> Codes => WaivableCodes.OfCutover;
}

/// <summary>Completes the codes for the reversal of a cut-over.</summary>
public sealed class ReturnCodeCompleter : CodeCompleter
{
    internal override ValueList<string> Codes => WaivableCodes.OfReturn;
}

/// <summary>Completes the codes for a removal.</summary>
public sealed class RemovalCodeCompleter : CodeCompleter
{
    internal override ValueList<string> Codes => WaivableCodes.OfRemoval;
}
