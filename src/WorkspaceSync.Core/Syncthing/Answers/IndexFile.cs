namespace WorkspaceSync;

/// <summary>What <c>db/file</c> says: the newest version anywhere, and ours.</summary>
internal sealed class IndexFile
{
    public IndexEntry? Global { get; init; }

    public IndexEntry? Local { get; init; }
}
