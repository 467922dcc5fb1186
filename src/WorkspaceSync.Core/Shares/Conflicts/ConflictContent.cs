namespace WorkspaceSync;

/// <summary>What can only be said of a conflict's two files by reading them. Nothing is read before it is asked for.</summary>
internal abstract class ConflictContent
{
    /// <summary>Whether both have the same bytes.</summary>
    public abstract bool AreIdentical();

    /// <summary>What it is about.</summary>
    public abstract SyncConflictKind FindKind();

    /// <summary>SHA-256 of one of them, in hexadecimal; null for what has no bytes.</summary>
    public abstract string? Hash(string path, FileFacts facts);

    /// <summary>In how many lines they differ; null when that takes more than a look.</summary>
    public virtual int? CountDifferentLines() => null;

    /// <summary>The kind of what isn't a pair of files; null when it is, and the bytes have to tell.</summary>
    protected static SyncConflictKind? KindOf(FileFacts? live, FileFacts copy) => (live is { Kind: not FileKind.File } ? live : copy).Kind switch
    {
        FileKind.Directory => SyncConflictKind.Directory,
        FileKind.Link => SyncConflictKind.Link,
        FileKind.Special => SyncConflictKind.Other,
        _ => null,
    };
}
