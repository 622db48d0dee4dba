using System.Management.Automation;
using EndpointHub.Aws.Pacing;
using EndpointHub.Cmdlets.Pipeline;

namespace EndpointHub.TestCmdlets;

/// <summary>Works until it is stopped. Critical work then still has to finish, like a cut-over.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AsyncWork")]
[OutputType(typeof(void))]
public sealed class WaitAsyncWork : AsyncCmdlet
{
    /// <summary>Receives Started, FallbackCalled and FinishedCriticalWork when they happen.</summary>
    [Parameter(Mandatory = true)]
    public System.Collections.Hashtable Log { get; set; } = [];

    [Parameter]
    public SwitchParameter Critical { get; set; }

    [Parameter]
    public SwitchParameter FailWhileStopping { get; set; }

    protected override void EndProcessing() =>
        Run(async token =>
        {
            Log["Started"] = true;
            try
            {
                await TimeProvider.System.DelayAsync(TimeSpan.FromHours(1), token);
            }
            catch (OperationCanceledException stopped) when (Critical)
            {
                await TimeProvider.System.DelayAsync(TimeSpan.FromMilliseconds(300), CancellationToken.None);
                Pipeline.Post(() => WriteObject("discarded output"));
                Pipeline.Post(() => WriteWarning("discarded warning"), ifStopped: () => Log["FallbackCalled"] = true);
                Log["FinishedCriticalWork"] = true;
                if (FailWhileStopping)
                {
                    throw new InvalidOperationException("Private DNS could not be switched back on.", stopped);
                }
            }
        });
}
