namespace WorkspaceSync;

/// <summary>What the file system says of one entry, without opening it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Bytes; of a link, its target's text.</param>
/// <param name="ModifiedNs">Nanoseconds since 1970, as exact as the file system is.</param>
/// <param name="Mode">The permission bits.</param>
/// <param name="Inode">Tells a file from another that took its name; 0 where it is not known.</param>
internal sealed record FileFacts(FileKind Kind, long Size, long ModifiedNs, int Mode, ulong Inode)
{
    private const long NsPerTick = 100;
    private const long NsPerSecond = 1_000_000_000;

    /// <summary>The same instant, as .NET has it.</summary>
    public DateTimeOffset Modified => DateTimeOffset.UnixEpoch.AddTicks(ModifiedNs / NsPerTick);

    /// <summary>Whether it still is the very same file: another one in its place, or a write to it, makes it another.</summary>
    public bool IsSame(FileFacts? other) =>
        other is not null && HasSameContent(other) && (Inode == other.Inode || Inode == 0 || other.Inode == 0);

    /// <summary>The same, for a copy of it, which may be on a file system of coarser times.</summary>
    public bool HasSameContent(FileFacts other) => Kind == other.Kind && Size == other.Size
        && (ModifiedNs == other.ModifiedNs || (Math.Min(ModifiedNs % NsPerSecond, other.ModifiedNs % NsPerSecond) == 0 && Math.Abs(ModifiedNs - other.ModifiedNs) < 2 * NsPerSecond));
}
