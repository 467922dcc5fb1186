namespace WorkspaceSync;

/// <summary>What was offered to a node.</summary>
public enum SyncPendingKind
{
    /// <summary>A device that wants to connect.</summary>
    Device,

    /// <summary>A share that a known device wants to share.</summary>
    Share,
}
