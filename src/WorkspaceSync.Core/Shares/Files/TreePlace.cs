namespace WorkspaceSync;

/// <summary>A directory that a walk is in.</summary>
/// <param name="Prefix">Its path from the root, with a slash behind; empty is the root.</param>
/// <param name="Entries">What is in it, in order.</param>
/// <param name="Directory">Open, where that could be.</param>
internal sealed record TreePlace(string Prefix, List<DirectoryEntry> Entries, OpenDirectory? Directory)
{
    /// <summary>Which entry comes next.</summary>
    public int Next { get; set; }
}
