namespace WorkspaceSync;

/// <summary>One step of a walk: an entry, or what kept the walk from looking.</summary>
/// <param name="Path">From the share's root, with slashes.</param>
/// <param name="Facts">What it is; null when it could not be looked at, or was not yet.</param>
/// <param name="Trouble">Why not; null when it could.</param>
internal sealed record FileFinding(string Path, FileFacts? Facts, SyncException? Trouble = null)
{
    /// <summary>
    /// Whether only its directory was asked, which says that it is a file: whoever opens it learns the rest from the open file,
    /// which is less work for the kernel than to find its name twice.
    /// </summary>
    public bool IsUnseen => Facts is null && Trouble is null;

    /// <summary>The directory that it is in, when the walk has that open; whoever needs it longer than the walk holds it.</summary>
    public OpenDirectory? Directory { get; init; }
}
