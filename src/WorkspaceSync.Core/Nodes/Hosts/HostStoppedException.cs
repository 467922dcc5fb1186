namespace WorkspaceSync;

/// <summary>The daemon of a far machine is not running; its home was found all the same, and tells its shares.</summary>
internal sealed class HostStoppedException(string message, SyncthingHome home, Exception inner)
    : SyncException(SyncError.NodeUnreachable, message, inner)
{
    /// <summary>The home on the far machine, with its files' texts.</summary>
    public SyncthingHome Home => home;
}
