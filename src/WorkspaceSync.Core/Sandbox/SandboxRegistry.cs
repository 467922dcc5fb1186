namespace WorkspaceSync;

/// <summary>The sandboxes of this session.</summary>
internal sealed class SandboxRegistry
{
    private readonly object _gate = new();
    private readonly List<SyncSandbox> _running = [];
    private readonly Stack<SandboxSession> _sessions = new();

    public static SandboxRegistry Current { get; } = new();

    public IReadOnlyList<SyncSandbox> Running
    {
        get
        {
            lock (_gate)
            {
                return [.. _running];
            }
        }
    }

    public void Add(SyncSandbox sandbox)
    {
        lock (_gate)
        {
            _running.Add(sandbox);
            _sessions.Push(new SandboxSession(sandbox));
        }
    }

    /// <summary>Ends one, and everything of it.</summary>
    public async Task StopAsync(SyncSandbox sandbox)
    {
        lock (_gate)
        {
            _running.Remove(sandbox);
            while (_sessions.TryPop(out SandboxSession? session)) // each has put its own over what was there before it
            {
                session.End();
            }

            _running.ForEach(other => _sessions.Push(new SandboxSession(other)));
        }

        foreach (SandboxDaemon daemon in sandbox.Daemons.Where(daemon => daemon.HostName is not null))
        {
            NodeRegistry.Current.ForgetHost(daemon.HostName!);
            if (RemoteHosts.IsUsed)
            {
                await RemoteHosts.Connector.CloseAsync(daemon.HostName!).ConfigureAwait(false);
            }
        }

        foreach (SyncNode node in NodeRegistry.Current.Connected.Where(node => sandbox.Daemons.Any(daemon => daemon.Home.Directory == node.ConfigPath)))
        {
            NodeRegistry.Current.Remove(node);
        }

        await sandbox.DisposeAsync().ConfigureAwait(false);
    }
}
