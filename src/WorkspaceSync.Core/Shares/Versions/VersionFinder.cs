namespace WorkspaceSync;

/// <summary>Finds archived versions of single files by what the daemon says and where Syncthing puts them.</summary>
internal static class VersionFinder
{
    /// <summary>The newest archived version of a conflict's file that is older than both its versions; null when there is none.</summary>
    public static async Task<string?> FindBaseAsync(SyncConflict conflict, CancellationToken cancel)
    {
        if (conflict.Node is not { } node || conflict.Site.Versions.Kind is SyncVersioning.None or SyncVersioning.External || conflict.Original is not { } original)
        {
            return null;
        }

        Dictionary<string, List<VersionEntry>>? versions = await node.Client.Folder.GetVersionsAsync(conflict.Share, cancel).ConfigureAwait(false);
        DateTimeOffset oldest = original.ModifiedTime < conflict.Conflict.ModifiedTime ? original.ModifiedTime : conflict.Conflict.ModifiedTime;
        VersionEntry? newest = versions?.GetValueOrDefault(conflict.Path)?.Where(version => version.ModTime < oldest).MaxBy(version => version.ModTime);
        if (newest is null)
        {
            return null;
        }

        string path = $"{new KeepPlace(conflict.Site).Root}/{(conflict.Site.Versions.Kind is SyncVersioning.TrashCan ? conflict.Path : KeepPlace.Tag(conflict.Path, newest.VersionTime))}";
        return await conflict.Site.Files.LookAsync(path, cancel).ConfigureAwait(false) is { Kind: FileKind.File } ? path : null;
    }
}
