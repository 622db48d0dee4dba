using System.Management.Automation;
using EndpointHub.Aws.Pacing;
using EndpointHub.Cmdlets.Pipeline;

namespace EndpointHub.TestCmdlets;

/// <summary>Emits numbers from asynchronous work with a pause after each, and logs the progress of the work.</summary>
[Cmdlet(VerbsCommunications.Write, "AsyncObject")]
[OutputType(typeof(int))]
public sealed class WriteAsyncObject : AsyncCmdlet
{
    [Parameter(Mandatory = true)]
    public int Count { get; set; }

    [Parameter]
    public System.Collections.Hashtable Log { get; set; } = [];

    /// <summary>Writes an error after this many objects.</summary>
    [Parameter]
    public int ErrorAfter { get; set; } = -1;

    /// <summary>Fails after this many objects.</summary>
    [Parameter]
    public int FailAfter { get; set; } = -1;

    protected override void EndProcessing() =>
        Run(async token =>
        {
            var pipelineThread = Environment.CurrentManagedThreadId;
            try
            {
                for (var i = 1; i <= Count; i++)
                {
                    var number = i;
                    Log["Reached"] = number;
                    await Pipeline.AskAsync(() => pipelineThread = Environment.CurrentManagedThreadId, token);
                    Log["UsedAnotherThread"] = pipelineThread != Environment.CurrentManagedThreadId;
                    Pipeline.Post(() => WriteObject(number));
                    if (i == ErrorAfter)
                    {
                        Pipeline.Post(() =>
                            WriteError(new ErrorRecord(new InvalidOperationException("one record"), "OneRecord", ErrorCategory.InvalidData, number))
                        );
                    }

                    if (i == FailAfter)
                    {
                        throw new InvalidOperationException("the work failed");
                    }

                    await TimeProvider.System.DelayAsync(TimeSpan.FromMilliseconds(5), token);
                }

                Log["Completed"] = true;
            }
            finally
            {
                Log["Ended"] = true;
            }
        });
}
