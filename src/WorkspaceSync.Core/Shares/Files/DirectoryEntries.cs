using System.IO.Enumeration;

namespace WorkspaceSync;

/// <summary>Some entries of one directory, by name: it alone is read, and no entry is asked for more than its kind.</summary>
/// <param name="directory">Absolute.</param>
/// <param name="isWanted">By name; directories are always given.</param>
internal sealed class DirectoryEntries(string directory, DirectoryEntries.NameTest? isWanted, CancellationToken cancel)
    : FileSystemEnumerator<(string Name, bool IsDirectory)>(directory, s_options)
{
    private static readonly EnumerationOptions s_options = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>A test on a name that was not made into a string.</summary>
    internal delegate bool NameTest(ReadOnlySpan<char> name);

    /// <inheritdoc/>
    protected override bool ShouldIncludeEntry(ref FileSystemEntry entry)
    {
        cancel.ThrowIfCancellationRequested();
        return entry.IsDirectory || isWanted is null || isWanted(entry.FileName);
    }

    /// <inheritdoc/>
    protected override (string Name, bool IsDirectory) TransformEntry(ref FileSystemEntry entry) =>
        // A link to a directory counts as one here; it is a leaf of the share all the same.
        (entry.FileName.ToString(), entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) == 0);
}
