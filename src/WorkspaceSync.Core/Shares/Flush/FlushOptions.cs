namespace WorkspaceSync;

/// <summary>How a flush is made.</summary>
internal sealed record FlushOptions
{
    /// <summary>When it gives up. Always finite.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long nothing may change after it was true; zero is once.</summary>
    public TimeSpan StableFor { get; init; }

    /// <summary>Whether the files are looked at first; without, what a daemon has not noticed is not known.</summary>
    public bool Scans { get; init; } = true;

    /// <summary>Whether everything is scanned, whatever the kept listing says.</summary>
    public bool IsFull { get; init; }

    /// <summary>Whether a side that was emptied, or lost half of what it had, is meant to be.</summary>
    public bool IsForced { get; init; }

    /// <summary>Only what is below these paths has to be the same; null is the whole share.</summary>
    public IReadOnlyList<string>? SubPaths { get; init; }

    /// <summary>The devices that matter, by id; null is all.</summary>
    public IReadOnlySet<string>? DeviceIds { get; init; }
}
