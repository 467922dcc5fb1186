namespace WorkspaceSync;

/// <summary>One thing that a walk has found, or the trouble that it had with one; it goes on after that.</summary>
internal readonly record struct WalkResult<T>(T? Value, SyncException? Trouble);
