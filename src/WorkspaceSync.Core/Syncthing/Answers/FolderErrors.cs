namespace WorkspaceSync;

/// <summary>What <c>folder/errors</c> lists: files that could not be scanned or pulled.</summary>
internal sealed class FolderErrors
{
    public List<Entry>? Errors { get; init; }

    /// <summary>One file and its trouble.</summary>
    internal sealed class Entry
    {
        public string Path { get; init; } = "";

        public string Error { get; init; } = "";
    }
}
