namespace WorkspaceSync;

/// <summary>An archived version of a file of a share.</summary>
public sealed class SyncFileVersion
{
    /// <summary>The share's id.</summary>
    public required string Share { get; init; }

    /// <summary>The file, from the share's root.</summary>
    public required string Path { get; init; }

    /// <summary>When it was archived: with the path, its identity.</summary>
    public required DateTimeOffset VersionTime { get; init; }

    /// <summary>The archived file's own time.</summary>
    public required DateTimeOffset ModifiedTime { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The machine that has it: each archives what others replace or delete.</summary>
    public string Machine => Node.Name;

    /// <summary>The node.</summary>
    public required SyncNode Node { get; init; }

    /// <summary>The path and when.</summary>
    public override string ToString() => $"{Path} of {VersionTime:yyyy-MM-dd HH:mm:ss}";
}
