namespace WorkspaceSync;

/// <summary>An event, or a break in their row: one of the two.</summary>
internal readonly record struct FeedItem(DaemonEvent? Event, FeedBreak? Break);
