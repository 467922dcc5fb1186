namespace WorkspaceSync;

/// <summary>One result of one node, or the error that ended its part.</summary>
internal readonly record struct NodeResult<T>(SyncNode Node, T? Value, SyncException? Error);
