namespace WorkspaceSync;

/// <summary>When an action runs.</summary>
public enum SyncActionTrigger
{
    /// <summary>A change has arrived everywhere, as far as the daemon knows.</summary>
    InSync,

    /// <summary>A conflict copy has come about.</summary>
    Conflict,

    /// <summary>A file or the folder is in trouble that was not there before.</summary>
    Error,

    /// <summary>A device of the share has been gone for a while, or the daemon itself.</summary>
    Disconnected,

    /// <summary>Files were changed, here or by another machine.</summary>
    Changed,
}
