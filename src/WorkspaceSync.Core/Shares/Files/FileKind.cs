namespace WorkspaceSync;

/// <summary>What a directory entry is, by its own type: links are not followed.</summary>
internal enum FileKind
{
    /// <summary>A file with bytes of its own.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link, wherever it leads.</summary>
    Link,

    /// <summary>A socket, fifo or device: never opened, as that may block or act. Syncthing leaves them alone too.</summary>
    Special,
}
