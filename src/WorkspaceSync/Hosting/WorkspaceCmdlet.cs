using System.Management.Automation;
using System.Threading.Channels;

namespace WorkspaceSync;

/// <summary>Base of every cmdlet: one stop token, and the bridge from async work to the pipeline thread.</summary>
public abstract class WorkspaceCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Channel<Task>? _calls;

    /// <summary>Cancelled by Ctrl+C and when nothing downstream wants more.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Holds the pipeline thread until the work is done, and makes the work's OnPipeline calls meanwhile.</summary>
    protected internal T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        // Not linked to the stop token: whoever lets go of a link waits for all that was registered behind it. Nor disposed of:
        // what has yet to hear of it would be forgotten then, and it holds nothing.
        CancellationTokenSource cancel = new();
        if (StopToken.IsCancellationRequested)
        {
            cancel.Cancel();
        }

        Channel<Task>? outer = _calls;
        Channel<Task> calls = _calls = Channel.CreateUnbounded<Task>();
        Task<T> task = Task.Run(() => work(cancel.Token));
        _ = task.ContinueWith(_ => calls.Writer.TryComplete(), TaskScheduler.Default);
        try
        {
            while (HasMore(calls.Reader))
            {
                while (calls.Reader.TryRead(out Task? call))
                {
                    call.RunSynchronously();
                    call.GetAwaiter().GetResult();
                    StopToken.ThrowIfCancellationRequested();
                }
            }

            return task.GetAwaiter().GetResult();
        }
        catch
        {
            _ = cancel.CancelAsync(); // Ctrl+C, or a write that the engine refused:
            Task.WaitAny([task], TimeSpan.FromSeconds(2)); // the work may unwind, but work that won't isn't waited for
            throw;
        }
        finally
        {
            _calls = outer;
        }
    }

    // Ctrl+C is heard here, and then by the work, whatever that does when it hears of it.
    private bool HasMore(ChannelReader<Task> calls)
    {
        Task<bool> more = calls.WaitToReadAsync(CancellationToken.None).AsTask();
        more.Wait(StopToken);
        return more.Result;
    }

    /// <summary>The same for work without an answer.</summary>
    protected internal void Await(Func<CancellationToken, Task> work) => Await(async cancel =>
    {
        await work(cancel).ConfigureAwait(false);
        return true;
    });

    /// <summary>For the work inside Await, on whatever thread: WriteVerbose, WriteProgress, ShouldContinue.</summary>
    protected internal Task<T> OnPipeline<T>(Func<T> call, CancellationToken cancel)
    {
        Task<T> posted = new(call, TaskCreationOptions.RunContinuationsAsynchronously);
        return _calls?.Writer.TryWrite(posted) == true
            ? posted.WaitAsync(cancel)
            : Task.FromException<T>(new PSInvalidOperationException("The command that could ask has ended."));
    }

    /// <summary>A line for -Verbose from the work inside Await; nothing when that is over.</summary>
    internal void TellFromWork(string message) => _ = _calls?.Writer.TryWrite(new Task(() => WriteVerbose(message)));

    /// <summary>The same for a call without an answer.</summary>
    protected internal Task OnPipeline(Action call, CancellationToken cancel) => OnPipeline(
        () =>
        {
            call();
            return true;
        },
        cancel);

    /// <summary>Writes each object as it comes; leaving early (Select-Object -First) disposes the source.</summary>
    protected void WriteEach<T>(Func<CancellationToken, IAsyncEnumerable<T>> source)
    {
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        foreach (T item in source(cancel.Token).ToBlockingEnumerable(cancel.Token))
        {
            WriteObject(item);
        }
    }

    /// <summary>Reports what can be expected to go wrong with one item, so that the next gets its turn; a bug escapes.</summary>
    protected void Attempt(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (Errors.Describe(e, target) is { } error)
        {
            WriteError(error);
        }
    }

    /// <summary>Ends the command with an error after which no further input could succeed.</summary>
    protected void Demand(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (Errors.Describe(e, target) is { } error)
        {
            ThrowTerminatingError(error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels what still runs: StopProcessing isn't called when Select-Object -First has had enough; this is.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }
}
