namespace WorkspaceSync;

/// <summary>Whether a node is in touch with ZeroTier's roots.</summary>
public enum ZeroTierNodeState
{
    /// <summary>A root was heard within the last 30 seconds.</summary>
    Online,

    /// <summary>The same, but only through ZeroTier's TCP relay: UDP is blocked.</summary>
    Tunneled,

    /// <summary>The service says online, but no root was heard for more than 30 seconds.</summary>
    Stale,

    /// <summary>No root is reached.</summary>
    Offline,
}
