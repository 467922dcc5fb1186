namespace WorkspaceSync;

/// <summary>The sandboxes of this session.</summary>
internal sealed class SandboxRegistry
{
    private readonly object _gate = new();
    private readonly List<SyncSandbox> _running = [];
    private readonly Dictionary<SyncSandbox, SandboxSession> _sessions = [];

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
            _sessions[sandbox] = new SandboxSession(sandbox);
        }
    }

    /// <summary>Ends one, and everything of it.</summary>
    public async Task StopAsync(SyncSandbox sandbox)
    {
        lock (_gate)
        {
            _running.Remove(sandbox);
            if (_sessions.Remove(sandbox, out SandboxSession? session))
            {
                session.End();
            }
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
