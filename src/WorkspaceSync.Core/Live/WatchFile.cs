namespace WorkspaceSync;

/// <summary>A file that is being fetched.</summary>
/// <param name="Total">Its bytes; null until the daemon tells.</param>
internal sealed record WatchFile(string Share, string Path, long Done, long? Total);
