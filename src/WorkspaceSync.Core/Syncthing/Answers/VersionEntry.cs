namespace WorkspaceSync;

/// <summary>One archived version of a file: <c>folder/versions</c>.</summary>
internal sealed class VersionEntry
{
    public DateTimeOffset VersionTime { get; init; }

    public DateTimeOffset ModTime { get; init; }

    public long Size { get; init; }
}
