namespace WorkspaceSync;

/// <summary>What becomes of a file that both sides have before they are first synced, with different content. Nothing is lost by any.</summary>
public enum FirstSyncStrategy
{
    /// <summary>The newer one is live, and the other becomes a conflict copy beside it, as Syncthing does.</summary>
    KeepAll,

    /// <summary>This machine's is live; the host's is moved into its recovery folder.</summary>
    LocalWins,

    /// <summary>The host's is live; this machine's is moved into its recovery folder.</summary>
    RemoteWins,

    /// <summary>The newer one is live; the older is moved into the recovery folder of its machine.</summary>
    Newest,
}
