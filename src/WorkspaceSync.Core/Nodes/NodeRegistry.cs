namespace WorkspaceSync;

/// <summary>The nodes of this session: what was connected by name, and the local daemon once it was needed.</summary>
internal sealed class NodeRegistry : IDisposable
{
    private readonly object _gate = new();
    private readonly List<SyncNode> _connected = [];
    private readonly LocalNode _local = new();
    private readonly HostNodes _hosts = new();

    /// <summary>The session's own. Runspaces share it, so that parallel commands share connections.</summary>
    public static NodeRegistry Current { get; } = new();

    /// <summary>The nodes that were connected by name, in that order.</summary>
    public IReadOnlyList<SyncNode> Connected
    {
        get
        {
            lock (_gate)
            {
                return [.. _connected];
            }
        }
    }

    /// <summary>The local daemon, found on the first call and kept.</summary>
    public Task<SyncNode> GetLocalAsync(CancellationToken cancel) => _local.GetAsync(cancel);

    /// <summary>The daemon of a far machine, found on the first call and kept while it answers.</summary>
    public Task<SyncNode> GetHostAsync(string hostName, IRemotePrompt prompt, CancellationToken cancel) => _hosts.GetAsync(hostName, prompt, cancel);

    /// <summary>Forgets a far machine's daemon, so that it is looked for again: it may have moved, or have another key.</summary>
    public void ForgetHost(string hostName) => _hosts.Forget(hostName);

    /// <summary>The local daemon if it was needed before; asks nobody.</summary>
    public SyncNode? KnownLocal => _local.Known;

    /// <summary>Forgets the local daemon, so that it is looked for again: it may have moved to another port.</summary>
    public void ForgetLocal() => _local.Forget();

    /// <summary>Every node of which this session has an API: what a proof about both sides needs.</summary>
    public IReadOnlyList<SyncNode> Known
    {
        get
        {
            // A daemon that was connected under two names is known by both; one that was only found is not a second one.
            IReadOnlyList<SyncNode> connected = Connected;
            IEnumerable<SyncNode> found = _hosts.Known.Prepend(KnownLocal).OfType<SyncNode>().DistinctBy(node => node.DeviceId);
            return [.. connected, .. found.Where(node => connected.All(other => other.DeviceId != node.DeviceId))];
        }
    }

    /// <summary>Adds a node. One of the same name is replaced, so that connecting twice leaves one.</summary>
    public void Add(SyncNode node)
    {
        lock (_gate)
        {
            _connected.RemoveAll(other => string.Equals(other.Name, node.Name, StringComparison.OrdinalIgnoreCase));
            _connected.Add(node);
        }
    }

    /// <summary>Removes a node and closes its connections.</summary>
    /// <returns>False when it wasn't there.</returns>
    public bool Remove(SyncNode node)
    {
        if (node.Shell is not null && _hosts.Forget(node.HostName!))
        {
            return true;
        }

        lock (_gate)
        {
            if (!_connected.Remove(node))
            {
                return false;
            }
        }

        node.Client.Dispose();
        return true;
    }

    /// <summary>Closes everything; the next command begins anew.</summary>
    public void Dispose()
    {
        foreach (SyncNode node in Connected)
        {
            Remove(node);
        }

        ForgetLocal();
        _hosts.Clear();
    }
}
