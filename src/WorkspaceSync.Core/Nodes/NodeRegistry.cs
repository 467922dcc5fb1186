namespace WorkspaceSync;

/// <summary>The nodes of this session: what was connected by name, and the local daemon once it was needed.</summary>
internal sealed class NodeRegistry : IDisposable
{
    private readonly object _gate = new();
    private readonly List<SyncNode> _connected = [];
    private readonly LocalNode _local = new();

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

    /// <summary>The local daemon if it was needed before; asks nobody.</summary>
    public SyncNode? KnownLocal => _local.Known;

    /// <summary>Forgets the local daemon, so that it is looked for again: it may have moved to another port.</summary>
    public void ForgetLocal() => _local.Forget();

    /// <summary>Every node of which this session has an API: what a proof about both sides needs.</summary>
    public IReadOnlyList<SyncNode> Known => KnownLocal is { } local && Connected.All(node => node.DeviceId != local.DeviceId) ? [.. Connected, local] : Connected;

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
    }
}
