using System.ComponentModel;
using System.Management.Automation;
using EndpointHub.Aws.Operations.Work;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>
/// A cmdlet that changes something: it gathers its whole input first, so that everything is one plan and a pipeline stopped
/// while gathering has changed nothing.
/// </summary>
/// <typeparam name="TInput">What one input names.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CollectingCmdlet<TInput> : AwsCmdlet
{
    private readonly List<TInput> _collected = [];
    private bool _isAnyProjected;

    /// <summary>Works on each input as it arrives, instead of planning for all of them together at the end.</summary>
    [Parameter]
    public SwitchParameter OneAtATime { get; set; }

    /// <summary>Whether the piped object is foretold: then this command rehearses too, even where it takes nothing of the object but an id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [Alias("IsProjected")]
    public SwitchParameter Projected { get; set; }

    /// <summary>What the present record names; what is refused is reported and left out.</summary>
    private protected abstract IEnumerable<TInput> Collect();

    /// <summary>Whether an input is itself a projection, so that nothing real can be done with it.</summary>
    private protected virtual bool IsProjected(TInput input) => false;

    /// <summary>Whether the caller has waived the questions about dangerous units, by a <c>-Force</c> of the cmdlet's own.</summary>
    private protected virtual bool IsForced => false;

    /// <summary>The one call into an operation.</summary>
    private protected abstract Task ActAsync(IReadOnlyList<TInput> inputs, IOperator @operator, CancellationToken cancellationToken);

    /// <inheritdoc />
    protected sealed override void ProcessRecord()
    {
        _isAnyProjected |= Projected;
        _collected.AddRange(Collect());
        if (OneAtATime)
        {
            Act();
        }
    }

    /// <inheritdoc />
    protected sealed override void EndProcessing() => Act();

    private void Act()
    {
        TInput[] inputs = [.. _collected];
        _collected.Clear();
        if (inputs.Length > 0)
        {
            var isDryRun = IsWhatIf || _isAnyProjected || Array.Exists(inputs, IsProjected);
            _isAnyProjected = false;
            Run(token => ActAsync(inputs, NewOperator(isDryRun, IsForced), token));
        }
    }
}
