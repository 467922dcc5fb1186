namespace WorkspaceSync;

/// <summary>A share on one machine, now.</summary>
/// <param name="Rate">Bytes a second that its need goes down by; null while nothing is fetched.</param>
/// <param name="Remaining">When that goes on so, how long until nothing is needed.</param>
internal sealed record WatchShare(SyncStatus Status, double? Rate, TimeSpan? Remaining);
