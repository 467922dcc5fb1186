namespace WorkspaceSync;

/// <summary>One share that a workspace is asked to have.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Below the workspace's directory; <c>.</c> is all of it.</param>
/// <param name="Profile">Its profile; null for none.</param>
/// <param name="IgnoreLines">All its patterns, validated.</param>
internal sealed record SetupShare(string Id, string Path, SyncProfile? Profile, IReadOnlyList<string> IgnoreLines)
{
    public WorkspaceShare ToShare() => new() { Id = Id, Path = Path, Profile = Profile?.Name };
}
