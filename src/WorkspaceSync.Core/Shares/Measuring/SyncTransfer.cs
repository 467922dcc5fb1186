namespace WorkspaceSync;

/// <summary>How long a file took from this machine's disk to another's.</summary>
public sealed class SyncTransfer
{
    /// <summary>The share's id.</summary>
    public required string Share { get; init; }

    /// <summary>The machine where the file was written.</summary>
    public string From => Node.Name;

    /// <summary>The machine where it came to be.</summary>
    public string To => ReferenceNode.Name;

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>From the moment that it was there whole, until it was whole on the other side.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Of that, until this machine's daemon knew of it: the time of a scan, or the watcher's.</summary>
    public required TimeSpan Noticed { get; init; }

    /// <summary>Bytes a second, of the whole time.</summary>
    public double BytesPerSecond => Size / Math.Max(Duration.TotalSeconds, 1e-6);

    /// <summary>The node where the file was written.</summary>
    public required SyncNode Node { get; init; }

    /// <summary>The node where it came to be.</summary>
    public required SyncNode ReferenceNode { get; init; }

    /// <summary>The size and the time.</summary>
    public override string ToString() => $"{Share}: {Size} bytes in {Duration.TotalSeconds:0.000} s";
}
