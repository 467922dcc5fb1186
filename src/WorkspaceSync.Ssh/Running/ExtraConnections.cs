namespace WorkspaceSync;

/// <summary>Further connections to a host, for scripts that run long, when the first has no session left for another.</summary>
#pragma warning disable CA1001 // a SemaphoreSlim holds nothing to give back until somebody asks for its handle, and nobody does
internal sealed class ExtraConnections
#pragma warning restore CA1001
{
    private const int Most = 4;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<SshConnection> _connections = [];

    /// <summary>A session in one that has room; makes another connection when none has.</summary>
    /// <returns>Null when there are enough of them.</returns>
    public async Task<(SshConnection Connection, SshChannel Session)?> OpenSessionAsync(Func<Task<SshConnection>> make, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            foreach (SshConnection connection in Standing())
            {
                if (await connection.OpenSessionAsync(TimeSpan.Zero, cancel).ConfigureAwait(false) is { } session)
                {
                    return (connection, session);
                }
            }

            if (Standing().Count >= Most)
            {
                return null;
            }

            SshConnection made = await make().ConfigureAwait(false);
            lock (_connections)
            {
                _connections.Add(made);
            }

            return (made, (await made.OpenSessionAsync(Timeout.InfiniteTimeSpan, cancel).ConfigureAwait(false))!);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Closes those in which nothing runs any more, or all.</summary>
    public void Close(bool onlyIdle)
    {
        foreach (SshConnection connection in Standing().Where(connection => !onlyIdle || !connection.IsBusy))
        {
            lock (_connections)
            {
                _connections.Remove(connection);
            }

            connection.Dispose();
        }
    }

    private IReadOnlyList<SshConnection> Standing()
    {
        lock (_connections)
        {
            _connections.RemoveAll(connection => !connection.IsAlive);
            return [.. _connections];
        }
    }
}
