namespace WorkspaceSync;

/// <summary>What a daemon knows of one share: it reports, and only a flush (Wait-SyncShare) proves.</summary>
public sealed class SyncStatus
{
    /// <summary>The share's id; empty for a stopped daemon whose shares are not known.</summary>
    public required string Share { get; init; }

    /// <summary>The share's label.</summary>
    public string Label { get; init; } = "";

    /// <summary>Where the share is on the node; null when it is not known.</summary>
    public string? Path { get; init; }

    /// <summary>The node's name.</summary>
    public required string Machine { get; init; }

    /// <summary>How it is doing, in one word.</summary>
    public required SyncHealth Health { get; init; }

    /// <summary>Why it is not InSync, in a few words; null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>Syncthing's own word for what the folder is doing; null when paused or stopped.</summary>
    public string? State { get; init; }

    /// <summary>Files, directories and links that this node still needs, without deletions; null when unknown.</summary>
    public long? NeedItems { get; init; }

    /// <summary>Bytes that this node still needs; null when unknown.</summary>
    public long? NeedBytes { get; init; }

    /// <summary>Deletions that this node has not made yet; null when unknown.</summary>
    public long? NeedDeletes { get; init; }

    /// <summary>0-100, of items and of bytes, whichever is less; below 100 while anything is needed, null when unknown.</summary>
    public double? CompletionPercent { get; init; }

    /// <summary>Files that could not be looked at or fetched; null when unknown.</summary>
    public int? Errors { get; init; }

    /// <summary>
    /// Conflict copies that lie about on the node's disk; null when its files can't be looked at from here. This machine's are
    /// counted when this is asked for.
    /// </summary>
    public int? Conflicts => ConflictCount?.Value;

    /// <summary>Whether its own changes stay there: what it has besides them is what the others have.</summary>
    internal bool IsReceiveOnly { get; init; }

    internal Lazy<int?>? ConflictCount { get; set; }

    /// <summary>Items that were changed in a receive-only share and are kept from the others; null when unknown.</summary>
    public long? LocalChanges { get; init; }

    /// <summary>When the last full look at the files ended; null when never.</summary>
    public DateTimeOffset? LastScan { get; init; }

    /// <summary>When the last file was fetched; null when never.</summary>
    public DateTimeOffset? LastChange { get; init; }

    /// <summary>The last entry of the node's own index.</summary>
    public long? Sequence { get; init; }

    /// <summary>The other devices of the share.</summary>
    public IReadOnlyList<SyncDeviceStatus> Devices { get; init; } = [];

    /// <summary>What a wait has proved; null in a mere report.</summary>
    public SyncProofScope? Proof { get; internal set; }

    /// <summary>The node; null when its daemon is stopped.</summary>
    public SyncNode? Node { get; init; }

    /// <summary>The share and its health.</summary>
    public override string ToString() => $"{Share}: {Health}";
}
