namespace WorkspaceSync;

/// <summary>One entry of <c>db/browse</c>, with its path from the folder's root.</summary>
/// <param name="Path">Relative, with forward slashes.</param>
/// <param name="Type">Syncthing's word, such as <c>FILE_INFO_TYPE_DIRECTORY</c>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When the content was last changed.</param>
internal sealed record BrowseEntry(string Path, string Type, long Size, DateTimeOffset? Modified);
