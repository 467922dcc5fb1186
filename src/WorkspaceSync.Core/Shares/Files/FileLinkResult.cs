namespace WorkspaceSync;

/// <summary>What became of a move between names.</summary>
internal enum FileLinkResult
{
    /// <summary>It happened.</summary>
    Done,

    /// <summary>The name is taken; nothing happened.</summary>
    Exists,

    /// <summary>There is no such file, or no such directory.</summary>
    Missing,

    /// <summary>The two names are on different file systems.</summary>
    OtherFileSystem,

    /// <summary>This file system can't do that.</summary>
    Unsupported,

    /// <summary>Something else; the system's message says what.</summary>
    Failed,
}
