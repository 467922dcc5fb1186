namespace WorkspaceSync;

/// <summary>Something that a watch has to tell: a status that changed, a notice, or the error that ended a node's part. One of the three.</summary>
internal readonly record struct WatchItem(SyncNode Node, SyncStatus? Status, string? Notice, SyncException? Error);
