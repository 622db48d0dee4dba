using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>A cmdlet whose work is asynchronous: it can be stopped at any time, and it speaks to PowerShell through its <see cref="Pipeline"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "PowerShell may call StopProcessing after it has disposed of a cmdlet; a source without timer and wait handle holds nothing to release.")]
public abstract class AsyncCmdlet : PSCmdlet
{
    private readonly CancellationTokenSource _stop = new();
    private PipelineThread? _pipeline;

    /// <summary>The way to PowerShell's output, questions and messages, from any thread, while work runs.</summary>
    internal PipelineThread Pipeline => _pipeline ?? throw new InvalidOperationException("There is no work running.");

    /// <summary>Whether PowerShell itself rehearses: by <c>-WhatIf</c>, or by <c>$WhatIfPreference</c> where that is not given.</summary>
    internal bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    /// <summary>Whether a question of medium impact has passed without anybody being asked, and nobody has waived being asked.</summary>
    internal bool WasNotAsked => !MyInvocation.BoundParameters.ContainsKey("Confirm")
        && string.Equals(GetVariableValue("ConfirmPreference")?.ToString(), nameof(ConfirmImpact.High), StringComparison.OrdinalIgnoreCase)
        && GetType().GetCustomAttribute<CmdletAttribute>() is { ConfirmImpact: not ConfirmImpact.High };

    /// <summary>Runs asynchronous work and returns when it has come to rest. To be called from an overridden processing method.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    private protected void Run(Func<CancellationToken, Task> work)
    {
        using var pipeline = new PipelineThread(_stop, new ProgressBar(this));
        _pipeline = pipeline;
        var failure = pipeline.Pump(() => work(_stop.Token));
        _pipeline = null;

        if (failure is not null and not OperationCanceledException && pipeline.IsUnwinding)
        {
            WriteToHost(ui => ui.WriteErrorLine(Errors.Describe(failure)));
        }

        pipeline.Unwind();
        if (pipeline.IsUnwinding)
        {
            throw new PipelineStoppedException();
        }

        if (failure is not null)
        {
            ThrowTerminatingError(Errors.From(failure));
        }
    }

    /// <summary>
    /// Says something when the pipeline takes nothing any more: what happens while stopping (was the spoke switched back?) is what one
    /// most needs to know, and only the screen is left to say it on.
    /// </summary>
    internal void WriteToHost(Action<PSHostUserInterface> say)
    {
        try
        {
            say(Host.UI);
        }
        catch (Exception failure) when (failure is HostException or NotImplementedException or NotSupportedException)
        {
            // A host without a screen: nobody is left to be told, and the work that is still to end must not suffer from it.
        }
    }

    /// <inheritdoc />
    protected sealed override void StopProcessing() => _stop.Cancel();
}
