namespace WorkspaceSync;

/// <summary>What a node does with a share; Syncthing's folder types by PowerShell-like names.</summary>
public enum SyncShareType
{
    /// <summary>Changes go both ways.</summary>
    SendReceive,

    /// <summary>Changes of others are not applied here.</summary>
    SendOnly,

    /// <summary>Changes made here are not sent.</summary>
    ReceiveOnly,

    /// <summary>Holds the share encrypted, for others that trust it with nothing else.</summary>
    ReceiveEncrypted,
}
