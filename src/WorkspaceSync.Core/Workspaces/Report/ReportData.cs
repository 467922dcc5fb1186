namespace WorkspaceSync;

/// <summary>All that a report shows, collected at one time.</summary>
internal sealed record ReportData
{
    public required string Title { get; init; }

    public required DateTimeOffset Time { get; init; }

    public RemoteWorkspace? Workspace { get; init; }

    public required IReadOnlyList<ReportMachine> Machines { get; init; }

    /// <summary>How complete each share was on each machine, as far back as the daemons remember; the last points are of now.</summary>
    public required IReadOnlyList<ReportPoint> Completion { get; init; }

    public required IReadOnlyList<SyncChange> Changes { get; init; }

    public required IReadOnlyList<SyncConflict> Conflicts { get; init; }

    public required IReadOnlyList<SetupCheck> Checks { get; init; }

    /// <summary>What a test of the way to the host found; null where ZeroTier has no part in it.</summary>
    public ZeroTierPathTest? Link { get; init; }
}
