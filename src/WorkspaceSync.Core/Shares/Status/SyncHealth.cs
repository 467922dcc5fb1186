namespace WorkspaceSync;

/// <summary>How a share is doing on a node, in one word. The first that applies, from the bottom of this list up, is the one.</summary>
public enum SyncHealth
{
    /// <summary>Every device of the share is connected, and nobody needs anything, as far as the daemon knows.</summary>
    InSync,

    /// <summary>The other devices need something from here.</summary>
    RemoteBehind,

    /// <summary>This node needs something from others.</summary>
    LocalBehind,

    /// <summary>A device of the share is not connected, so nobody knows what it has.</summary>
    Disconnected,

    /// <summary>Files are being fetched.</summary>
    Syncing,

    /// <summary>Files are being looked at.</summary>
    Scanning,

    /// <summary>It is shared with nobody, or nobody has accepted it.</summary>
    NotShared,

    /// <summary>The folder or some of its files are in trouble.</summary>
    Error,

    /// <summary>Paused, on this node or by the device at the other end.</summary>
    Paused,

    /// <summary>The daemon is not running.</summary>
    Stopped,
}
