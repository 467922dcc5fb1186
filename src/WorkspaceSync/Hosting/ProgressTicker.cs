using System.Diagnostics;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Shows how far work is each second, while its results are waited for on the pipeline's thread.</summary>
internal sealed class ProgressTicker(Cmdlet cmdlet, int activityId, string activity, Func<(string Status, double? Percent)> look) : IDisposable
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();
    private bool _isShown;

    /// <summary>The results as they come; what takes less than a beat shows nothing.</summary>
    public IEnumerable<T> Follow<T>(IAsyncEnumerable<T> results, CancellationToken cancel)
    {
        IAsyncEnumerator<T> items = results.GetAsyncEnumerator(cancel);
        Task<bool>? next = null;
        try
        {
            while (true)
            {
                next = items.MoveNextAsync().AsTask();
                while (Task.WaitAny([next], s_beat) < 0 || _sinceShown.Elapsed > s_beat)
                {
                    Show();
                }

                if (!next.GetAwaiter().GetResult())
                {
                    break;
                }

                yield return items.Current;
            }
        }
        finally
        {
            if (next is { IsCompleted: true })
            {
                items.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
    }

    public void Dispose()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(new ProgressRecord(activityId, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private void Show()
    {
        (string status, double? percent) = look();
        cmdlet.WriteProgress(new ProgressRecord(activityId, activity, status) { PercentComplete = (int)(percent ?? -1) });
        _isShown = true;
        _sinceShown.Restart();
    }
}
