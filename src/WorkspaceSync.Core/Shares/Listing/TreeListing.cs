namespace WorkspaceSync;

/// <summary>A share's tree by its metadata, as it was when it was looked at.</summary>
/// <param name="RootMark">Which directory the root is: device and inode.</param>
/// <param name="HasMarker">Whether the folder's marker is in it.</param>
/// <param name="Entries">By path from the root; what Syncthing keeps to itself is not in it.</param>
internal sealed record TreeListing(string RootMark, bool HasMarker, IReadOnlyDictionary<string, TreeEntry> Entries)
{
    /// <summary>The paths that were added, changed or removed since another listing; a new directory stands for all that is in it.</summary>
    public IReadOnlyList<string> ChangesSince(TreeListing before)
    {
        List<string> changed = [];
        foreach ((string path, TreeEntry entry) in Entries)
        {
            if (entry.Mark == 0 || !before.Entries.TryGetValue(path, out TreeEntry old) || old.Mark != entry.Mark)
            {
                changed.Add(path);
            }
        }

        foreach (string path in before.Entries.Keys)
        {
            if (!Entries.ContainsKey(path))
            {
                changed.Add(path);
            }
        }

        return changed;
    }
}
