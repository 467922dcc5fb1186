namespace WorkspaceSync;

/// <summary>A whole comparison: what was compared, how, and whether it all was the same.</summary>
public sealed class SyncComparison
{
    private long _files, _bytes, _others;

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
    public long Files => Interlocked.Read(ref _files);

    /// <summary>The bytes in them, of one side.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Directories and links that both sides have.</summary>
    public long Others => Interlocked.Read(ref _others);

    /// <summary>Entries that the node's ignores, or Syncthing itself, leave out; one that is not entered counts as one.</summary>
    public long Excluded { get; internal set; }

    /// <summary>The same of the other node.</summary>
    public long ReferenceExcluded { get; internal set; }

    /// <summary>Whether both sides leave out the same.</summary>
    public bool IgnoresAreSame { get; internal set; }

    /// <summary>Counts what both sides have; from any thread.</summary>
    internal void AddSame(int files, long bytes, int others)
    {
        Interlocked.Add(ref _files, files);
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _others, others);
    }

    /// <summary>What it says.</summary>
    public override string ToString() => IsSame ? $"{Share}: the same ({Files} files)" : $"{Share}: {Differences} differences";
}
