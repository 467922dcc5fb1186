namespace WorkspaceSync;

/// <summary>One line of a share's ignore patterns on one node.</summary>
public sealed class SyncIgnore
{
    /// <summary>The share's id.</summary>
    public required string Share { get; init; }

    /// <summary>Counted from 1, in .stignore.</summary>
    public required int LineNumber { get; init; }

    /// <summary>The line, as it stands.</summary>
    public required string Pattern { get; init; }

    /// <summary>Whether it only is a comment: <c>//</c>; a line with <c>#</c> is a pattern.</summary>
    public bool IsComment => Pattern.StartsWith("//", StringComparison.Ordinal);

    /// <summary>The node.</summary>
    public required SyncNode Node { get; init; }

    /// <summary>The line.</summary>
    public override string ToString() => Pattern;
}
