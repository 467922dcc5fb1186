namespace WorkspaceSync;

/// <summary>A whole comparison: what was compared, how, and whether it all was the same.</summary>
public sealed class SyncComparison
{
    /// <summary>The share's id.</summary>
    public required string Share { get; init; }

    /// <summary>The node.</summary>
    public required SyncNode Node { get; init; }

    /// <summary>The node that it was compared with.</summary>
    public required SyncNode ReferenceNode { get; init; }

    /// <summary>What was looked at.</summary>
    public required SyncComparisonMethod Method { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>Whether nothing differs.</summary>
    public bool IsSame => Differences == 0;

    /// <summary>How many paths differ.</summary>
    public long Differences { get; internal set; }

    /// <summary>Files that both sides have.</summary>
    public long Files { get; internal set; }

    /// <summary>The bytes in them, of one side.</summary>
    public long Bytes { get; internal set; }

    /// <summary>Directories and links that both sides have.</summary>
    public long Others { get; internal set; }

    /// <summary>Entries that the node's ignores, or Syncthing itself, leave out; one that is not entered counts as one.</summary>
    public long Excluded { get; internal set; }

    /// <summary>The same of the other node.</summary>
    public long ReferenceExcluded { get; internal set; }

    /// <summary>Whether both sides leave out the same.</summary>
    public bool IgnoresAreSame { get; internal set; }

    /// <summary>What it says.</summary>
    public override string ToString() => IsSame ? $"{Share}: the same ({Files} files)" : $"{Share}: {Differences} differences";
}
