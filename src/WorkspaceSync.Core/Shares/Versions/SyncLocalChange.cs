namespace WorkspaceSync;

/// <summary>A file of a receive-only share that is not what the other machines have: it was changed, added or deleted here, and stays here.</summary>
public sealed class SyncLocalChange
{
    /// <summary>The share's id.</summary>
    public required string Share { get; init; }

    /// <summary>From the share's root.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When it was changed.</summary>
    public required DateTimeOffset? ModifiedTime { get; init; }

    /// <summary>Whether it was deleted here.</summary>
    public required bool IsDeleted { get; init; }

    /// <summary>The node.</summary>
    public required SyncNode Node { get; init; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
