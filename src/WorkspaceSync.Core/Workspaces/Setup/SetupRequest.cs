namespace WorkspaceSync;

/// <summary>What a workspace is asked to be.</summary>
internal sealed record SetupRequest
{
    public required string Name { get; init; }

    public required string HostName { get; init; }

    /// <summary>On this machine; absolute.</summary>
    public required string Path { get; init; }

    /// <summary>On the host; absolute or from <c>~</c>; null is the counterpart of the local one.</summary>
    public string? RemotePath { get; init; }

    public required IReadOnlyList<SetupShare> Shares { get; init; }

    /// <summary>What becomes of files that differ on both sides; null is not said.</summary>
    public FirstSyncStrategy? FirstSync { get; init; }

    /// <summary>Whether Syncthing may be started where it is installed and stopped.</summary>
    public bool Install { get; init; }

    /// <summary>Whether two directories with different content may be merged.</summary>
    public bool Force { get; init; }

    /// <summary>How long the first flush may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);
}
