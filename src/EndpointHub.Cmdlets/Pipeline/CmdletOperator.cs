using System.Management.Automation;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Cmdlets.State;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>Connects an operation to a cmdlet: prompts, results, messages and progress.</summary>
internal sealed class CmdletOperator(AsyncCmdlet cmdlet, bool isDryRun, bool isForced) : IOperator
{
    private readonly PipelineThread _pipeline = cmdlet.Pipeline;
    private readonly ProgressBar _progress = cmdlet.Pipeline.Progress;
    private bool _yesToAll;
    private bool _noToAll;

    public bool IsDryRun => isDryRun;

    public Task<bool> ConfirmAsync(PlanUnit unit, CancellationToken cancellationToken) => _pipeline.AskAsync(() => Confirm(unit), cancellationToken);

    public void ReportStatus(string message) => _pipeline.Post(() => cmdlet.WriteVerbose(message));

    public void Warn(string message) =>
        _pipeline.Post(
            () => cmdlet.WriteWarning(message),
            ifStopped: () => cmdlet.WriteToHost(ui => ui.WriteWarningLine(DisplayText.Escape(message)))
        );

    public void Fail(Problem problem, object? target) =>
        _pipeline.Post(
            () => cmdlet.WriteError(Errors.From(problem, target)),
            ifStopped: () => cmdlet.WriteToHost(ui => ui.WriteErrorLine(Errors.Describe(problem)))
        );

    public void Emit(object result) =>
        _pipeline.Post(() =>
        {
            RunspaceState.Current.Remember(result);
            cmdlet.WriteObject(result);
        });

    public void Report(OperationProgress progress) => _pipeline.Post(() => _progress.Update(progress));

    private bool Confirm(PlanUnit unit)
    {
        var steps = UnitText.Of(unit);
        if (isDryRun && !cmdlet.IsWhatIf)
        {
            // Projected input makes this a dry run without -WhatIf, so ShouldProcess would prompt. Write-Host writes the same record.
            cmdlet.WriteInformation(new HostInformationMessage { Message = $"What if: {steps}" }, ["PSHOST"]);
            return false;
        }

        if (isForced && !cmdlet.IsConfirmGiven && !cmdlet.IsWhatIf)
        {
            // ShouldProcess would prompt where ConfirmImpact reaches $ConfirmPreference. This is the verbose message that it writes otherwise.
            cmdlet.WriteVerbose(steps);
            return true;
        }

        var question = $"{steps}{Environment.NewLine}Do you want to continue?";
        if (!cmdlet.ShouldProcess(steps, question, UnitText.Headline(unit)))
        {
            return false;
        }

        // ConfirmImpact applies to a cmdlet as a whole, but only some of its units are dangerous.
        return !unit.IsDangerous || !cmdlet.IsPromptSkipped || cmdlet.ShouldContinue(question, UnitText.Headline(unit), ref _yesToAll, ref _noToAll);
    }
}
