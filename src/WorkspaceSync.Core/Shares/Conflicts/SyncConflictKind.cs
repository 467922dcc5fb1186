namespace WorkspaceSync;

/// <summary>What a conflict is about, and so how its versions can be compared.</summary>
public enum SyncConflictKind
{
    /// <summary>Files of lines.</summary>
    Text,

    /// <summary>Files with zero bytes in them, as git tells them.</summary>
    Binary,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A socket, fifo or device, or a file that cannot be read.</summary>
    Other,
}
