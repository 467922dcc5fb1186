namespace WorkspaceSync;

/// <summary>In what a path differs between two machines.</summary>
public enum SyncDifferenceKind
{
    /// <summary>Only the node has it.</summary>
    OnlyHere,

    /// <summary>Only the other node has it.</summary>
    OnlyThere,

    /// <summary>Both have it, with other bytes, or a link with another target.</summary>
    Content,

    /// <summary>A file on one side is a directory or a link on the other.</summary>
    Type,

    /// <summary>The permissions differ.</summary>
    Mode,

    /// <summary>It was written while it was compared, twice; compare again when it rests.</summary>
    Changing,

    /// <summary>It could not be read, so nothing is known of it.</summary>
    Unreadable,
}
