using System.ComponentModel;
using System.Management.Automation;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Cmdlets.Input;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>
/// A cmdlet that collects its whole input first, so that everything is one plan, and a pipeline that is stopped
/// while it collects has changed nothing.
/// </summary>
/// <typeparam name="TInput">The type of one input.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CollectingCmdlet<TInput> : AwsCmdlet
{
    private readonly List<TInput> _collected = [];
    private bool _isAnyProjected;

    /// <summary>Acts on each input as it arrives, instead of making one plan for all of them at the end.</summary>
    [Parameter]
    public SwitchParameter OneAtATime { get; set; }

    /// <summary>
    /// True if the piped object is a projection. The command then does a dry run too, even where it only binds an id of the object.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [Alias("IsProjected")]
    [FlagInput]
    public SwitchParameter Projected { get; set; }

    /// <summary>Returns the inputs of the current record. Invalid ones are reported and left out.</summary>
    private protected abstract IEnumerable<TInput> Collect();

    /// <summary>Returns true if an input is a projection, so that nothing real can be done with it.</summary>
    private protected virtual bool IsProjected(TInput input) => false;

    /// <summary>True if the cmdlet's <c>-Force</c> suppresses prompts. An explicit <c>-Confirm</c> still prompts.</summary>
    private protected virtual bool IsForced => false;

    /// <summary>Runs the operation.</summary>
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
