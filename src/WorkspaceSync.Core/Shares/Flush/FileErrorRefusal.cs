namespace WorkspaceSync;

/// <summary>The no of a flush that single files are the cause of: which they are, why, and what to do.</summary>
internal static class FileErrorRefusal
{
    private const int Names = 3;
    private const int MostAtOnce = 100; // a request line has its limits

    // Pull errors that pass by themselves: the next scan or the next index mends them. The texts are the daemon's (lib/model).
    private static readonly string[] s_passing =
    [
        "modified but not rescanned", "no connected device has the required version", "peers who had this file went away", "file changed during hashing",
        "no available source device", "has been modified since", "connection closed",
    ];

    // Of those, what another look mends.
    private static readonly string[] s_changed = ["modified but not rescanned", "file changed during hashing", "has been modified since"];

    // The system's own words, those of its quota, and Syncthing's own when it keeps minDiskFree.
    private static readonly string[] s_full = ["no space left", "insufficient space", "disk quota exceeded"];

    /// <summary>Whether a daemon's complaint is of a disk that has no room left.</summary>
    public static bool IsOfFullDisk(string? complaint) => s_full.Any(text => complaint?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>The files that a side could not look at or fetch, and why.</summary>
    public static async Task<IReadOnlyList<FolderErrors.Entry>> ReadAsync(SyncStatus side, CancellationToken cancel) =>
        (await side.Node!.Client.Folder.GetErrorsAsync(side.Share, cancel).ConfigureAwait(false)).Errors ?? [];

    /// <summary>Those that changed while they were looked at, and that nobody looks at again by himself.</summary>
    public static async Task<IReadOnlyList<string>> FindChangedAsync(SyncStatus side, CancellationToken cancel) =>
        [.. (await ReadAsync(side, cancel).ConfigureAwait(false)).Where(entry => s_changed.Any(text => entry.Error.Contains(text, StringComparison.Ordinal))).Select(entry => entry.Path).Take(MostAtOnce)];

    /// <summary>A file and why, for messages.</summary>
    public static string Describe(FolderErrors.Entry entry) => $"{PrintableText.Of(entry.Path)} ({PrintableText.Of(entry.Error.Trim())})";

    /// <summary>Null while none of the files lacks anything that does not pass by itself.</summary>
    public static async Task<SyncException?> FindAsync(SyncStatus side, SyncNode node, CancellationToken cancel)
    {
        List<FolderErrors.Entry> lasting = [
            .. (await ReadAsync(side, cancel).ConfigureAwait(false))
                .Where(entry => !s_passing.Any(text => entry.Error.Contains(text, StringComparison.Ordinal))),
        ];
        if (lasting.Count == 0)
        {
            return null;
        }

        List<string> homeless = [.. lasting.Where(entry => IsOfFullDisk(entry.Error)).Select(entry => entry.Path)];
        return homeless.Count > 0
            ? await FullAsync(side, node, $"cannot write {homeless.Count} file(s) of '{side.Share}' ({List(homeless)})", homeless[0], cancel).ConfigureAwait(false)
            : new SyncException(
                SyncError.ShareInError,
                $"{node}: {lasting.Count} file(s) of '{side.Share}' cannot be synced: {List(lasting.Select(Describe))}. Mend that, then Suspend- and Resume-SyncShare {side.Share} makes Syncthing try at once. Get-SyncError lists all.");
    }

    /// <summary>A disk without room, with what is left of it where that can be asked.</summary>
    /// <param name="what">What it cannot do.</param>
    /// <param name="path">A file that waits for room; null when none is known.</param>
    public static async Task<SyncException> FullAsync(SyncStatus side, SyncNode node, string what, string? path, CancellationToken cancel)
    {
        DiskRoom? room = node.Machine is { } machine && side.Path is { } root ? await DiskRoom.ReadAsync(machine, root, cancel).ConfigureAwait(false) : null;
        return new SyncException(
            SyncError.DiskFull,
            $"{node} {what}: the disk of {side.Path} is full{(room is null ? "" : $" ({room})")}. Free space there{(path is null ? "" : $", or leave out what needs it: Add-SyncIgnore {side.Share} '{PrintableText.Of(IgnorePath.ToPattern(path)).Replace("'", "''", StringComparison.Ordinal)}'")}. What is on it is as it was; the rest follows with the next sync.");
    }

    private static string List(IEnumerable<string> all)
    {
        string[] some = [.. all.Take(Names + 1)];
        return string.Join("; ", some.Take(Names)) + (some.Length > Names ? "; …" : "");
    }
}
