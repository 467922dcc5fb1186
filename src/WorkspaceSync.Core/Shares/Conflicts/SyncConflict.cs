namespace WorkspaceSync;

/// <summary>A conflict copy and the live version that it was made beside, each with the machine that wrote it.</summary>
public sealed class SyncConflict
{
    private readonly Lazy<bool> _isIdentical;
    private readonly Lazy<SyncConflictKind> _kind;
    private readonly Lazy<int?> _differentLines;

    internal SyncConflict(ShareSite site, ConflictContent content)
    {
        Site = site;
        _isIdentical = new Lazy<bool>(content.AreIdentical);
        _kind = new Lazy<SyncConflictKind>(content.FindKind);
        _differentLines = new Lazy<int?>(content.CountDifferentLines);
    }

    /// <summary>The share's id; empty when its daemon is not known.</summary>
    public string Share => Site.Share;

    /// <summary>The node whose disk it is on; null when its daemon doesn't run.</summary>
    public SyncNode? Node => Site.Node;

    /// <summary>The machine whose disk it is on.</summary>
    public string Machine => Site.Machine;

    /// <summary>The share's directory there.</summary>
    public string Root => Site.Files.Root;

    /// <summary>The file that is live, from the share's root; it may be gone.</summary>
    public required string Path { get; init; }

    /// <summary>The copy, from the share's root.</summary>
    public required string ConflictPath { get; init; }

    /// <summary>The live version; null when the file is gone.</summary>
    public required SyncConflictFile? Original { get; init; }

    /// <summary>The version that lost and was kept as a copy.</summary>
    public required SyncConflictFile Conflict { get; init; }

    /// <summary>When the copy was made, as the machine that made it saw its clock; null when its name doesn't tell.</summary>
    public required DateTimeOffset? ConflictTime { get; init; }

    /// <summary>1 for a copy, 2 for a copy of a copy, and so on.</summary>
    public required int Depth { get; init; }

    /// <summary>Whether both have the same bytes; they are read when this is asked for.</summary>
    public bool IsIdentical => _isIdentical.Value;

    /// <summary>What it is about; the beginnings are read when this is asked for.</summary>
    public SyncConflictKind Kind => _kind.Value;

    internal ShareSite Site { get; }

    internal int? DifferentLines => _differentLines.Value;

    /// <summary>The copy's path.</summary>
    public override string ToString() => ConflictPath;
}
