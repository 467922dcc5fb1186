namespace WorkspaceSync;

/// <summary>What the connection of a Syncthing device rides on.</summary>
public enum ZeroTierLinkKind
{
    /// <summary>The device isn't connected.</summary>
    NotConnected,

    /// <summary>The peer's address on a ZeroTier network.</summary>
    ZeroTier,

    /// <summary>The peer's physical address, beside ZeroTier.</summary>
    Physical,

    /// <summary>One of Syncthing's own relays, whatever ZeroTier could do.</summary>
    SyncthingRelay,

    /// <summary>Another way, which ZeroTier doesn't know.</summary>
    Other,
}
