namespace WorkspaceSync;

/// <summary>A name in a directory.</summary>
/// <param name="Kind">What it is, as far as the directory itself tells: null is anything but a directory.</param>
internal readonly record struct DirectoryEntry(string Name, FileKind? Kind);
