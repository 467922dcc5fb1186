using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>The archived versions of a node's shares, and the way back for one.</summary>
internal static class VersionReader
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1.5);

    /// <summary>The newest of each file first.</summary>
    public static async IAsyncEnumerable<SyncFileVersion> ReadAsync(
        SyncNode node, Func<string, bool> isWanted, Func<string, bool> isWantedPath, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (SyncShare share in ShareReader.ReadAllAsync(node, cancel).ConfigureAwait(false))
        {
            if (!isWanted(share.Id) || share.Versioning is SyncVersioning.None || share.Paused)
            {
                continue;
            }

            Dictionary<string, List<VersionEntry>> versions = await node.Client.Folder.GetVersionsAsync(share.Id, cancel).ConfigureAwait(false);
            foreach ((string path, List<VersionEntry> entries) in versions.Where(pair => isWantedPath(pair.Key)).OrderBy(pair => pair.Key, PathOrder.Instance))
            {
                foreach (VersionEntry entry in entries.OrderByDescending(entry => entry.VersionTime))
                {
                    yield return new SyncFileVersion
                    {
                        Share = share.Id,
                        Path = path,
                        VersionTime = entry.VersionTime,
                        ModifiedTime = entry.ModTime,
                        Size = entry.Size,
                        Node = node,
                    };
                }
            }
        }
    }

    /// <summary>Brings one back. The daemon archives what is there now; without that a restore would replace what nobody has kept.</summary>
    public static async Task RestoreAsync(SyncFileVersion version, CancellationToken cancel)
    {
        // It archives under the second of the clock, over what was archived in that second: the version itself would be lost, and
        // called restored (measured on 1.19.2 and 2.1.3). So that second has to be over.
        while ((DateTimeOffset.Now - version.VersionTime).Duration() < s_second)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancel).ConfigureAwait(false);
        }

        Dictionary<string, string> refused = await version.Node.Client.Folder.RestoreVersionAsync(version.Share, version.Path, version.VersionTime, cancel).ConfigureAwait(false);
        if (refused.TryGetValue(version.Path, out string? why))
        {
            throw new SyncException(SyncError.VersionNotRestored, $"{version.Node}: {PrintableText.Of(version.ToString())} was not restored: {why}. Get-SyncFileVersion {version.Share} lists what there is now.");
        }
    }
}
