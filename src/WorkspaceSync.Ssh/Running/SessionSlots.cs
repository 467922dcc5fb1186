namespace WorkspaceSync;

/// <summary>Opens session channels, of which an sshd allows only so many at once (MaxSessions, 10 unless set): who comes later waits.</summary>
internal sealed class SessionSlots(string hostName, SshTransport transport)
{
    // sshd counts a session until its process has been buried, which is a little after it has closed the channel.
    private static readonly TimeSpan s_burial = TimeSpan.FromMilliseconds(100);
    private const int MostRefusals = 20;

    private readonly object _gate = new();
    private int _open;
    private int _waiting;
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether somebody waits for a session to end.</summary>
    public bool IsWanted => Volatile.Read(ref _waiting) > 0;

    /// <summary>Ends a session that only waits, so that another can begin.</summary>
    public Action? OnWanted { get; set; }

    /// <summary>A channel in which something can be run.</summary>
    public async Task<SshChannel> OpenAsync(CancellationToken cancel)
    {
        for (int refusals = 0; ; )
        {
            Task freed;
            lock (_gate)
            {
                freed = _freed.Task;
                _open++;
            }

            try
            {
                SshChannel channel = await transport.OpenAsync(new SessionInfo(), cancel).ConfigureAwait(false);
                _ = channel.Gone.ContinueWith(_ => Free(), TaskScheduler.Default);
                return channel;
            }
            catch (ChannelRefusedException e)
            {
                bool isOnly;
                lock (_gate)
                {
                    isOnly = --_open == 0;
                }

                refusals = isOnly ? refusals + 1 : 0;
                if (refusals == MostRefusals)
                {
                    throw new SyncException(SyncError.RemoteShellFailed, $"{hostName}: sshd lets nothing be run ({PrintableText.Of(e.Description)}). Its MaxSessions may be 0, or the account may be for transfers only.", e);
                }
            }
            catch
            {
                Free();
                throw;
            }

            await WaitAsync(freed, cancel).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(Task freed, CancellationToken cancel)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            OnWanted?.Invoke();
            await Task.WhenAny(freed, Task.Delay(s_burial, cancel)).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private void Free()
    {
        TaskCompletionSource freed;
        lock (_gate)
        {
            _open--;
            freed = _freed;
            _freed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        freed.TrySetResult();
    }
}
