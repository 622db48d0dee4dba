using System.Diagnostics;
using System.Management.Automation;
using EndpointHub.Aws.Operations.Work;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>
/// Shows the progress of work that lasts longer than a second. Shorter work would only make the display flicker. Every member is called
/// on the pipeline thread.
/// </summary>
internal sealed class ProgressBar(AsyncCmdlet cmdlet)
{
    /// <summary>The time before progress is shown.</summary>
    internal static readonly TimeSpan InitialDelay = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _stopwatch = Stopwatch.StartNew();
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OperationProgress> _pending = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);

    /// <summary>Records the progress of an activity, and shows it if the delay is over.</summary>
    internal void Update(OperationProgress progress)
    {
        if (progress.IsCompleted)
        {
            _pending.Remove(progress.Activity);
            if (_shown.Remove(progress.Activity))
            {
                Write(progress);
            }

            return;
        }

        _pending[progress.Activity] = progress;
        ShowPending();
    }

    /// <summary>Shows progress that has not been shown, if the delay is over.</summary>
    internal void ShowPending()
    {
        if (_stopwatch.Elapsed < InitialDelay)
        {
            return;
        }

        foreach (var progress in _pending.Values)
        {
            _shown.Add(progress.Activity);
            Write(progress);
        }

        _pending.Clear();
    }

    private void Write(OperationProgress progress)
    {
        if (!_ids.TryGetValue(progress.Activity, out var id))
        {
            _ids[progress.Activity] = id = _ids.Count + 1;
        }

        var status = progress.Status.Length > 0 ? progress.Status : progress.Activity; // ProgressRecord rejects an empty status.
        cmdlet.WriteProgress(
            id,
            progress.Activity,
            status,
            progress.Total > 0 ? 100 * progress.Done / progress.Total : -1,
            progress.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing
        );
    }
}
