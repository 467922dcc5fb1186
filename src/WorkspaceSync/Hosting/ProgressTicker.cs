using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>Shows how far work is each second, while it is waited for on the pipeline's thread; what takes less than a second shows nothing.</summary>
internal sealed class ProgressTicker(WorkspaceCmdlet cmdlet, int activityId, string activity, Func<WorkProgress> look) : IDisposable
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(1);

    private readonly WorkBar _bar = new(cmdlet, activityId, activity);
    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();

    /// <summary>The results as they come.</summary>
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

    /// <summary>One piece of the work, by the cmdlet's own Await.</summary>
    public T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        if (_sinceShown.Elapsed > s_beat)
        {
            Show(); // many short pieces are long work as well
        }

        return cmdlet.Await(cancel => ShowWhileAsync(work, cancel));
    }

    /// <summary>The same for work without an answer.</summary>
    public void Await(Func<CancellationToken, Task> work) => Await(async cancel =>
    {
        await work(cancel).ConfigureAwait(false);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => _bar.Dispose();

    private async Task<T> ShowWhileAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        Task<T> task = Task.Run(() => work(cancel), CancellationToken.None); // what this machine's disk does never lets go
        while (!task.IsCompleted)
        {
            if (s_beat - _sinceShown.Elapsed is { Ticks: > 0 } left)
            {
                // The work hears of Ctrl+C itself, and is waited for.
                await Task.WhenAny(task, Task.Delay(left, CancellationToken.None)).ConfigureAwait(false);
            }
            else
            {
                await cmdlet.OnPipeline(Show, cancel).ConfigureAwait(false);
            }
        }

        return await task.ConfigureAwait(false);
    }

    private void Show()
    {
        _bar.Show(look());
        _sinceShown.Restart();
    }
}
