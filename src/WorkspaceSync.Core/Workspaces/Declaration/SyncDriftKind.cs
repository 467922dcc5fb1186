namespace WorkspaceSync;

/// <summary>What a configuration file speaks of.</summary>
public enum SyncDriftKind
{
    /// <summary>A device of the node.</summary>
    Device,

    /// <summary>A share of the node.</summary>
    Share,

    /// <summary>A workspace of this machine.</summary>
    Workspace,
}
