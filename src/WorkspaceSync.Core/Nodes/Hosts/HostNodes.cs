namespace WorkspaceSync;

/// <summary>The daemons of far machines, each found once and kept; parallel commands wait for the same finding.</summary>
internal sealed class HostNodes
{
    // A daemon that answered just now is not asked again by each command of a script.
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Dictionary<string, SyncNode> _nodes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _answeredAt = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SemaphoreSlim> _finding = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that were found.</summary>
    public IReadOnlyList<SyncNode> Known
    {
        get
        {
            lock (_gate)
            {
                return [.. _nodes.Values];
            }
        }
    }

    public async Task<SyncNode> GetAsync(string hostName, IRemotePrompt prompt, CancellationToken cancel)
    {
        // First, so that a host whose connection is gone is connected again while somebody is there to be asked.
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(hostName, prompt, cancel).ConfigureAwait(false);
        SemaphoreSlim turn = Turn(hostName);
        await turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (Find(hostName) is { } known && known.Shell == shell && await IsStillThereAsync(known, cancel).ConfigureAwait(false))
            {
                return known;
            }

            SyncNode node = await RemoteNodeConnector.ConnectAsync(shell, cancel).ConfigureAwait(false);
            prompt.Tell($"{hostName}: Syncthing {node.Version}, device {node.DeviceId}, home {node.ConfigPath}, through ssh to {shell.Destination}.");
            lock (_gate)
            {
                _nodes[hostName] = node;
                _answeredAt[hostName] = Environment.TickCount64;
            }

            return node;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <returns>False when it wasn't known.</returns>
    public bool Forget(string hostName)
    {
        lock (_gate)
        {
            return _nodes.Remove(hostName); // not disposed: another command may be in the middle of a call
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _nodes.Clear();
        }
    }

    // It may have been restarted on another port or with another key; then it is looked for again before anything is asked of it.
    private async Task<bool> IsStillThereAsync(SyncNode node, CancellationToken cancel)
    {
        long answeredAt;
        lock (_gate)
        {
            answeredAt = _answeredAt.GetValueOrDefault(node.HostName!);
        }

        if (Environment.TickCount64 - answeredAt > s_fresh.TotalMilliseconds)
        {
            try
            {
                SystemStatus status = await node.Client.System.GetStatusAsync(cancel).ConfigureAwait(false);
                if (status.MyId != node.DeviceId)
                {
                    return false;
                }

                node.Identity = node.Identity with { StartedAt = status.StartTime };
            }
            catch (SyncException)
            {
                return false;
            }
        }

        lock (_gate)
        {
            _answeredAt[node.HostName!] = Environment.TickCount64;
        }

        return true;
    }

    private SyncNode? Find(string hostName)
    {
        lock (_gate)
        {
            return _nodes.GetValueOrDefault(hostName);
        }
    }

    private SemaphoreSlim Turn(string hostName)
    {
        lock (_gate)
        {
            return _finding.TryGetValue(hostName, out SemaphoreSlim? turn) ? turn : _finding[hostName] = new SemaphoreSlim(1);
        }
    }
}
