using System.Management.Automation;
using EndpointHub.Aws.Pacing;
using EndpointHub.Cmdlets.Pipeline;

namespace EndpointHub.TestCmdlets;

/// <summary>Works until it is stopped; a critical one then has something left to do, as a cut-over has.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AsyncWork")]
[OutputType(typeof(void))]
public sealed class WaitAsyncWork : AsyncCmdlet
{
    /// <summary>Gets Started, LastWord and FinishedInOrder as they happen.</summary>
    [Parameter(Mandatory = true)]
    public System.Collections.Hashtable Log { get; set; } = [];

    [Parameter]
    public SwitchParameter Critical { get; set; }

    [Parameter]
    public SwitchParameter FailWhileStopping { get; set; }

    protected override void EndProcessing() => Run(async token =>
    {
        Log["Started"] = true;
        try
        {
            await TimeProvider.System.DelayAsync(TimeSpan.FromHours(1), token);
        }
        catch (OperationCanceledException stopped) when (Critical)
        {
            await TimeProvider.System.DelayAsync(TimeSpan.FromMilliseconds(300), CancellationToken.None);
            Pipeline.Post(() => WriteObject("nobody hears this"));
            Pipeline.Post(() => WriteWarning("nor this"), ifStopped: () => Log["LastWord"] = true);
            Log["FinishedInOrder"] = true;
            if (FailWhileStopping)
            {
                throw new InvalidOperationException("Private DNS could not be switched back on.", stopped);
            }
        }
    });
}
