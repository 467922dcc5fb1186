namespace WorkspaceSync;

/// <summary>One machine as it is now.</summary>
/// <param name="Trouble">Why what is shown may be old; null while its daemon tells everything.</param>
/// <param name="Files">What is being fetched.</param>
internal sealed record WatchMachine(
    SyncNode Node, string? Trouble, IReadOnlyList<WatchShare> Shares, IReadOnlyList<WatchFile> Files, IReadOnlyList<WatchLink> Links, IReadOnlyList<SyncEvent> Changes);
