namespace WorkspaceSync;

/// <summary>Which way a share's changes travel, seen from one node.</summary>
public enum SyncShareType
{
    /// <summary>Both ways.</summary>
    SendReceive,

    /// <summary>Only from this node to others.</summary>
    SendOnly,

    /// <summary>Only from others to this node.</summary>
    ReceiveOnly,

    /// <summary>This node stores encrypted data of others.</summary>
    ReceiveEncrypted,
}
