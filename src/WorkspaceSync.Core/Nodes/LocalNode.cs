namespace WorkspaceSync;

/// <summary>The daemon of this machine: found once, kept while it answers and while the session points to the same home.</summary>
internal sealed class LocalNode
{
    private readonly object _gate = new();
    private SyncNode? _node;
    private string? _foundFor;

    /// <summary>The node when it was found before and the session's environment is still the same.</summary>
    public SyncNode? Known
    {
        get
        {
            lock (_gate)
            {
                return _foundFor == HomeFinder.EnvironmentKey() ? _node : null;
            }
        }
    }

    public async Task<SyncNode> GetAsync(CancellationToken cancel)
    {
        if (Known is { } known)
        {
            return known;
        }

        string environment = HomeFinder.EnvironmentKey();
        SyncNode node = await NodeConnector.ConnectAsync(HomeFinder.Find(), null, cancel).ConfigureAwait(false);
        lock (_gate)
        {
            (_node, _foundFor) = (node, environment);
        }

        return node;
    }

    public void Forget()
    {
        lock (_gate)
        {
            _node = null; // not disposed: another command may be in the middle of a call; its idle connections close by themselves
        }
    }
}
