namespace WorkspaceSync;

/// <summary>One file as it stands in an index: <c>db/need</c>, <c>db/remoteneed</c>, <c>db/file</c>.</summary>
internal sealed class IndexEntry
{
    public string Name { get; init; } = "";

    public string Type { get; init; } = "";

    public long Size { get; init; }

    public DateTimeOffset? Modified { get; init; }

    /// <summary>The short id of the device that wrote this version.</summary>
    public string? ModifiedBy { get; init; }

    public bool Deleted { get; init; }

    public bool Ignored { get; init; }

    public bool Invalid { get; init; }

    public long Sequence { get; init; }
}
