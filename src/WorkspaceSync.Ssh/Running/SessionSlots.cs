namespace WorkspaceSync;

/// <summary>Opens session channels, of which an sshd allows only so many at once (MaxSessions, 10 unless set): who comes later waits.</summary>
internal sealed class SessionSlots(string hostName, SshTransport transport)
{
    private readonly object _gate = new();
    private int _open;
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A channel in which something can be run.</summary>
    public async Task<SshChannel> OpenAsync(CancellationToken cancel)
    {
        while (true)
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

                if (isOnly)
                {
                    throw new SyncException(SyncError.RemoteShellFailed, $"{hostName}: sshd lets nothing be run ({PrintableText.Of(e.Description)}). Its MaxSessions may be 0, or the account may be for transfers only.", e);
                }
            }
            catch
            {
                Free();
                throw;
            }

            await freed.WaitAsync(cancel).ConfigureAwait(false);
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
