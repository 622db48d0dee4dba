using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>
/// A cmdlet whose work is asynchronous. It can be stopped at any time, and writes to PowerShell through its <see cref="Pipeline"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "PowerShell may call StopProcessing after it has disposed a cmdlet. A source without timer and wait handle has nothing to release."
)]
public abstract class AsyncCmdlet : PSCmdlet
{
    private readonly CancellationTokenSource _stop = new();
    private PipelineThread? _pipeline;

    /// <summary>Gets the queue of calls into PowerShell, for any thread, while work runs.</summary>
    internal PipelineThread Pipeline => _pipeline ?? throw new InvalidOperationException("No work is running.");

    /// <summary>True if PowerShell itself does a dry run: by <c>-WhatIf</c>, otherwise by <c>$WhatIfPreference</c>.</summary>
    internal bool IsWhatIf =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    /// <summary>True if <c>-Confirm</c> was used, with or without a value.</summary>
    internal bool IsConfirmGiven => MyInvocation.BoundParameters.ContainsKey("Confirm");

    /// <summary>True if ShouldProcess answers a cmdlet of medium impact without a prompt, although <c>-Confirm</c> was not used.</summary>
    internal bool IsPromptSkipped =>
        !IsConfirmGiven
        && string.Equals(GetVariableValue("ConfirmPreference")?.ToString(), nameof(ConfirmImpact.High), StringComparison.OrdinalIgnoreCase)
        && GetType().GetCustomAttribute<CmdletAttribute>() is { ConfirmImpact: not ConfirmImpact.High };

    /// <summary>Runs asynchronous work and returns when it has finished. Call it from an overridden processing method.</summary>
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

    /// <summary>Writes a warning. Untrusted text in it is escaped.</summary>
    internal new void WriteWarning(string text) => base.WriteWarning(DisplayText.Escape(text));

    /// <summary>Writes a verbose message. Untrusted text in it is escaped.</summary>
    internal new void WriteVerbose(string text) => base.WriteVerbose(DisplayText.Escape(text));

    /// <summary>Writes progress. Untrusted text in it is escaped.</summary>
    internal void WriteProgress(int id, string activity, string status, int percent, ProgressRecordType type) =>
        base.WriteProgress(
            new ProgressRecord(id, DisplayText.Escape(activity), DisplayText.Escape(status)) { PercentComplete = percent, RecordType = type }
        );

    /// <summary>
    /// Writes to the host after the pipeline was stopped, when it accepts no records any more. The outcome of a cut-over that was
    /// completed or reverted while stopping must still reach the operator.
    /// </summary>
    internal void WriteToHost(Action<PSHostUserInterface> write)
    {
        try
        {
            write(Host.UI);
        }
        catch (Exception failure) when (failure is HostException or NotImplementedException or NotSupportedException)
        {
            // The host has no user interface. The work must still be completed.
        }
    }

    /// <inheritdoc />
    protected sealed override void StopProcessing() => _stop.Cancel();
}
