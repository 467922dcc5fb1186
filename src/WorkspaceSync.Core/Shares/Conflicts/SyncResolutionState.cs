namespace WorkspaceSync;

/// <summary>How far a resolution got.</summary>
public enum SyncResolutionState
{
    /// <summary>It was begun and not ended: the process was killed, or the machine went down. Every version is still there.</summary>
    Interrupted,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It was undone.</summary>
    Undone,
}
