namespace WorkspaceSync;

/// <summary>
/// What <c>db/status</c> says of a folder. 1.19 leaves out what is zero or empty; a paused folder has an empty state and
/// no counts at all.
/// </summary>
internal sealed class FolderStatus
{
    /// <summary>idle, scanning, scan-waiting, sync-waiting, sync-preparing, syncing, cleaning, clean-waiting, error, unknown, starting, or empty.</summary>
    public string State { get; init; } = "";

    public DateTimeOffset? StateChanged { get; init; }

    public string? Error { get; init; }

    public string? WatchError { get; init; }

    /// <summary>Items that could not be pulled in the last attempt, which is over when the state is idle.</summary>
    public int Errors { get; init; }

    public int PullErrors { get; init; }

    public long GlobalBytes { get; init; }

    public long GlobalTotalItems { get; init; }

    public long GlobalDeleted { get; init; }

    public long LocalBytes { get; init; }

    public long LocalFiles { get; init; }

    public long LocalDirectories { get; init; }

    public long LocalTotalItems { get; init; }

    public long NeedBytes { get; init; }

    public long NeedDeletes { get; init; }

    public long NeedTotalItems { get; init; }

    public long ReceiveOnlyTotalItems { get; init; }

    /// <summary>The last entry of the folder's own index; counts up with every change that was found or pulled.</summary>
    public long Sequence { get; init; }

    public bool IgnorePatterns { get; init; }
}
