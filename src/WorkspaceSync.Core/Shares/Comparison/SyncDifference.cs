namespace WorkspaceSync;

/// <summary>One path that is not the same on two machines.</summary>
public sealed class SyncDifference
{
    /// <summary>The share's id.</summary>
    public required string Share { get; init; }

    /// <summary>From the share's root, with slashes.</summary>
    public required string Path { get; init; }

    /// <summary>In what it differs.</summary>
    public required SyncDifferenceKind Kind { get; init; }

    /// <summary>Bytes on the node; null when it hasn't got it.</summary>
    public long? Size { get; init; }

    /// <summary>Bytes on the other node; null when it hasn't got it.</summary>
    public long? ReferenceSize { get; init; }

    /// <summary>When it was written on the node.</summary>
    public DateTimeOffset? ModifiedTime { get; init; }

    /// <summary>When it was written on the other node.</summary>
    public DateTimeOffset? ReferenceModifiedTime { get; init; }

    /// <summary>What there is to add, such as why it could not be read; else null.</summary>
    public string? Note { get; init; }

    /// <summary>The node.</summary>
    public required SyncNode Node { get; init; }

    /// <summary>The node that it was compared with.</summary>
    public required SyncNode ReferenceNode { get; init; }

    /// <summary>The path and what is different.</summary>
    public override string ToString() => $"{Path}: {Kind}";
}
