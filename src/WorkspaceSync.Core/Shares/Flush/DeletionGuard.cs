namespace WorkspaceSync;

/// <summary>
/// Stops a flush before it carries a disaster to the other side: a root that vanished, a side that was emptied, more than
/// half of it gone since both were the same. Mutagen, rclone and Unison stop at the same.
/// </summary>
internal static class DeletionGuard
{
    // Below it half of everything is a day's work. That all of it is gone is one from the second entry on.
    private const int Few = 10;
    private const int Several = 2;

    /// <summary>Throws MassDeletion or RootVanished when a side looks like a disaster.</summary>
    /// <param name="travels">Whether a path is synced: what the ignores leave out is nobody's loss.</param>
    public static void Check(SyncNode node, string shareId, string root, TreeListing before, TreeListing now, Func<string, bool> travels)
    {
        if (!now.HasMarker)
        {
            throw new SyncException(
                SyncError.RootVanished,
                $"{node}: {root} has no .stfolder any more, so it may not be the directory that '{shareId}' was (an unmounted disk?). Nothing was synced. If it is the right one: New-Item -ItemType Directory {root}/.stfolder there, then try again.");
        }

        List<string> gone = [.. before.Entries.Keys.Where(path => !now.Entries.ContainsKey(path))];
        if (gone.Count < Several)
        {
            return; // as almost always: then nobody has to decide what travels
        }

        int lost = gone.Count(travels), had = before.Entries.Keys.Count(travels);
        bool isEmpty = lost >= Several && !now.Entries.Keys.Any(travels);
        if (isEmpty || (had >= Few && lost > had / 2))
        {
            throw new SyncException(
                SyncError.MassDeletion,
                $"{node}: {lost} of the {had} files and directories of '{shareId}' in {root} are gone since both sides were the same{(isEmpty ? "; it is empty" : "")}. Nothing was carried over by this command. If that is meant, say -Force; if not, keep the other side: Suspend-SyncShare {shareId} there, and bring the files back.");
        }
    }
}
