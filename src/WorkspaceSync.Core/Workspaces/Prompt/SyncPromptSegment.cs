namespace WorkspaceSync;

/// <summary>How a workspace stood when somebody last looked, for a prompt.</summary>
public sealed class SyncPromptSegment
{
    /// <summary>The workspace's name.</summary>
    public required string Workspace { get; init; }

    /// <summary>The worst health of its shares on both machines.</summary>
    public required SyncHealth Health { get; init; }

    /// <summary>Files, directories and deletions that either machine still needed; null when that was not known.</summary>
    public long? NeedItems { get; init; }

    /// <summary>Conflict copies among the files; null when nobody had counted them.</summary>
    public int? Conflicts { get; init; }

    /// <summary>Files that could not be looked at or fetched; null when that was not known.</summary>
    public int? Errors { get; init; }

    /// <summary>When that was so.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How long ago that was.</summary>
    public TimeSpan Age => DateTimeOffset.Now - UpdatedAt;

    /// <summary>All of it in a few characters, such as <c>nt ✓</c>.</summary>
    public required string Text { get; init; }

    /// <summary>The text, so that a prompt's string may have the object in it.</summary>
    public override string ToString() => Text;
}
