namespace WorkspaceSync;

/// <summary>What a flush proved of one share. Each side has the other's whole index and needs nothing of it.</summary>
public sealed class ShareProof
{
    /// <summary>The share's id.</summary>
    public required string Share { get; init; }

    /// <summary>The last entry of this machine's index.</summary>
    public long Sequence { get; init; }

    /// <summary>How far the host had this machine's index: no less than <see cref="Sequence"/>.</summary>
    public long SequenceAtHost { get; init; }

    /// <summary>The last entry of the host's index.</summary>
    public long RemoteSequence { get; init; }

    /// <summary>How far this machine had the host's index: no less than <see cref="RemoteSequence"/>.</summary>
    public long RemoteSequenceHere { get; init; }

    /// <summary>How each side found what had changed: Listing, Full or SubPath.</summary>
    public required string Way { get; init; }

    /// <summary>Why everything was scanned; null when it was not.</summary>
    public string? WhyFull { get; init; }

    /// <summary>Files, directories and deletions that the host took over.</summary>
    public int SentItems { get; init; }

    /// <summary>Bytes of the files that the host took over.</summary>
    public long SentBytes { get; init; }

    /// <summary>Files, directories and deletions that this machine took over.</summary>
    public int ReceivedItems { get; init; }

    /// <summary>Bytes of the files that this machine took over.</summary>
    public long ReceivedBytes { get; init; }

    /// <summary>Conflict copies among the files; null when they were not counted.</summary>
    public int? Conflicts { get; init; }

    /// <summary>How long this machine looked at its files.</summary>
    public TimeSpan ScanTime { get; init; }

    /// <summary>The same on the host.</summary>
    public TimeSpan RemoteScanTime { get; init; }

    /// <summary>The ignore patterns: what they leave out is not proved.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>The sequences, as <c>nt 4711=4711 · 98=98</c>.</summary>
    public override string ToString() => $"{Share} {Sequence}={SequenceAtHost} · {RemoteSequence}={RemoteSequenceHere}";
}
