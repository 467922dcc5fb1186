namespace WorkspaceSync;

/// <summary>What came between two events.</summary>
internal enum FeedBreakKind
{
    /// <summary>The daemon does not answer; it is asked again until it does.</summary>
    Unreachable,

    /// <summary>It answers again, is the same run of it, and nothing was missed.</summary>
    Back,

    /// <summary>It answers again and was restarted: what the run before told last may be missing.</summary>
    Restarted,

    /// <summary>It told more than it keeps while nobody read.</summary>
    Lost,
}
