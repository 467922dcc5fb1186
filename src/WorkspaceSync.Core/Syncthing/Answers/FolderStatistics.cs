namespace WorkspaceSync;

/// <summary>What <c>stats/folder</c> says of one folder.</summary>
internal sealed class FolderStatistics
{
    public DateTimeOffset? LastScan { get; init; }

    public LastChangedFile? LastFile { get; init; }

    /// <summary>The last file that was pulled; year 1 when there was none.</summary>
    internal sealed class LastChangedFile
    {
        public DateTimeOffset? At { get; init; }

        public string Filename { get; init; } = "";

        public bool Deleted { get; init; }
    }
}
