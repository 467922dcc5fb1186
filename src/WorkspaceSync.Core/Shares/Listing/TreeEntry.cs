namespace WorkspaceSync;

/// <summary>What the file system says of one name, without opening it.</summary>
/// <param name="Kind">As find's <c>%y</c>: f, d, l, or another letter for what never travels.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Nanoseconds since 1970.</param>
/// <param name="Mark">
/// All of what tells one state from another: size, times, inode and mode of a file; kind and mode of a directory, whose times
/// change with every entry in it. Zero where a change in the same tick of the clock would not show: it counts as different.
/// </param>
internal readonly record struct TreeEntry(char Kind, long Size, long Modified, ulong Mark);
