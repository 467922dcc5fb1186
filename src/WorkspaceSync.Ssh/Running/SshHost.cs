namespace WorkspaceSync;

/// <summary>A host of the session: its connection, which is made on first use and again when it dropped.</summary>
internal sealed class SshHost(string hostName)
{
    // A connection that nobody used for this long may be to a network that is gone; asking costs one round trip.
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(5);

    // Most scripts are short: waiting for one to end is quicker than another connection.
    private static readonly TimeSpan s_room = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly ExtraConnections _extra = new();
    private Task<SshConnection>? _connecting;
    private volatile IRemotePrompt? _prompt;
    private long _lastUsed = Environment.TickCount64;

    public string HostName => hostName;

    /// <summary>Where the last connection went.</summary>
    public string Destination { get; private set; } = "";

    /// <summary>The connection that stands; null when none does.</summary>
    public SshConnection? Current
    {
        get
        {
            lock (_gate)
            {
                return _connecting is { IsCompletedSuccessfully: true } made && made.GetAwaiter().GetResult() is { IsAlive: true } connection ? connection : null;
            }
        }
    }

    /// <summary>The connection; those who come while it is being made wait for the same.</summary>
    public async Task<SshConnection> ConnectAsync(IRemotePrompt prompt, CancellationToken cancel)
    {
        _prompt = prompt; // who came last is the likeliest to be there still when it has to be connected again
        if (Current is { } standing)
        {
            if (IsFresh() || await standing.AnswersAsync(s_answer, cancel).ConfigureAwait(false))
            {
                Touch();
                return standing;
            }

            Forget(standing);
        }

        while (true)
        {
            Task<SshConnection> connecting;
            bool isOurs = false;
            lock (_gate)
            {
                if (_connecting is null or { IsCompleted: true })
                {
                    if (Current is { } made)
                    {
                        return made;
                    }

                    _connecting = Task.Run(() => MakeAsync(prompt, cancel), CancellationToken.None);
                    isOurs = true;
                }

                connecting = _connecting;
            }

            try
            {
                SshConnection connection = await connecting.WaitAsync(cancel).ConfigureAwait(false);
                Touch();
                return connection;
            }
            catch (OperationCanceledException) when (!isOurs && !cancel.IsCancellationRequested)
            {
                // Who was making it gave up. We haven't.
            }
        }
    }

    /// <summary>Opens something over the connection; a connection that turns out to be lost is made again, once.</summary>
    public async Task<(SshConnection Connection, T Opened)> OpenAsync<T>(
        Func<SshConnection, Task<T>> open, CancellationToken cancel)
    {
        IRemotePrompt prompt = _prompt!; // nobody has a shell of a host that was never connected to
        SshConnection connection = await ConnectAsync(prompt, cancel).ConfigureAwait(false);
        try
        {
            return (connection, await open(connection).ConfigureAwait(false));
        }
        catch (SyncException e) when (e.Error == SyncError.ConnectionLost)
        {
            prompt.Tell($"{hostName}: the connection had dropped; connecting again");
            Forget(connection);
        }

        connection = await ConnectAsync(prompt, cancel).ConfigureAwait(false);
        return (connection, await open(connection).ConfigureAwait(false));
    }

    /// <summary>A session for a script: over another connection when the first has none left for a while.</summary>
    public async Task<(SshConnection Connection, SshChannel Session)> OpenSessionAsync(CancellationToken cancel)
    {
        (SshConnection connection, SshChannel? session) = await OpenAsync(to => to.OpenSessionAsync(s_room, cancel), cancel).ConfigureAwait(false);
        if (session is not null)
        {
            return (connection, session);
        }

        IRemotePrompt prompt = _prompt!;
        try
        {
            if (await _extra.OpenSessionAsync(() => MakeAsync(prompt, cancel), cancel).ConfigureAwait(false) is { } extra)
            {
                return extra;
            }
        }
        catch (SyncException e)
        {
            prompt.Tell($"{hostName}: no further connection ({e.Message}); waiting until a script has ended");
        }

        (connection, session) = await OpenAsync(to => to.OpenSessionAsync(Timeout.InfiniteTimeSpan, cancel), cancel).ConfigureAwait(false);
        return (connection, session!);
    }

    /// <summary>Tells who came last.</summary>
    public void Tell(string message) => _prompt?.Tell(message);

    /// <summary>Closes what nobody has used for so long.</summary>
    public void CloseIfIdle(TimeSpan limit)
    {
        _extra.Close(onlyIdle: true);
        if (Current is { } connection)
        {
            if (connection.IsBusy)
            {
                Touch();
            }
            else if (Environment.TickCount64 - Volatile.Read(ref _lastUsed) >= limit.TotalMilliseconds)
            {
                Forget(connection);
            }
        }
    }

    /// <summary>Closes the connection.</summary>
    /// <returns>False when there was none.</returns>
    public bool Close()
    {
        bool isAny = Current is not null;
        _extra.Close(onlyIdle: false);
        Task<SshConnection>? made;
        lock (_gate)
        {
            made = _connecting;
            _connecting = null;
        }

        // One that is being made is closed when it is there.
        _ = made?.ContinueWith(
            static task => task.GetAwaiter().GetResult().Dispose(), CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return isAny;
    }

    private async Task<SshConnection> MakeAsync(IRemotePrompt prompt, CancellationToken cancel)
    {
        SshConnection connection = new(await SshDialer.ConnectAsync(hostName, prompt, cancel).ConfigureAwait(false));
        Destination = connection.Destination;
        return connection;
    }

    private void Forget(SshConnection connection)
    {
        lock (_gate)
        {
            if (_connecting is { IsCompletedSuccessfully: true } made && made.GetAwaiter().GetResult() == connection)
            {
                _connecting = null;
            }
        }

        connection.Dispose();
    }

    private bool IsFresh() => Environment.TickCount64 - Volatile.Read(ref _lastUsed) < s_fresh.TotalMilliseconds;

    private void Touch() => Volatile.Write(ref _lastUsed, Environment.TickCount64);
}
