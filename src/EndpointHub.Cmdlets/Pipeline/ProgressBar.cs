using System.Diagnostics;
using System.Management.Automation;
using EndpointHub.Aws.Operations.Work;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>
/// Shows how far work has come, once it has lasted a second: what is over before would only flicker, and pushes the screen about. Everything here
/// happens on the pipeline thread.
/// </summary>
internal sealed class ProgressBar(AsyncCmdlet cmdlet)
{
    /// <summary>How long the work has to last before anything is shown.</summary>
    internal static readonly TimeSpan InitialDelay = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _lasted = Stopwatch.StartNew();
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OperationProgress> _unseen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);

    /// <summary>Takes note of how far an activity has come, and shows it if it is time.</summary>
    internal void Update(OperationProgress progress)
    {
        if (progress.IsCompleted)
        {
            _unseen.Remove(progress.Activity);
            if (_shown.Remove(progress.Activity))
            {
                Write(progress);
            }

            return;
        }

        _unseen[progress.Activity] = progress;
        ShowWhatIsDue();
    }

    /// <summary>Shows what has waited long enough.</summary>
    internal void ShowWhatIsDue()
    {
        if (_lasted.Elapsed < InitialDelay)
        {
            return;
        }

        foreach (var progress in _unseen.Values)
        {
            _shown.Add(progress.Activity);
            Write(progress);
        }

        _unseen.Clear();
    }

    private void Write(OperationProgress progress)
    {
        if (!_ids.TryGetValue(progress.Activity, out var id))
        {
            _ids[progress.Activity] = id = _ids.Count + 1;
        }

        var status = progress.Status.Length > 0 ? progress.Status : progress.Activity; // PowerShell refuses an empty one.
        cmdlet.WriteProgress(new ProgressRecord(id, progress.Activity, status)
        {
            PercentComplete = progress.Total > 0 ? 100 * progress.Done / progress.Total : -1,
            RecordType = progress.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        });
    }
}
