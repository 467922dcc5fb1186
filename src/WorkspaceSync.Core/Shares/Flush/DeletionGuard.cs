namespace WorkspaceSync;

/// <summary>
/// Stops a flush before it carries a disaster to the other side: a root that vanished, a side that was emptied, more than
/// half of it gone since both were the same. Mutagen, rclone and Unison stop at the same.
/// </summary>
internal static class DeletionGuard
{
    // Below it half of everything is a day's work.
    private const int Few = 10;

    /// <summary>Throws MassDeletion or RootVanished when a side looks like a disaster.</summary>
    public static void Check(SyncNode node, string shareId, string root, TreeListing before, TreeListing now)
    {
        if (!now.HasMarker)
        {
            throw new SyncException(
                SyncError.RootVanished,
                $"{node}: {root} has no .stfolder any more, so it may not be the directory that '{shareId}' was (an unmounted disk?). Nothing was synced. If it is the right one: New-Item -ItemType Directory {root}/.stfolder there, then try again.");
        }

        int had = before.Entries.Count, has = now.Entries.Count;
        if (had >= Few && has < had - (had / 2))
        {
            int gone = before.Entries.Keys.Count(path => !now.Entries.ContainsKey(path));
            if (gone > had / 2)
            {
                throw new SyncException(
                    SyncError.MassDeletion,
                    $"{node}: {gone} of the {had} files and directories of '{shareId}' in {root} are gone since both sides were the same{(has == 0 ? "; it is empty" : "")}. Nothing was carried over by this command. If that is meant, say -Force; if not, keep the other side: Suspend-SyncShare {shareId} there, and bring the files back.");
            }
        }
    }
}
