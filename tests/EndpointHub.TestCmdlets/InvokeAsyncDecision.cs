using System.Management.Automation;
using EndpointHub.Cmdlets.Pipeline;

namespace EndpointHub.TestCmdlets;

/// <summary>Calls ShouldProcess from asynchronous work and emits the results.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AsyncDecision", SupportsShouldProcess = true)]
[OutputType(typeof(bool))]
public sealed class InvokeAsyncDecision : AsyncCmdlet
{
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public string Subject { get; set; } = "";

    protected override void ProcessRecord() =>
        Run(async token =>
        {
            var subject = Subject;
            var answer = await Pipeline.AskAsync(() => ShouldProcess(subject, "decide"), token);
            Pipeline.Post(() => WriteObject(answer));
        });
}
