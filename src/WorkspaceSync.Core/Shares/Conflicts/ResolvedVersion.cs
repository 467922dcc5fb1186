namespace WorkspaceSync;

/// <summary>A version that a resolution has dealt with, and who wrote it: what Syncthing's index says afterwards is who moved it.</summary>
/// <param name="Facts">How to know it again.</param>
/// <param name="Author">Who wrote it.</param>
internal sealed record ResolvedVersion(FileFacts Facts, ConflictAuthor Author);
